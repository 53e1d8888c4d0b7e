/** Another system asks why an order earned what it earned. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { orderId } from "../loyalty/brand";
import { declined } from "../loyalty/outcome";
import { explainOrder } from "../services/explain-order";
import { atApi, problem } from "./shared/api-door.server";
import { json } from "./shared/door-response.server";

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atApi(request, "orders:read", async ({ ctx, shop, translator }) => {
    const asked = params.orderId ?? "";
    if (!/^\d{1,20}$/.test(asked)) return problem(translator, declined("no-such-order"));
    const { locale } = translator;
    const explained = await explainOrder(ctx, { shopId: shop.shopId, orderId: orderId(asked), locale });
    return explained.done ? json(explained.value) : problem(translator, explained);
  });
}
