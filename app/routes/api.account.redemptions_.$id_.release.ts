/** The account page gives a redemption back. Remix gives the pre-flight of CORS (OPTIONS) to the loader. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { notAllowed, respond } from "./shared/door-response.server";
import { release } from "./shared/shopper-door.server";

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => respond(await release(shopper, params.id)));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
