/**
 * What happens to an order after it was placed: paid, completed, cancelled, laid in the trash and brought back, deleted for good. Each fires what WooCommerce fires,
 * and the deletion fires nothing, as there.
 */
import { countUses } from "./coupon-uses";
import { notePaying } from "./place-order";
import type { WooMeta, WooOrder, WooStatus } from "./records";
import { refundOrder } from "./refund-order";
import { refused, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export type OrderResult = WooResult<{ readonly order: WooOrder }>;

const done = (order: WooOrder): OrderResult => ({ ok: true, order });

/** Puts an order's new state and tells of it. `at` is for orders of the past. */
export function saveOrder(shop: WooShop, order: WooOrder, at = shop.now()): WooOrder {
  const saved = { ...order, modifiedAt: at };
  shop.orders.put(saved);
  shop.fire("update_order", saved.id);
  return saved;
}

/** As staff set it by hand and REST does: dates, coupon uses and a full refund follow from the status. */
export function setStatus(
  shop: WooShop,
  order: WooOrder,
  { to, at = shop.now() }: { readonly to: WooStatus; readonly at?: number },
): OrderResult {
  if (to === "trash") return trashOrder(shop, order, at);
  if (to === order.status) return done(saveOrder(shop, order, at));
  if (to === "refunded") {
    const refund = refundOrder(shop, order, { reason: "Order fully refunded.", at });
    if (refund.ok) return done(refund.order);
  }
  const arrives = to === "completed" || (to === "processing" && order.paymentMethod !== "cod");
  const next: WooOrder = {
    ...order,
    status: to,
    statusBeforeTrash: null,
    paidAt: order.paidAt ?? (arrives ? at : null),
    // Taken out of "completed" again, an order keeps the date.
    completedAt: to === "completed" ? at : order.completedAt,
  };
  shop.orders.put(next);
  if (next.status !== "checkout-draft") countUses(shop, next);
  if (next.paidAt !== null) notePaying(shop, next.customerId);
  return done(saveOrder(shop, shop.order(next.id) ?? next, at));
}

/** The money has come. */
export function payOrder(shop: WooShop, order: WooOrder, at = shop.now()): OrderResult {
  if (!["pending", "on-hold", "failed", "checkout-draft", "cancelled"].includes(order.status))
    return refused("woocommerce_rest_invalid_order", "This order does not need payment.", 400);
  return setStatus(shop, { ...order, paidAt: at }, { to: "processing", at });
}

export const completeOrder = (shop: WooShop, order: WooOrder, at = shop.now()): OrderResult =>
  setStatus(shop, order, { to: "completed", at });

/** Its coupons can be used again. */
export const cancelOrder = (shop: WooShop, order: WooOrder, at = shop.now()): OrderResult =>
  setStatus(shop, order, { to: "cancelled", at });

export function trashOrder(shop: WooShop, order: WooOrder, at = shop.now()): OrderResult {
  if (order.status === "trash")
    return refused("woocommerce_rest_already_trashed", "The shop_order has already been deleted.", 410);
  const trashed: WooOrder = { ...order, status: "trash", statusBeforeTrash: order.status, modifiedAt: at };
  shop.orders.put(trashed);
  shop.fire("trash_order", order.id);
  return done(trashed);
}

export function restoreOrder(shop: WooShop, order: WooOrder, at = shop.now()): OrderResult {
  if (order.status !== "trash")
    return refused("woocommerce_rest_not_trashed", "The order is not in the trash.", 400);
  const restored: WooOrder = {
    ...order,
    status: order.statusBeforeTrash ?? "pending",
    statusBeforeTrash: null,
  };
  const saved = saveOrder(shop, restored, at);
  shop.fire("untrash_order", order.id);
  return done(saved);
}

/** For good, with its refunds. Nobody is told. */
export function deleteOrder(shop: WooShop, order: WooOrder): void {
  for (const refund of shop.refundsOf(order.id)) shop.refundTable.remove(String(refund.id));
  shop.orders.remove(String(order.id));
}

/** Meta is written over by its key; without a change the order is saved all the same, and the message goes out. */
export function setOrderMeta(
  shop: WooShop,
  order: WooOrder,
  meta: readonly { readonly key: string; readonly value: unknown }[],
): WooOrder {
  return saveOrder(shop, { ...order, meta: withMeta(shop, order.meta, meta) });
}

export function withMeta(
  shop: WooShop,
  before: readonly WooMeta[],
  changes: readonly { readonly key: string; readonly value: unknown }[],
): readonly WooMeta[] {
  const byKey = new Map(before.map((one) => [one.key, one]));
  for (const { key, value } of changes) {
    if (value === null || value === undefined) byKey.delete(key);
    else byKey.set(key, { id: byKey.get(key)?.id ?? shop.nextId("meta"), key, value });
  }
  return [...byKey.values()];
}
