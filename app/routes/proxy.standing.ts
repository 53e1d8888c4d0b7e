/** The storefront asks who the shopper is in the program. A guest gets the rewards and no balance. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { standingFor } from "../services/read-standing";
import { services } from "../services/running.server";
import { json } from "./shared/door-response.server";
import { visitOf } from "./shared/proxy-door.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop, customerId, locale } = (await visitOf(request)).shopper;
  return json(await standingFor(services(), { shopId: shop.shopId, customerId, locale }));
}
