/**
 * A paid membership: the periods that a member's purchases of it pay for. Law 1: a pure function of the purchases as they stand, so that refunds and
 * deliveries in any order end at the same dates. A purchase makes a membership from the moment it was placed; one made while it runs prolongs it,
 * so nothing that was paid for is lost.
 */
import type { Instant, OrderId } from "./brand";
import { monthsLater } from "./lot-dates";
import type { Membership } from "./membership";
import { type Order, returnedShare } from "./order";

/** When orders count: from a moment, included, until another, excluded; null for without end. */
export interface Period {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** One order that bought membership. Product and months are those of the terms in force when it was first seen (law 2). */
export interface Purchase {
  readonly orderId: OrderId;
  readonly productId: string;
  readonly months: number;
  readonly placedAt: Instant;
  /** Paid for and not given back. */
  readonly stands: boolean;
}

/** The product of a paid membership that an order holds, whatever has become of it. */
export function membershipProductIn(order: Order, paid: Membership["paid"]): string | null {
  const line = order.lines.find((one) => one.productId !== null && paid.productIds.includes(one.productId));
  return line?.productId ?? null;
}

/** Whether an order still pays for what it bought: refunded in full, or cancelled, it does not. */
export function stillPays(order: Order, productId: string): boolean {
  if (order.status !== "paid") return false;
  return order.lines.some((line) => {
    const [returned, of] = returnedShare(line);
    return line.productId === productId && returned < of;
  });
}

const byPlacement = (a: Purchase, b: Purchase) =>
  a.placedAt - b.placedAt || (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0);

/** The periods paid for, oldest first, apart from each other. */
export function paidPeriods(purchases: readonly Purchase[], timeZone: string): readonly Period[] {
  const runs: { from: Instant; months: number }[] = [];
  // Counted from the first purchase of a run, so that no end of a month is rounded twice.
  const endOf = (run: { from: Instant; months: number }) => monthsLater(run.from, run.months, timeZone);
  for (const purchase of purchases.filter((one) => one.stands).sort(byPlacement)) {
    const running = runs.at(-1);
    if (running && purchase.placedAt < endOf(running)) running.months += purchase.months;
    else runs.push({ from: purchase.placedAt, months: purchase.months });
  }
  return runs.map((run) => ({ from: run.from, until: endOf(run) }));
}

/** When the membership ends or ended; the first purchase's own moment when nothing of it stands any more, null where nothing was ever bought. */
export function paidUntil(purchases: readonly Purchase[], timeZone: string): Instant | null {
  const last = paidPeriods(purchases, timeZone).at(-1);
  return last?.until ?? [...purchases].sort(byPlacement)[0]?.placedAt ?? null;
}
