/**
 * An order in outline: what an audit compares of what the store has with what we have. Two outlines of one state are equal, whichever way they were found, so what
 * differs has to be fetched.
 */
import type { Instant, OrderId } from "../loyalty/brand";
import { addMinor, type Minor } from "../loyalty/money";
import type { Order, OrderStatus } from "../loyalty/order";

export interface OrderOutline {
  readonly orderId: OrderId;
  /** Tells where in the walk it stands. */
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  /** "cancelled" also while it lies in the store's trash. */
  readonly status: OrderStatus;
  /** All that went back, with its tax. A refund that was deleted is missing here, though nothing says that the order changed. */
  readonly refunded: Minor;
}

/** The outline of a state that we have. */
export const outlineOf = (order: Order): OrderOutline => ({
  orderId: order.orderId,
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
  status: order.status,
  // Where prices include their tax, what went back of it is inside.
  refunded: addMinor(
    ...order.lines.flatMap(({ refunded, refundedTax }) =>
      order.taxIncluded ? [refunded] : [refunded, refundedTax],
    ),
  ),
});
