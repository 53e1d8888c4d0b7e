/** The hourly look after one store: its webhooks are switched on first, so that nothing falls between them and the sweep, then what never arrived is looked for. */
import type { ShopId } from "../loyalty/brand";
import type { WebhookCare } from "../stores/woocommerce.server";
import type { ServiceContext } from "./context";
import { sweepOrders } from "./sweep-orders";
import { watchWebhooks } from "./watch-webhooks";

export interface StoreSweep {
  /** Orders that had never arrived in their present state. */
  readonly found: number;
  /** null for a store whose webhooks are not ours to make. */
  readonly webhooks: WebhookCare | null;
}

/** A store that does not let us look after its webhooks is swept all the same. @throws StoreUnavailable | StoreClosed */
export async function sweepStore(ctx: ServiceContext, shopId: ShopId): Promise<StoreSweep> {
  const [webhooks] = await Promise.allSettled([watchWebhooks(ctx, shopId)]);
  const found = await sweepOrders(ctx, shopId);
  if (webhooks.status === "rejected") throw webhooks.reason;
  return { found, webhooks: webhooks.value };
}
