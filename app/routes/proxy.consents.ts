/** The storefront shows and changes consents, by script or by a plain form. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { json, readWish } from "./shared/door-response.server";
import { consent, replyToForm, viewOf } from "./shared/membership-door.server";
import { visitOf } from "./shared/proxy-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  const wish = await readWish(request);
  return replyToForm({ request, wish, deed: "consented" }, await consent(shopper, wish));
}

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shopper } = await visitOf(request);
  return json(await viewOf(shopper));
}
