/**
 * Watches a store's webhooks. WooCommerce switches one off after seven failures and says so to nobody; what it left out meanwhile the sweep finds, and here it is switched on
 * again, and the merchant is told.
 */
import { recordAudit } from "../db/audit";
import { noteWebhooks, readWatch } from "../db/store-watches";
import { inTransaction, sqlOf } from "../db/transaction";
import { findConnection, type WoocommerceFacts } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import type { WebhookCare } from "../stores/woocommerce.server";
import { dateOf, type ServiceContext } from "./context";
import { ensureWebhooks } from "./ensure-webhooks";
import { deliveriesAddress, openWoocommerce } from "./woocommerce-store";

/**
 * Whether the store signs with another secret than ours: deliveries were refused since the last look, and none has been good since. A secret cannot be read back, so the
 * webhooks have to be made anew.
 */
async function signsWrongly(ctx: ServiceContext, shopId: ShopId): Promise<boolean> {
  const sql = sqlOf(ctx.db);
  const watch = await readWatch(sql, shopId);
  if (!watch?.lastRefusedAt || !watch.webhooksSeenAt || watch.lastRefusedAt <= watch.webhooksSeenAt)
    return false;
  const [good] = await sql.query(
    `SELECT 1 AS "one" FROM "inbox" WHERE "shopId" = $1 AND "receivedAt" >= $2 AND "topic" NOT LIKE 'orders/%' LIMIT 1`,
    [shopId, watch.lastRefusedAt],
  );
  return good === undefined;
}

async function careFor(ctx: ServiceContext, facts: WoocommerceFacts): Promise<WebhookCare> {
  if (await signsWrongly(ctx, facts.shopId)) {
    const { connection, site } = await openWoocommerce(ctx, facts.shopId);
    await site.removeWebhooks(deliveriesAddress(connection));
  }
  return ensureWebhooks(ctx, facts.shopId);
}

/** @returns what was done; null where there is no WooCommerce store to look after. @throws StoreUnavailable | StoreClosed */
export async function watchWebhooks(ctx: ServiceContext, shopId: ShopId): Promise<WebhookCare | null> {
  const facts = await findConnection(sqlOf(ctx.db), shopId);
  if (!facts || facts.state === "disconnected") return null;
  const care = await careFor(ctx, facts);
  const remade = care.created.filter((topic) => Object.hasOwn(facts.webhooks, topic)).length;
  const enabled = care.enabled.length;
  const at = ctx.now();
  await inTransaction(ctx.db, async (sql) => {
    await noteWebhooks(sql, shopId, { enabled, remade, at: dateOf(at) });
    if (enabled + remade > 0)
      await recordAudit(sql, shopId, {
        actor: "vafa",
        action: "webhooks-mended",
        subject: "webhooks",
        details: { enabled, remade },
        at,
      });
  });
  return care;
}
