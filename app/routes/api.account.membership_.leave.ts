/** The account page leaves the program. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { notAllowed } from "./shared/door-response.server";
import { leave, replyJson } from "./shared/membership-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => replyJson(await leave(shopper)));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
