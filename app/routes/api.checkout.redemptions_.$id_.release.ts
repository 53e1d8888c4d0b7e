/** The checkout gives a redemption back. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { atCheckout } from "./shared/checkout-door.server";
import { respond } from "./shared/door-response.server";
import { release } from "./shared/shopper-door.server";

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return atCheckout(request, async (shopper) => respond(await release(shopper, params.id)));
}
