/** The account page takes along everything we hold of the member, or has it erased. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atAccount } from "./shared/account-door.server";
import { readWish } from "./shared/door-response.server";
import { erase, personalData, replyJson } from "./shared/membership-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => replyJson(await erase(shopper, await readWish(request))));
}

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, personalData);
}
