/** A member enters a single-use code on the account page. Remix gives the pre-flight of CORS (OPTIONS) to the loader. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { notAllowed, readWish } from "./shared/door-response.server";
import { enterCode, replyJson } from "./shared/earning-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) =>
    replyJson(await enterCode(shopper, await readWish(request), request)),
  );
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
