/** Effects on orders: a state to be fetched from the store, and a stored state to be looked at once more. */
import { parkNewEvent } from "../../db/inbox";
import { readOrders } from "../../db/orders";
import { findShop } from "../../db/shops";
import { inTransaction, type Sql, sqlOf } from "../../db/transaction";
import { orderId, type ShopId } from "../../loyalty/brand";
import type { ParkReason } from "../../stores/store";
import { cancelDeletedOrder } from "../cancel-deleted-order";
import { dateOf, type ServiceContext } from "../context";
import type { IncomingState } from "../newest-states";
import { currencyJudge } from "../order-currency";
import { knowingGroups } from "../product-groups";
import { reconcileOrders } from "../reconcile-orders";
import { type Handler, type Handlers, shopOf } from "./handler";

/** Reconciles one state in a transaction of its own. */
function reconcileOne(
  ctx: ServiceContext,
  shopId: ShopId,
  stateIn: (sql: Sql) => Promise<IncomingState | null>,
): Promise<void> {
  return knowingGroups(ctx, shopId, () =>
    inTransaction(ctx.db, async (sql) => {
      const shop = await findShop(sql, shopId);
      const state = await stateIn(sql);
      if (shop && state) await reconcileOrders(ctx, sql, { shop, states: [state] });
    }),
  );
}

/**
 * A fetched state is as new as the moment it was asked for, so that it wins against a webhook of the same second that left before. A store that keeps every order for as
 * long as it exists says by "no such order" that it was deleted; any other may just not show it to us.
 */
const fetchOrder: Handler = async (ctx, shopId, subject) => {
  const triggeredAt = ctx.now();
  const store = await ctx.storeFor(shopId);
  const fetched = await store.fetchOrder(orderId(subject));
  if (!fetched) {
    if (store.audit)
      await cancelDeletedOrder(ctx, { shopId, orderId: orderId(subject), askedAt: triggeredAt });
    return;
  }
  const shop = await shopOf(ctx, shopId);
  const sql = sqlOf(ctx.db);
  const park = (reason: ParkReason, detail: string) =>
    parkNewEvent(sql, { shopId, topic: "orders/fetched", subject, reason, detail, at: dateOf(ctx.now()) });
  if ("parked" in fetched) return park(fetched.parked, fetched.detail);
  const { order } = fetched;
  const detail = (await currencyJudge(ctx, sql, { shop, orders: [order] }))(order);
  if (detail !== null) return park("wrong-currency", detail);
  await reconcileOne(ctx, shopId, async () => ({ received: fetched, triggeredAt }));
};

/** The stored state once more: what surrounds the order has changed. */
const settleOrder: Handler = async (ctx, shopId, subject) => {
  await reconcileOne(ctx, shopId, async (sql) => {
    const stored = (await readOrders(sql, shopId, [orderId(subject)])).get(orderId(subject));
    if (!stored) return null;
    const received = { order: stored.order, customer: null };
    return { received, triggeredAt: stored.revision.triggeredAt, again: true };
  });
};

export const orderEffects: Handlers<"fetch-order" | "settle-order"> = {
  "fetch-order": fetchOrder,
  "settle-order": settleOrder,
};
