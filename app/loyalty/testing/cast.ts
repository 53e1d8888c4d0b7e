/**
 * The plain cast of the core's tests: one member, one order, one program, and the first day of the story. Each builder takes only what a test
 * is about. Pure, and never imported by product code.
 */
import { customerId, type Instant, instant, memberId, type OrderId, orderId, termsVersion } from "../brand";
import { always, type Channel } from "../conditions";
import { currency, minor } from "../money";
import { type LineKind, type Order, type OrderLine, type OrderStatus, unknownBuyer } from "../order";
import { firstTerms, type Terms, type TermsInput, termsSchema } from "../program";

export const maryam = memberId(7);
export const dayMs = 86_400_000;
/** 2026-01-01T12:00Z: noon, so that no test stands by accident on the edge of a day. */
export const firstDay = instant(Date.UTC(2026, 0, 1, 12));

export function daysAfter(days: number, from: Instant = firstDay): Instant {
  return instant(from + days * dayMs);
}

export interface LinePlan {
  readonly lineId?: string;
  readonly kind?: LineKind;
  readonly productId?: string;
  readonly quantity?: number;
  readonly gross: number;
  readonly discounts?: readonly { readonly code: string | null; readonly amount: number }[];
  readonly tax?: number;
  readonly refunded?: number;
  readonly refundedTax?: number;
  readonly returnedQuantity?: number;
}

export function orderLine(plan: LinePlan, index = 0): OrderLine {
  const lineId = plan.lineId ?? `line-${index + 1}`;
  return {
    lineId,
    kind: plan.kind ?? "product",
    productId: plan.productId ?? null,
    variantId: null,
    title: lineId,
    quantity: plan.quantity ?? 1,
    gross: minor(plan.gross),
    discounts: (plan.discounts ?? []).map(({ code, amount }) => ({ code, amount: minor(amount) })),
    tax: minor(plan.tax ?? 0),
    refunded: minor(plan.refunded ?? 0),
    refundedTax: minor(plan.refundedTax ?? 0),
    returnedQuantity: plan.returnedQuantity ?? 0,
  };
}

export interface OrderPlan {
  readonly orderId?: OrderId;
  readonly customer?: string | null;
  readonly currency?: string;
  readonly paidCurrency?: string;
  readonly channel?: Channel;
  readonly taxIncluded?: boolean;
  readonly status?: OrderStatus;
  readonly placedAt?: Instant;
  readonly updatedAt?: Instant;
  readonly paidAt?: Instant | null;
  readonly fulfilledAt?: Instant | null;
  readonly lines: readonly LinePlan[];
}

export function anOrder(plan: OrderPlan): Order {
  const placedAt = plan.placedAt ?? firstDay;
  const lines = plan.lines.map(orderLine);
  const customer = plan.customer === undefined ? "501" : plan.customer;
  return {
    orderId: plan.orderId ?? orderId("6001"),
    name: "#1001",
    customerId: customer === null ? null : customerId(customer),
    currency: currency(plan.currency ?? "GBP"),
    paidCurrency: currency(plan.paidCurrency ?? plan.currency ?? "GBP"),
    channel: plan.channel ?? "online",
    taxIncluded: plan.taxIncluded ?? false,
    status: plan.status ?? "paid",
    placedAt,
    updatedAt: plan.updatedAt ?? placedAt,
    paidAt: plan.paidAt === undefined ? placedAt : plan.paidAt,
    fulfilledAt: plan.fulfilledAt ?? null,
    buyer: unknownBuyer,
    lines,
    codes: [...new Set(lines.flatMap((line) => line.discounts.flatMap(({ code }) => code ?? [])))],
  };
}

/** Five points per pound, no tiers' factor, no expiry; `change` says what a test is about. */
export function someTerms(change: Partial<TermsInput> = {}): Terms {
  return termsSchema.parse({ ...firstTerms("GBP", 100), expiry: { kind: "never" }, ...change });
}

/** A spend rule with its own ratio. */
export function spendRule(points: number, perMinor: number, rounding: "down" | "nearest" | "up" = "down") {
  return {
    id: "spend",
    kind: "spend" as const,
    name: { en: "Points for every purchase" },
    active: true,
    arguments: { points, perMinor, rounding },
    conditions: always,
  };
}

export const plainFactors = {
  termsVersion: termsVersion(1),
  tierId: null,
  multiplierBp: 10_000,
  segmentIds: [],
  groups: {},
};
