/** The account page asks who its customer is in the program. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { accountStandingFor } from "../services/read-account-standing";
import { services } from "../services/running.server";
import { atAccount } from "./shared/account-door.server";
import { json, notAllowed } from "./shared/door-response.server";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async ({ shop, customerId, locale }) =>
    json(await accountStandingFor(services(), { shopId: shop.shopId, customerId, locale })),
  );
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
