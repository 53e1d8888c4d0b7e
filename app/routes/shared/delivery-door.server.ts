/**
 * A door that stores deliver at. There are two ways to it, and what is behind it is the same: Remix calls the route's action; the web server, which has thousands of deliveries in a
 * burst to take in, goes straight to `hear` (app/cli/delivery-doors.mjs), past everything that is there for pages.
 */
import type { ActionFunctionArgs } from "@remix-run/node";
import { type Body, bodyOf } from "../../stores/signed-body";

export interface Knock {
  /** A header's value by its name in lower case. */
  readonly header: (name: string) => string | null;
  readonly body: Body;
  /** The part of the address that varies; "" where none does. */
  readonly door: string;
}

/** @returns the status to answer, with an empty body. */
export type Hear = (knock: Knock) => Promise<number>;

export function deliveryDoor(hear: Hear) {
  const action = async ({ request, params }: ActionFunctionArgs): Promise<Response> => {
    const header = (name: string) => request.headers.get(name);
    return new Response(null, {
      status: await hear({ header, body: bodyOf(request), door: params.door ?? "" }),
    });
  };
  return Object.assign(action, { hear });
}
