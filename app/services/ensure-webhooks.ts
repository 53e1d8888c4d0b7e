/**
 * Has the store tell us what happens: one webhook of ours for each topic, active, with our secret. Asked for as often as anybody likes; what is right already stays as it is.
 * WooCommerce switches a webhook off after a few failures and says so to nobody.
 */
import { sqlOf } from "../db/transaction";
import { saveWebhooks } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import type { WebhookCare } from "../stores/woocommerce.server";
import { deliveriesAddress, openWoocommerce, type StoreOpening } from "./woocommerce-store";

/** @throws StoreUnavailable | StoreClosed */
export async function ensureWebhooks(ctx: StoreOpening, shopId: ShopId): Promise<WebhookCare> {
  const { connection, site } = await openWoocommerce(ctx, shopId);
  const { webhookSecret: secret } = connection.secrets;
  const care = await site.ensureWebhooks({ deliverTo: deliveriesAddress(connection), secret });
  await saveWebhooks(sqlOf(ctx.db), shopId, care.ids);
  return care;
}
