/** The storefront leaves the program, by script or by a plain form. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { leave, replyToForm } from "./shared/membership-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  const wish = await readWish(request);
  return replyToForm({ request, wish, deed: "left" }, await leave(shopper));
}
