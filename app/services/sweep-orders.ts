/**
 * The sweep: finds what never arrived (field lesson 12). Webhooks get lost; the store's own list of changed orders does not. What it names newer than we
 * have is fetched like any other change, so the sweep has no second way of awarding (law 1).
 */
import { recordAudit } from "../db/audit";
import { readRevisions } from "../db/orders";
import { addEffects } from "../db/outbox";
import { findShop, markSwept, sweptUntil } from "../db/shops";
import { noteSweep } from "../db/store-watches";
import { inTransaction, sqlOf } from "../db/transaction";
import { type Instant, instant, type OrderId, type ShopId } from "../loyalty/brand";
import { type ChangedPage, StoreMisspeaks } from "../stores/store";
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

interface Found {
  readonly orders: readonly OrderId[];
  /** Up to when nothing is left to be looked through. */
  readonly until: Instant;
}

/** What was found on a page and the place are written together, so that an interrupted sweep goes on from there. */
async function keep(ctx: ServiceContext, shopId: ShopId, { orders, until }: Found): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const effects = orders.map((orderId) => ({ kind: "fetch-order" as const, subject: orderId }));
    await addEffects(sql, shopId, effects, dateOf(ctx.now()));
    await markSwept(sql, shopId, dateOf(until));
  });
}

/** Pages come oldest change first, so what is before a page's last order has been looked through. */
function reached(page: ChangedPage, { since, at }: { since: Instant; at: Instant }): Instant {
  if (page.cursor === null) return at;
  const last = page.changed.reduce<number>((latest, { updatedAt }) => Math.max(latest, updatedAt), since);
  return instant(Math.min(last, at));
}

/** A list that brings nothing new and does not end is no list of changes. */
const mostIdlePages = 20;

async function walk(ctx: ServiceContext, shopId: ShopId, since: Instant): Promise<ReadonlySet<OrderId>> {
  const store = await ctx.storeFor(shopId);
  const at = ctx.now();
  const seen = new Set<OrderId>();
  const missing = new Set<OrderId>();
  let cursor: string | null = null;
  let idle = 0;
  do {
    const page: ChangedPage = await store.listChanged({ since, cursor });
    const orders = (await missingOf(ctx, shopId, page)).filter((orderId) => !missing.has(orderId));
    idle = page.changed.every(({ orderId }) => seen.has(orderId)) ? idle + 1 : 0;
    for (const { orderId } of page.changed) seen.add(orderId);
    for (const orderId of orders) missing.add(orderId);
    await keep(ctx, shopId, { orders, until: reached(page, { since, at }) });
    cursor = page.cursor;
    if (idle >= mostIdlePages) throw new StoreMisspeaks("the list of changes does not come to an end");
  } while (cursor !== null && ctx.now() < at + turnMs);
  return missing;
}

/** Longer than this a store does not keep the others waiting; the next sweep goes on from where this one got to. */
const turnMs = 5 * 60_000;

/**
 * Looks through everything that changed since the last sweep. Interrupted, it goes on from where it got to; nothing is lost, because the place moves only
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
    await noteSweep(tx, shopId, { found: missing.size, at: dateOf(at) });
    if (missing.size > 0)
      await recordAudit(tx, shopId, {
        actor: "vafa",
        action: "sweep-found",
        subject: "orders",
        details: { orders: missing.size },
        at,
      });
  });
  if (missing.size > 0) ctx.nudge();
  return missing.size;
}
