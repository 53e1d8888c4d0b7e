/** A visit to the storefront, told by the theme for a customer who is logged in. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { countVisit, replyToWish } from "./shared/earning-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const wish = await readWish(request);
  return replyToWish({ request, wish }, await countVisit(visit.shopper, wish));
}
