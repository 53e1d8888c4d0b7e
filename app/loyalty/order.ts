/**
 * The store-neutral order: the newest state of one order, in the words both platforms share. Law 1: an order's points are a
 * function of this value and of nothing that happened before it.
 */
import type { CustomerId, Instant, OrderId } from "./brand";
import type { Channel } from "./conditions";
import { addMinor, type Currency, type Minor, minor, noMoney } from "./money";

export type LineKind = "product" | "gift-card" | "shipping";

/** A discount's share of one line. `code` is null for automatic discounts and staff's own. */
export interface LineDiscount {
  readonly code: string | null;
  readonly amount: Minor;
}

/**
 * One line as it was sold, and what of it came back. Amounts are whole-line totals in the order's currency.
 * `gross` includes tax where the store's prices do (`taxIncluded` of the order); `refunded` and `refundedTax` cover returned
 * units, edits that removed units, and this line's part of refunds without lines.
 */
export interface OrderLine {
  readonly lineId: string;
  readonly kind: LineKind;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly gross: Minor;
  readonly discounts: readonly LineDiscount[];
  readonly tax: Minor;
  /** Part of `gross − discounts` given back, 0 ≤ refunded ≤ gross − discounts. */
  readonly refunded: Minor;
  /** Part of `tax` given back. */
  readonly refundedTax: Minor;
  /** Units given back or removed; decides for lines that cost nothing. */
  readonly returnedQuantity: number;
}

/**
 * Keyed hashes of what is known of a buyer: equal for the same person, address, card or device, telling nothing by themselves. No personal data reaches
 * the order or the ledger.
 */
export interface Buyer {
  readonly email: string | null;
  /** The e-mail without what people vary to look new: case, dots, a +tag. */
  readonly emailPattern: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly payment: string | null;
}
export const unknownBuyer: Buyer = {
  email: null,
  emailPattern: null,
  phone: null,
  address: null,
  device: null,
  payment: null,
};

/** "deleted": the store has it no more. Its last state is kept, and counts like a cancelled one. */
export const orderStatuses = ["unpaid", "paid", "cancelled", "deleted"] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Whether it was taken back as a whole, whatever its lines say. */
export const isTakenBack = ({ status }: Pick<Order, "status">): boolean =>
  status === "cancelled" || status === "deleted";

export interface Order {
  readonly orderId: OrderId;
  /** The name people say, "#1001". */
  readonly name: string;
  readonly customerId: CustomerId | null;
  readonly currency: Currency;
  /** What the buyer paid in, where the store sells in several currencies and tells amounts in its own. */
  readonly paidCurrency: Currency;
  readonly channel: Channel;
  readonly taxIncluded: boolean;
  readonly status: OrderStatus;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  /** When it was paid and when everything in it had been handed over; null while that has not happened, or the store does not tell. */
  readonly paidAt: Instant | null;
  readonly fulfilledAt: Instant | null;
  /** Fingerprints of who bought, for guests who join later and for referral signals. */
  readonly buyer: Buyer;
  readonly lines: readonly OrderLine[];
  /** Every code on the order, upper case, also those that took nothing off. */
  readonly codes: readonly string[];
}

export function discountOf(line: OrderLine): Minor {
  return addMinor(...line.discounts.map((discount) => discount.amount));
}

/** What was paid for the line itself: gross − discounts. Includes tax when the store's prices do. */
export function netOf(line: OrderLine): Minor {
  return minor(line.gross - discountOf(line));
}

/** What one code took off the order's lines. */
export function discountByCode(order: Order, code: string): Minor {
  return addMinor(
    ...order.lines.flatMap((line) => line.discounts.filter((d) => d.code === code).map((d) => d.amount)),
  );
}

/**
 * How much of a line came back, as a fraction `[part, of]` of whole numbers. Money decides where money was paid; units decide where the
 * line was free (paid with points, say).
 */
export function returnedShare(line: OrderLine): readonly [part: number, of: number] {
  const net = netOf(line);
  if (net > noMoney) return [line.refunded, net];
  if (line.quantity > 0) return [line.returnedQuantity, line.quantity];
  return [0, 1];
}
