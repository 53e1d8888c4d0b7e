/** The order status page asks what this order earned. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { orderId } from "../loyalty/brand";
import { orderPointsFor } from "../services/read-order-points";
import { services } from "../services/running.server";
import { atAccount } from "./shared/account-door.server";
import { json, notAllowed, notFound } from "./shared/door-response.server";

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async ({ shop, customerId, locale }) => {
    const id = params.orderId ?? "";
    if (!/^\d{1,20}$/.test(id)) return notFound();
    const asked = { shopId: shop.shopId, customerId, orderId: orderId(id), locale };
    return json(await orderPointsFor(services(), asked));
  });
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
