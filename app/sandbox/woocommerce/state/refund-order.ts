/**
 * Money goes back. More than is left is refused with 500, as WooCommerce does it; what reaches the total makes the order "refunded". Deleting a refund tells nobody,
 * and the order's date of change does not move.
 */
import { minorOf, sumOf, textOf } from "./amounts";
import type { WooOrder, WooRefund, WooRefundItem } from "./records";
import { refused, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export interface RefundWish {
  /** Nothing said: all that is left. */
  readonly amount?: string;
  readonly reason?: string;
  readonly items?: readonly RefundItemWish[];
  readonly by?: number;
  readonly at?: number;
}

export interface RefundItemWish {
  readonly itemId: number;
  readonly quantity: number;
  readonly total: string;
  readonly totalTax: string;
}

export type RefundResult = WooResult<{ readonly order: WooOrder; readonly refund: WooRefund }>;

/** What has not gone back yet. */
export function leftOf(shop: WooShop, order: WooOrder): number {
  const { decimals } = shop.settings;
  const back = sumOf(shop.refundsOf(order.id).map(({ amount }) => minorOf(amount, decimals)));
  return minorOf(order.total, decimals) - back;
}

/** Without an amount it is that of the items, or else all that is left. */
export function refundOrder(shop: WooShop, order: WooOrder, wish: RefundWish): RefundResult {
  const { decimals } = shop.settings;
  const left = leftOf(shop, order);
  const amount = amountOf(wish, { left, decimals });
  if (amount < 0 || amount > left || left === 0)
    return refused("woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.", 500);
  const full = amount === left;
  const at = wish.at ?? shop.now();
  const refund: WooRefund = {
    id: shop.nextId("post"),
    orderId: order.id,
    amount: textOf(amount, decimals),
    reason: wish.reason ?? "",
    refundedBy: wish.by ?? 1,
    createdAt: at,
    type: full ? "full" : "partial",
    metaId: shop.nextId("meta"),
    items: (wish.items ?? []).flatMap((item) => itemOf(shop, order, item)),
  };
  shop.refundTable.put(refund);
  const next: WooOrder = { ...order, status: full ? "refunded" : order.status, modifiedAt: at };
  shop.orders.put(next);
  shop.fire("order_refunded", order.id);
  if (full) shop.fire("update_order", order.id);
  return { ok: true, order: next, refund };
}

function amountOf(
  { amount, items = [] }: RefundWish,
  { left, decimals }: { readonly left: number; readonly decimals: number },
): number {
  if (amount !== undefined) return minorOf(amount, decimals);
  if (items.length === 0) return left;
  return sumOf(items.map(({ total, totalTax }) => minorOf(total, decimals) + minorOf(totalTax, decimals)));
}

function itemOf(shop: WooShop, order: WooOrder, wish: RefundItemWish): WooRefundItem[] {
  const line = order.lines.find(({ id }) => id === wish.itemId);
  const shipping = order.shippingLines.find(({ id }) => id === wish.itemId);
  const fee = order.feeLines.find(({ id }) => id === wish.itemId);
  const name = line?.name ?? shipping?.title ?? fee?.name;
  if (name === undefined) return [];
  return [
    {
      id: shop.nextId("item"),
      kind: line ? "line" : shipping ? "shipping" : "fee",
      itemId: wish.itemId,
      name,
      productId: line?.productId ?? 0,
      variationId: line?.variationId ?? 0,
      quantity: wish.quantity,
      total: wish.total,
      totalTax: wish.totalTax,
      sku: line?.sku ?? "",
      metaId: shop.nextId("meta"),
    },
  ];
}

/** What so many units of a line are worth, so that taking all of them one by one takes exactly the line. */
export function unitsOf(
  shop: WooShop,
  order: WooOrder,
  wish: { lineId: number; quantity: number },
): RefundItemWish[] {
  const line = order.lines.find(({ id }) => id === wish.lineId);
  if (line === undefined) return [];
  const { decimals } = shop.settings;
  const gone = shop
    .refundsOf(order.id)
    .flatMap(({ items }) => items.filter(({ itemId }) => itemId === line.id));
  const before = sumOf(gone.map(({ quantity }) => quantity));
  const quantity = Math.min(wish.quantity, line.quantity - before);
  if (quantity <= 0) return [];
  const part = (text: string, back: readonly string[]) => {
    const whole = minorOf(text, decimals);
    const upTo = Math.round((whole * (before + quantity)) / line.quantity);
    return textOf(Math.max(0, upTo - sumOf(back.map((one) => minorOf(one, decimals)))), decimals);
  };
  return [
    {
      itemId: line.id,
      quantity,
      total: part(
        line.total,
        gone.map(({ total }) => total),
      ),
      totalTax: part(
        line.totalTax,
        gone.map(({ totalTax }) => totalTax),
      ),
    },
  ];
}

/** Nobody is told, the order's date does not move, and a "refunded" order stays so. */
export function deleteRefund(shop: WooShop, refund: WooRefund): void {
  shop.refundTable.remove(String(refund.id));
}
