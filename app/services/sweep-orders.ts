/**
 * The sweep: finds what never arrived (field lesson 12). Webhooks get lost; the store's own list of changed orders does not. What it names newer than we
 * have is fetched like any other change, so the sweep has no second way of awarding (law 1).
 */
import { recordAudit } from "../db/audit";
import { readRevisions } from "../db/orders";
import { addEffects } from "../db/outbox";
import { findShop, markSwept, sweptUntil } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { type Instant, instant, type OrderId, type ShopId } from "../loyalty/brand";
import type { ChangedPage } from "../stores/store";
import { dateOf, type ServiceContext } from "./context";

/** A store's clock and its list may lag behind its answers. */
const overlapMs = 60 * 60_000;

/** What of a page we do not have, or have older. */
async function missingOf(ctx: ServiceContext, shopId: ShopId, page: ChangedPage): Promise<OrderId[]> {
  const known = await readRevisions(
    sqlOf(ctx.db),
    shopId,
    page.changed.map(({ orderId }) => orderId),
  );
  return page.changed
    .filter(({ orderId, updatedAt }) => (known.get(orderId)?.updatedAt ?? -1) < updatedAt)
    .map(({ orderId }) => orderId);
}

async function walk(ctx: ServiceContext, shopId: ShopId, since: Instant): Promise<OrderId[]> {
  const store = await ctx.storeFor(shopId);
  const missing = new Set<OrderId>();
  let cursor: string | null = null;
  do {
    const page: ChangedPage = await store.listChanged({ since, cursor });
    for (const orderId of await missingOf(ctx, shopId, page)) missing.add(orderId);
    cursor = page.cursor;
  } while (cursor !== null);
  return [...missing];
}

/**
 * Looks through everything that changed since the last sweep. Interrupted, it begins again from there; nothing is lost, because the place moves only
 * together with what was found.
 * @returns how many orders had never arrived in their present state
 * @throws StoreUnavailable | StoreClosed
 */
export async function sweepOrders(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop || shop.uninstalledAt) return 0;
  const at = ctx.now();
  const from = (await sweptUntil(sql, shopId)) ?? shop.installedAt;
  const missing = await walk(ctx, shopId, instant(from.getTime() - overlapMs));
  await inTransaction(ctx.db, async (tx) => {
    const effects = missing.map((orderId) => ({ kind: "fetch-order" as const, subject: orderId }));
    await addEffects(tx, shopId, effects, dateOf(at));
    await markSwept(tx, shopId, dateOf(at));
    if (missing.length > 0)
      await recordAudit(tx, shopId, {
        actor: "vafa",
        action: "sweep-found",
        subject: "orders",
        details: { orders: missing.length },
        at,
      });
  });
  if (missing.length > 0) ctx.nudge();
  return missing.length;
}
