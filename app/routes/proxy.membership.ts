/** The storefront shows how the membership stands, and joins, by script or by a plain form. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json, readWish } from "./shared/door-response.server";
import { join, replyToForm, viewOf } from "./shared/membership-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  const wish = await readWish(request);
  return replyToForm({ request, wish, deed: "joined" }, await join(shopper, wish));
}

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  return json(await viewOf(shopper));
}
