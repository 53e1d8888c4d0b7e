/** What an order's lines, refunds and payments say together: Shopify's totals, original and current. */
import { proportionUpTo } from "./share";
import type { FinancialStatus, SandboxOrder, SandboxOrderLine, SandboxShippingLine } from "./types";

export interface OrderTotals {
  readonly grossMinor: number;
  readonly discountMinor: number;
  /** Lines after discounts. */
  readonly subtotalMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export const sumOf = <T>(items: readonly T[], pick: (item: T) => number): number =>
  items.reduce((total, item) => total + pick(item), 0);

export function lineGross(line: SandboxOrderLine): number {
  return line.priceMinor * line.quantity;
}

export function lineDiscount(line: SandboxOrderLine): number {
  return sumOf(line.allocations, ({ amountMinor }) => amountMinor);
}

/** What the delivery cost the buyer. */
export function shippingNet({ priceMinor, allocations }: SandboxShippingLine): number {
  return priceMinor - sumOf(allocations, ({ amountMinor }) => amountMinor);
}

/** Codes on the order; automatic discounts have none. */
export function codesOn(order: Pick<SandboxOrder, "discountApplications">): string[] {
  return order.discountApplications.flatMap(({ code }) => code ?? []);
}

export function lineNet(line: SandboxOrderLine): number {
  return lineGross(line) - lineDiscount(line);
}

/** As ordered, everything that was added since included and nothing that was refunded or removed taken away. */
export function originalTotals(order: SandboxOrder): OrderTotals {
  const subtotalMinor = sumOf(order.lines, lineNet);
  const shippingMinor = sumOf(order.shippingLines, shippingNet);
  const taxMinor =
    sumOf(order.lines, ({ taxMinor: tax }) => tax) + sumOf(order.shippingLines, ({ taxMinor: tax }) => tax);
  return {
    grossMinor: sumOf(order.lines, lineGross),
    discountMinor: sumOf(order.lines, lineDiscount),
    subtotalMinor,
    shippingMinor,
    taxMinor,
    totalMinor: subtotalMinor + shippingMinor + (order.taxesIncluded ? 0 : taxMinor),
  };
}

/** What is left after refunds, removals and refunded shipping. */
export function currentTotals(order: SandboxOrder): OrderTotals {
  const original = originalTotals(order);
  const returned = order.refunds.flatMap(({ lines }) => lines);
  const subtotalMinor = original.subtotalMinor - sumOf(returned, ({ subtotalMinor: part }) => part);
  const shippingMinor = original.shippingMinor - sumOf(order.refunds, (refund) => refund.shippingMinor);
  const taxMinor =
    original.taxMinor -
    sumOf(returned, ({ taxMinor: part }) => part) -
    sumOf(order.refunds, (refund) => refund.shippingTaxMinor);
  const grossMinor = sumOf(order.lines, (line) => line.priceMinor * line.currentQuantity);
  return {
    grossMinor,
    discountMinor: grossMinor - subtotalMinor,
    subtotalMinor,
    shippingMinor,
    taxMinor,
    totalMinor: subtotalMinor + shippingMinor + (order.taxesIncluded ? 0 : taxMinor),
  };
}

export function paidMinor(order: SandboxOrder): number {
  return sumOf(order.payments, ({ amountMinor }) => amountMinor);
}

export function refundedMinor(order: SandboxOrder): number {
  return sumOf(order.refunds, ({ amountMinor }) => amountMinor);
}

/** Still to be paid; negative when money is owed to the customer. */
export function outstandingMinor(order: SandboxOrder): number {
  if (order.cancelledAt !== null && paidMinor(order) === 0) return 0;
  const extra = sumOf(order.refunds, ({ discrepancyMinor }) => discrepancyMinor);
  return currentTotals(order).totalMinor - extra - (paidMinor(order) - refundedMinor(order));
}

export function financialStatus(order: SandboxOrder): FinancialStatus {
  const paid = paidMinor(order);
  const refunded = refundedMinor(order);
  if (paid === 0) {
    if (order.cancelledAt !== null) return "voided";
    return originalTotals(order).totalMinor === 0 ? "paid" : "pending";
  }
  if (refunded >= paid) return "refunded";
  if (refunded > 0) return "partially_refunded";
  return outstandingMinor(order) > 0 ? "partially_paid" : "paid";
}

/** Units, money and tax of a line that earlier refunds and removals took. */
export function takenOf(order: SandboxOrder, lineId: number) {
  const parts = order.refunds.flatMap(({ lines }) => lines).filter((part) => part.lineId === lineId);
  return {
    quantity: sumOf(parts, ({ quantity }) => quantity),
    subtotalMinor: sumOf(parts, ({ subtotalMinor }) => subtotalMinor),
    taxMinor: sumOf(parts, ({ taxMinor }) => taxMinor),
  };
}

/** What `quantity` more units of a line are worth; taking all units, in any steps, takes exactly the line. */
export function worthOfUnits(order: SandboxOrder, line: SandboxOrderLine, quantity: number) {
  const taken = takenOf(order, line.id);
  const upTo = taken.quantity + quantity;
  return {
    subtotalMinor: proportionUpTo(lineNet(line), upTo, line.quantity) - taken.subtotalMinor,
    taxMinor: proportionUpTo(line.taxMinor, upTo, line.quantity) - taken.taxMinor,
  };
}

/** The tax inside one amount of shipping, in proportion, to the last unit. */
export function shippingTaxOf(order: SandboxOrder, shippingMinor: number): number {
  const original = sumOf(order.shippingLines, shippingNet);
  const tax = sumOf(order.shippingLines, ({ taxMinor }) => taxMinor);
  const takenShipping = sumOf(order.refunds, (refund) => refund.shippingMinor);
  const takenTax = sumOf(order.refunds, (refund) => refund.shippingTaxMinor);
  return proportionUpTo(tax, takenShipping + shippingMinor, original) - takenTax;
}
