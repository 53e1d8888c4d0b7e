/**
 * The worker's half of the inbox: takes a batch of one shop's events and acts on them in one transaction. A worker killed in the middle leaves everything as it
 * was, and another takes the batch. An event that cannot be acted on is parked with its reason and never holds up the others.
 */
import { finishEvents, type InboxEvent, type ParkedEvent, parkEvents, takeEvents } from "../db/inbox";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import { eventsHandled } from "../metrics.server";
import { StoreClosed, type StoreEvent, StoreUnavailable } from "../stores/store";
import { traced } from "../tracing.server";
import { dateOf, type ServiceContext } from "./context";
import { handleEvents } from "./handle-events";
import { isInfrastructureError } from "./infrastructure-errors";
import type { IncomingState } from "./newest-states";
import { currencyJudge } from "./order-currency";
import { knowingGroups } from "./product-groups";
import { reconcileOrders } from "./reconcile-orders";

export const batchSize = 1_000;

export interface ReadEvents {
  readonly event: InboxEvent;
  readonly meaning: StoreEvent;
}

/** An order in another currency than the program's would earn a wrong number of points, so it waits for a person (field lesson 11). */
function withCurrencyChecked(meaning: StoreEvent, wrong: (order: Order) => string | null): StoreEvent {
  if (meaning.kind !== "order") return meaning;
  const detail = wrong(meaning.received.order);
  return detail === null ? meaning : { kind: "parked", reason: "wrong-currency", detail };
}

async function workBatch(ctx: ServiceContext, sql: Sql, shop: ShopRow, limit: number): Promise<number> {
  const events = await takeEvents(sql, shop.shopId, limit);
  if (events.length === 0) return 0;
  const read = ctx.readEvent(shop.platform);
  const heard = events.map((event) => ({ event, said: read(event.topic, event.payload) }));
  const orders = heard.flatMap(({ said }) => (said.kind === "order" ? [said.received.order] : []));
  const wrong = await currencyJudge(ctx, sql, { shop, orders });
  const meanings = heard.map(({ event, said }) => ({ event, meaning: withCurrencyChecked(said, wrong) }));
  // WooCommerce dates states by the second, and a message is the state when it was sent, which may be overtaken on its way.
  const hearsay = shop.platform === "woocommerce";
  const parked: ParkedEvent[] = [];
  const states: IncomingState[] = [];
  for (const { event, meaning } of meanings) {
    if (meaning.kind === "parked")
      parked.push({ id: event.id, reason: meaning.reason, detail: meaning.detail });
    if (meaning.kind === "order")
      states.push({ received: meaning.received, triggeredAt: event.triggeredAt, hearsay });
  }
  await reconcileOrders(ctx, sql, { shop, states });
  const redacted = await handleEvents(ctx, sql, { shop, meanings });
  if (redacted) return events.length;
  eventsHandled.inc({ result: "done" }, events.length - parked.length);
  eventsHandled.inc({ result: "parked" }, parked.length);
  const parkedIds = new Set(parked.map((one) => one.id));
  const at = dateOf(ctx.now());
  await parkEvents(sql, shop.shopId, parked, at);
  await finishEvents(
    sql,
    shop.shopId,
    events.map((event) => event.id).filter((id) => !parkedIds.has(id)),
    at,
  );
  return events.length;
}

async function attempt(ctx: ServiceContext, shopId: ShopId, limit: number): Promise<number> {
  return knowingGroups(ctx, shopId, () =>
    inTransaction(ctx.db, async (sql) => {
      const shop = await findShop(sql, shopId);
      if (!shop) return 0;
      return traced("inbox batch", { "vafa.shop": shopId }, () => workBatch(ctx, sql, shop, limit));
    }),
  );
}

/** Nothing is wrong with the events: the database or the store is out of reach, and all of them are tried again. */
const isOutage = (error: unknown) => isInfrastructureError(error) || error instanceof StoreUnavailable;

/** The oldest waiting event alone; when it fails even so, it is parked with what went wrong. */
async function workOne(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  try {
    return await attempt(ctx, shopId, 1);
  } catch (error) {
    if (isOutage(error)) throw error;
    ctx.log.error({ err: error, shopId }, "an event failed and was parked");
    return inTransaction(ctx.db, async (sql) => {
      const [event] = await takeEvents(sql, shopId, 1);
      if (!event) return 0;
      const detail = error instanceof Error ? error.message : String(error);
      const reason = error instanceof StoreClosed ? "store-refuses" : "failed";
      await parkEvents(sql, shopId, [{ id: event.id, reason, detail }], dateOf(ctx.now()));
      return 1;
    });
  }
}

/**
 * Works off one batch of a shop. @returns how many events were taken; 0 when none was waiting.
 * @throws when the database, or a store that has to be asked, is out of reach; nothing has happened then.
 */
export async function workInbox(ctx: ServiceContext, shopId: ShopId, limit = batchSize): Promise<number> {
  try {
    return await attempt(ctx, shopId, limit);
  } catch (error) {
    if (isOutage(error)) throw error;
    // One event of the batch is to blame: alone, each shows which.
    ctx.log.warn({ err: error, shopId }, "a batch failed; its events are tried one by one");
    let taken = 0;
    for (let index = 0; index < limit; index += 1) {
      const one = await workOne(ctx, shopId);
      if (one === 0) break;
      taken += one;
    }
    return taken;
  }
}
