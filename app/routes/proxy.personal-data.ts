/** The storefront hands a member everything we hold of them, or erases it, by script or by a plain form. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { erase, personalData, replyToForm } from "./shared/membership-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  const wish = await readWish(request);
  return replyToForm({ request, wish, deed: "erased" }, await erase(shopper, wish));
}

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  return personalData(shopper);
}
