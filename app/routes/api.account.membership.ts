/** The account page shows how the membership stands, and joins. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { json, readWish } from "./shared/door-response.server";
import { join, replyJson, viewOf } from "./shared/membership-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => replyJson(await join(shopper, await readWish(request))));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => json(await viewOf(shopper)));
}
