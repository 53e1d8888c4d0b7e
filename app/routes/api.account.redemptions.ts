/** The account page redeems a reward. Remix gives the pre-flight of CORS (OPTIONS) to the loader. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { notAllowed, readWish, respond } from "./shared/door-response.server";
import { reserve } from "./shared/shopper-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => respond(await reserve(shopper, await readWish(request))));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
