/**
 * Imports a shop's past orders page by page. A page and its place in the list are committed together, so an import that was interrupted goes on where it was, and
 * an order that arrives by webhook meanwhile is awarded once all the same (law 1).
 */
import { recordAudit } from "../db/audit";
import {
  type ImportRow,
  insertImport,
  latestImport,
  lockRunningImport,
  resumeImport,
  saveImportProgress,
} from "../db/imports";
import { parkNewEvent } from "../db/inbox";
import { findShop, lockTermsVersion, type Platform, type ShopRow } from "../db/shops";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { type Instant, instant, type ShopId } from "../loyalty/brand";
import { type OrderPage, type Store, StoreClosed } from "../stores/store";
import { dateOf, type ServiceContext } from "./context";
import { currencyJudge } from "./order-currency";
import { knowingGroups } from "./product-groups";
import { reconcileOrders } from "./reconcile-orders";

const dayMs = 86_400_000;
/** What Shopify lets an app see without asking for more; WooCommerce shows everything it has. */
const mostDaysOf = { shopify: 60, woocommerce: null } as const satisfies Record<Platform, number | null>;

/** How far back an import goes; null: to the first order there is. */
export type ImportSpan = number | null;

/** The most that an import of a platform's orders may go back; null where nothing limits it. */
export const mostDays = (platform: Platform): ImportSpan => mostDaysOf[platform];

function sinceOf(days: ImportSpan, most: ImportSpan, at: Instant): Date {
  const wanted = days === null ? most : Math.min(Math.max(1, Math.trunc(days)), most ?? days);
  return new Date(wanted === null ? 0 : Math.max(0, at - wanted * dayMs));
}

export interface ImportRequest {
  readonly shopId: ShopId;
  readonly days: ImportSpan;
  readonly actor: string;
}

/** Starts an import, or goes on with one that failed; does nothing while one is running. */
export async function startImport(
  ctx: ServiceContext,
  request: ImportRequest,
): Promise<"started" | "running-already"> {
  const { shopId, actor } = request;
  const answer = await inTransaction(ctx.db, async (sql) => {
    await lockTermsVersion(sql, shopId);
    const latest = await latestImport(sql, shopId);
    if (latest?.state === "running") return "running-already" as const;
    const at = ctx.now();
    if (latest?.state === "failed") {
      await resumeImport(sql, shopId, latest.id);
      return "started" as const;
    }
    const shop = await findShop(sql, shopId);
    const since = sinceOf(request.days, mostDays(shop?.platform ?? "shopify"), at);
    await insertImport(sql, shopId, { since, startedBy: actor, at: dateOf(at) });
    await recordAudit(sql, shopId, {
      actor,
      action: "import-started",
      subject: "orders",
      details: { since: since.toISOString() },
      at,
    });
    return "started" as const;
  });
  ctx.nudge();
  return answer;
}

export function importProgress(
  ctx: ServiceContext,
  { shopId }: { shopId: ShopId },
): ReturnType<typeof latestImport> {
  return latestImport(sqlOf(ctx.db), shopId);
}

interface TakenPage {
  readonly shop: ShopRow;
  readonly page: OrderPage;
  /** When the store was asked: its answer is as new as that. */
  readonly askedAt: Instant;
}

async function takePage(ctx: ServiceContext, sql: Sql, { shop, page, askedAt }: TakenPage): Promise<void> {
  const wrongIn = await currencyJudge(ctx, sql, { shop, orders: page.received.map(({ order }) => order) });
  const right = page.received.filter((received) => wrongIn(received.order) === null);
  const wrong = page.received.flatMap(({ order }) => {
    const detail = wrongIn(order);
    return detail === null ? [] : [{ orderId: order.orderId as string, reason: "wrong-currency", detail }];
  });
  await reconcileOrders(ctx, sql, {
    shop,
    states: right.map((received) => ({ received, triggeredAt: askedAt })),
  });
  for (const { orderId, reason, detail } of [...wrong, ...page.parked]) {
    await parkNewEvent(sql, {
      shopId: shop.shopId,
      topic: "orders/imported",
      subject: orderId,
      reason,
      detail,
      at: dateOf(ctx.now()),
    });
  }
}

interface Listing {
  readonly shopId: ShopId;
  readonly store: Store;
  readonly current: ImportRow;
}

/** The next page; null when the store has closed its door, which ends the import until staff start it again. */
async function listOrFail(
  ctx: ServiceContext,
  { shopId, store, current }: Listing,
): Promise<OrderPage | null> {
  try {
    return await store.listOrders({ since: instant(current.since.getTime()), cursor: current.cursor });
  } catch (error) {
    if (!(error instanceof StoreClosed)) throw error;
    const { id, cursor } = current;
    const failed = {
      id,
      state: "failed",
      cursor,
      imported: 0,
      expected: null,
      error: error.message,
    } as const;
    await saveImportProgress(sqlOf(ctx.db), shopId, { ...failed, finishedAt: dateOf(ctx.now()) });
    return null;
  }
}

/**
 * Imports the next page of a shop's running import. @returns false when there is nothing more to do.
 * @throws StoreUnavailable when the store cannot be reached; the import stays where it was.
 */
export async function importNextPage(ctx: ServiceContext, shopId: ShopId): Promise<boolean> {
  const current = await latestImport(sqlOf(ctx.db), shopId);
  if (current?.state !== "running") return false;
  // The store is asked outside the transaction: no lock is held while a network answers.
  const store = await ctx.storeFor(shopId);
  const askedAt = ctx.now();
  const page = await listOrFail(ctx, { shopId, store, current });
  if (!page) return false;
  const take = async (sql: Sql) => {
    const running = await lockRunningImport(sql, shopId);
    // Another worker imports the same page at this moment, or has done so.
    if (!running || running.id !== current.id || running.cursor !== current.cursor) return running !== null;
    const shop = await findShop(sql, shopId);
    if (!shop) return false;
    await takePage(ctx, sql, { shop, page, askedAt });
    const more = page.cursor !== null;
    await saveImportProgress(sql, shopId, {
      id: running.id,
      state: more ? "running" : "done",
      cursor: page.cursor,
      imported: page.received.length + page.parked.length,
      expected: page.expected,
      error: null,
      finishedAt: more ? null : dateOf(ctx.now()),
    });
    return more;
  };
  return knowingGroups(ctx, shopId, () => inTransaction(ctx.db, take));
}
