/**
 * What staff do to an order on the order desk: refund, edit, cancel, mark as paid. Each keeps the older state for late messages and
 * announces what Shopify would send.
 */
import type { ShopEvent } from "./events";
import {
  outstandingMinor,
  paidMinor,
  refundedMinor,
  shippingNet,
  shippingTaxOf,
  sumOf,
  worthOfUnits,
} from "./order-totals";
import type { SandboxStore } from "./store";
import type { CancelReason, SandboxOrder, SandboxRefund, SandboxRefundLine } from "./types";

export type OrderChange =
  | { readonly ok: true; readonly order: SandboxOrder }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): OrderChange => ({ ok: false, reason });

export interface UnitsWish {
  readonly lineId: number;
  readonly quantity: number;
}

export interface RefundWish {
  readonly lines: readonly UnitsWish[];
  readonly shippingMinor?: number;
  /** The money given back; without it, what the lines and the shipping are worth. */
  readonly amountMinor?: number | null;
  readonly note?: string | null;
  /** When it happened; now, unless history is told. */
  readonly at?: number;
}

/** Puts the new state and tells what happened, unless history is told (it has its own way to the app). */
function commit(
  store: SandboxStore,
  order: SandboxOrder,
  events: readonly ShopEvent[],
  silent: boolean,
): OrderChange {
  store.putOrder(order);
  if (!silent) store.announce(order.shop, events);
  return { ok: true, order };
}

export function refundLines(
  store: SandboxStore,
  order: SandboxOrder,
  wishes: readonly UnitsWish[],
): SandboxRefundLine[] {
  return wishes.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    const units = Math.min(quantity, line?.currentQuantity ?? 0);
    if (line === undefined || units < 1) return [];
    return [
      {
        id: store.nextId("refund-line", 720_000_000_001),
        lineId,
        quantity: units,
        ...worthOfUnits(order, line, units),
      },
    ];
  });
}

export function takeUnits(order: SandboxOrder, parts: readonly SandboxRefundLine[]): SandboxOrder["lines"] {
  return order.lines.map((line) => {
    const taken = sumOf(parts, (part) => (part.lineId === line.id ? part.quantity : 0));
    return taken === 0 ? line : { ...line, currentQuantity: line.currentQuantity - taken };
  });
}

export function refundOrder(
  store: SandboxStore,
  order: SandboxOrder,
  wish: RefundWish,
  cause: "refund" | "cancel" = "refund",
  silent = false,
): OrderChange {
  const at = wish.at ?? store.now();
  const lines = refundLines(store, order, wish.lines);
  const shippingLeft =
    sumOf(order.shippingLines, shippingNet) - sumOf(order.refunds, ({ shippingMinor }) => shippingMinor);
  const shippingMinor = Math.max(0, Math.min(wish.shippingMinor ?? 0, shippingLeft));
  const shippingTaxMinor = shippingMinor === 0 ? 0 : shippingTaxOf(order, shippingMinor);
  const worth =
    sumOf(lines, ({ subtotalMinor, taxMinor }) => subtotalMinor + (order.taxesIncluded ? 0 : taxMinor)) +
    shippingMinor +
    (order.taxesIncluded ? 0 : shippingTaxMinor);
  const left = paidMinor(order) - refundedMinor(order);
  const amountMinor = Math.min(wish.amountMinor ?? worth, left);
  if (lines.length === 0 && shippingMinor === 0 && amountMinor <= 0) return refuse("nothing to refund");
  const refund: SandboxRefund = {
    id: store.nextId("refund", 930_000_000_001),
    at,
    note: wish.note ?? null,
    cause,
    lines,
    shippingMinor,
    shippingTaxMinor,
    // Without money there is nothing that could differ.
    discrepancyMinor: amountMinor > 0 || paidMinor(order) > 0 ? amountMinor - worth : 0,
    amountMinor,
    transactionId: amountMinor > 0 ? store.nextId("payment", 6_900_000_000_001) : null,
  };
  const next = {
    ...order,
    updatedAt: at,
    lines: takeUnits(order, lines),
    refunds: [...order.refunds, refund],
  };
  const events: ShopEvent[] = [
    { topic: "refunds/create", order: next, refund },
    { topic: "orders/updated", order: next },
  ];
  return commit(store, next, events, silent);
}

/** Everything that is left, shipping included. */
export function wholeRefund(order: SandboxOrder): RefundWish {
  return {
    lines: order.lines.map(({ id, currentQuantity }) => ({ lineId: id, quantity: currentQuantity })),
    shippingMinor: sumOf(order.shippingLines, shippingNet),
    amountMinor: paidMinor(order) - refundedMinor(order),
  };
}

export interface CancelWish {
  readonly reason: CancelReason;
  readonly at?: number;
}

/** Cancels, and gives back all the money that is left. */
export function cancelOrder(
  store: SandboxStore,
  order: SandboxOrder,
  wish: CancelWish,
  silent = false,
): OrderChange {
  if (order.cancelledAt !== null) return refuse("already cancelled");
  const at = wish.at ?? store.now();
  const refunded = refundOrder(store, order, { ...wholeRefund(order), at }, "cancel", true);
  const base = refunded.ok ? refunded.order : order;
  const next: SandboxOrder = {
    ...base,
    updatedAt: at,
    cancelledAt: at,
    cancelReason: wish.reason,
    lines: base.lines.map((line) => ({ ...line, currentQuantity: 0 })),
  };
  const refund = refunded.ok ? next.refunds.at(-1) : undefined;
  const events: ShopEvent[] = [{ topic: "orders/cancelled", order: next }];
  if (refund !== undefined) events.push({ topic: "refunds/create", order: next, refund });
  return commit(store, next, [...events, { topic: "orders/updated", order: next }], silent);
}

/** Takes the money that is still owed. */
export function markPaid(store: SandboxStore, order: SandboxOrder): OrderChange {
  const amountMinor = outstandingMinor(order);
  if (order.cancelledAt !== null) return refuse("cancelled");
  if (amountMinor <= 0) return refuse("nothing is owed");
  const at = store.now();
  const payment = {
    gateway: "bogus" as const,
    id: store.nextId("payment", 6_900_000_000_001),
    at,
    amountMinor,
  };
  const next = { ...order, updatedAt: at, payments: [...order.payments, payment] };
  return commit(
    store,
    next,
    [
      { topic: "orders/paid", order: next },
      { topic: "orders/updated", order: next },
    ],
    false,
  );
}
