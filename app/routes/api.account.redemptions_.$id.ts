/** The account page asks how a redemption stands. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { notAllowed, respond } from "./shared/door-response.server";
import { look } from "./shared/shopper-door.server";

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => respond(await look(shopper, params.id)));
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
