/** A member enters a single-use code on the storefront, by script or by a plain form. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { enterCode, replyToWish } from "./shared/earning-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const wish = await readWish(request);
  return replyToWish({ request, wish }, await enterCode(visit.shopper, wish, request));
}
