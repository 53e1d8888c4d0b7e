/** Effects on orders: a state to be fetched from the store, and a stored state to be looked at once more. */
import { parkNewEvent } from "../../db/inbox";
import { readOrders } from "../../db/orders";
import { findShop } from "../../db/shops";
import { inTransaction, sqlOf } from "../../db/transaction";
import { orderId } from "../../loyalty/brand";
import { dateOf } from "../context";
import { reconcileOrders } from "../reconcile-orders";
import { type Handler, type Handlers, shopOf } from "./handler";

/** A fetched state is as new as the moment it was asked for, so that it wins against a webhook of the same second that left before. */
const fetchOrder: Handler = async (ctx, shopId, subject) => {
  const triggeredAt = ctx.now();
  const fetched = await (await ctx.storeFor(shopId)).fetchOrder(orderId(subject));
  if (!fetched) return;
  const shop = await shopOf(ctx, shopId);
  if ("parked" in fetched || fetched.order.currency !== shop.currency) {
    const reason = "parked" in fetched ? fetched.parked : "wrong-currency";
    const detail =
      "parked" in fetched ? fetched.detail : `${fetched.order.currency} instead of ${shop.currency}`;
    await parkNewEvent(sqlOf(ctx.db), {
      shopId,
      topic: "orders/fetched",
      subject,
      reason,
      detail,
      at: dateOf(ctx.now()),
    });
    return;
  }
  await inTransaction(ctx.db, async (sql) => {
    const current = await findShop(sql, shopId);
    if (current)
      await reconcileOrders(ctx, sql, { shop: current, states: [{ received: fetched, triggeredAt }] });
  });
};

/** The stored state once more: what surrounds the order has changed. */
const settleOrder: Handler = async (ctx, shopId, subject) => {
  await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    const stored = (await readOrders(sql, shopId, [orderId(subject)])).get(orderId(subject));
    if (!shop || !stored) return;
    const received = { order: stored.order, customer: null };
    await reconcileOrders(ctx, sql, {
      shop,
      states: [{ received, triggeredAt: stored.revision.triggeredAt, again: true }],
    });
  });
};

export const orderEffects: Handlers<"fetch-order" | "settle-order"> = {
  "fetch-order": fetchOrder,
  "settle-order": settleOrder,
};
