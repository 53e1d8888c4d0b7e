/** The account page asks for its member's own link and how their friends stand. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { referralOverviewFor } from "../services/read-referral";
import { services } from "../services/running.server";
import { atAccount } from "./shared/account-door.server";
import { json, notAllowed } from "./shared/door-response.server";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async ({ shop, customerId, locale }) =>
    json(await referralOverviewFor(services(), { shopId: shop.shopId, customerId, locale })),
  );
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
