/** A coupon's uses follow its orders: counted when an order begins, taken back when it is cancelled, never by a refund. No event tells of it. */
import type { WooOrder } from "./records";
import type { WooShop } from "./shop";

/** @returns the order with what is counted for it noted down. */
export function countUses(shop: WooShop, order: WooOrder): WooOrder {
  const counts = order.status !== "cancelled";
  if (counts === order.usesCounted) return order;
  for (const { couponId } of order.couponLines) {
    const coupon = shop.coupon(couponId);
    if (coupon === null) continue;
    const who = order.customerId > 0 ? String(order.customerId) : order.billing.email;
    const last = coupon.usedBy.lastIndexOf(who);
    shop.couponTable.put({
      ...coupon,
      usageCount: Math.max(0, coupon.usageCount + (counts ? 1 : -1)),
      usedBy: counts ? [...coupon.usedBy, who] : coupon.usedBy.filter((_, index) => index !== last),
    });
  }
  const noted = { ...order, usesCounted: counts };
  shop.orders.put(noted);
  return noted;
}
