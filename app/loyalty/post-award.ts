/** The entries an order's award leads to: the difference from what is posted for it, and new dates for what is left of it when the old ones do not hold any more. */

import { type Instant, instant } from "./brand";
import { isPastDate, isPending } from "./ledger/account";
import type { LotTerms } from "./ledger/entry";
import { lotDates } from "./lot-dates";
import { type MemberState, mustPost } from "./member-state";
import { points } from "./points";
import type { Terms } from "./program";
import type { ReconcileInput } from "./reconcile";

interface Difference {
  readonly amount: number;
  readonly posting: number;
  readonly terms: Terms;
}

export function postDifference(
  state: MemberState,
  input: ReconcileInput,
  { amount, posting, terms }: Difference,
): MemberState {
  const { order, at, timeZone } = input;
  if (amount === 0) return state;
  const why = posting === 1 ? "order-awarded" : "order-changed";
  return mustPost(state, {
    kind: amount > 0 ? "earn" : "clawback",
    points: points(amount),
    source: `order:${order.orderId}:award:${posting}`,
    at,
    // A first award happened with the purchase, a later change when the order changed.
    happenedAt: posting === 1 ? order.placedAt : order.updatedAt,
    cause: { why, orderId: order.orderId, orderName: order.name },
    lot: lotDates(terms, order, timeZone),
  });
}

/** Never is later than any date. */
const laterOf = (a: Instant | null, b: Instant | null) =>
  a === null || b === null ? null : instant(Math.max(a, b));

/**
 * When the moment a return window counts from becomes known or changes, what is left of the order's lots is taken and given again with the new date: entries are
 * never edited (law 3). Nothing is done where both dates are past, for they say the same. What
 * somebody merged had kept alive for longer lives on: a parcel's news shortens no life.
 */
export function redate(state: MemberState, input: ReconcileInput, terms: Terms): MemberState {
  const { order, at, timeZone } = input;
  let due: LotTerms = lotDates(terms, order, timeZone);
  const pendingThen = due.maturesAt !== null && due.maturesAt > at;
  let left = 0;
  let differs = false;
  for (const lot of state.account.lots.values()) {
    if (lot.orderId !== order.orderId || lot.remaining === 0 || lot.maturesAt === due.maturesAt) continue;
    // What died waiting is written off before anything is taken, and other points would be taken in its place.
    if (isPastDate(lot, at, state.account)) continue;
    left += lot.remaining;
    due = { ...due, expiresAt: laterOf(due.expiresAt, lot.expiresAt) };
    differs ||= pendingThen || isPending(lot, at);
  }
  if (!differs) return state;
  const { orderId, name: orderName } = order;
  const cause = { why: "order-redated", orderId, orderName, maturesAt: due.maturesAt } as const;
  const source = `order:${orderId}:redate:${state.memberId}:${state.account.lastSeq + 1}`;
  const about = { at, happenedAt: order.updatedAt, cause };
  const taken = mustPost(state, {
    ...about,
    kind: "clawback",
    points: points(-left),
    source: `${source}:from`,
  });
  return mustPost(taken, { ...about, kind: "earn", points: points(left), source: `${source}:to`, lot: due });
}
