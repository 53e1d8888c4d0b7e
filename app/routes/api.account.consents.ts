/** The account page shows and changes consents. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { json, readWish } from "./shared/door-response.server";
import { consent, replyJson, viewOf } from "./shared/membership-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => replyJson(await consent(shopper, await readWish(request))));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => json(await viewOf(shopper)));
}
