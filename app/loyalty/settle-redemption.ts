/**
 * Settling a claim by an order's state (law 5): the order that carries the code uses the claim; what is returned of that order gives points back in
 * proportion, but only once the store's code is dead.
 */
import type { Account } from "./ledger/account";
import type { Wish } from "./ledger/post";
import type { MemberState } from "./member-state";
import { mustPost } from "./member-state";
import { leastPoints, negate, type Points, points } from "./points";
import type { Book, ReconcileInput } from "./reconcile";
import { isOpen, type Redemption, restoredBy } from "./redemptions";
import { isGift } from "./rewards";

/** What of one debit has not been given back yet: what lots still miss, and what it left owing. */
export function restorable(account: Account, debitSeq: number): Points {
  let sum: number = account.debts.get(debitSeq)?.owed ?? 0;
  for (const allocation of account.allocations.values()) {
    if (allocation.debitSeq === debitSeq) sum += allocation.points - allocation.returned;
  }
  return points(sum);
}

/** The restores that give `amount` back to a redemption's debits, the newest debit first. */
export function restore(
  state: MemberState,
  debitSeqs: readonly number[],
  wish: (of: number, posting: number) => Omit<Wish, "points">,
  amount: Points,
): MemberState {
  let left = amount;
  let current = state;
  for (const of of [...debitSeqs].reverse()) {
    const back = leastPoints(left, restorable(current.account, of));
    if (back <= 0) continue;
    current = mustPost(current, { ...wish(of, current.account.lastSeq + 1), points: back });
    left = points(left - back);
  }
  if (left > 0) throw new Error(`debits ${debitSeqs.join(", ")} cannot give back ${left} points`);
  return current;
}

/** A claim whose code the order carries is used, even one that was released while the order was on its way. */
function use(book: Book, input: ReconcileInput, redemption: Redemption): Redemption {
  // Where its order had never come, it has come now.
  if (redemption.state === "used")
    return redemption.usedBy === null ? { ...redemption, usedBy: input.order.orderId } : redemption;
  const state = memberOf(book, redemption);
  const used: Redemption = { ...redemption, state: "used", usedBy: input.order.orderId, releasing: null };
  if (isOpen(redemption)) {
    book.set(redemption.memberId, { ...state, reserved: points(state.reserved - redemption.points) });
    return used;
  }
  // A personal offer that cost nothing costs nothing late either.
  if (redemption.points === 0) return used;
  const next = mustPost(state, {
    kind: "redeem",
    points: negate(redemption.points),
    source: `redemption:${redemption.redemptionId}:used-late`,
    at: input.at,
    cause: {
      why: "redemption-used-late",
      redemptionId: redemption.redemptionId,
      orderId: input.order.orderId,
    },
  });
  book.set(redemption.memberId, next);
  return { ...used, debitSeqs: [...redemption.debitSeqs, next.account.lastSeq] };
}

function memberOf(book: Book, redemption: Redemption): MemberState {
  const state = book.get(redemption.memberId);
  if (!state) throw new Error(`member ${redemption.memberId} was not opened`);
  return state;
}

/** Moves what has been given back to what the order's present state gives back. */
function giveBack(book: Book, input: ReconcileInput, redemption: Redemption): Redemption {
  const carried = input.order.codes.includes(redemption.code);
  const target = carried ? restoredBy(input.order, redemption) : redemption.points;
  const difference = target - redemption.restored;
  if (difference === 0 || !redemption.codeDead) return redemption;
  const state = memberOf(book, redemption);
  const about = {
    redemptionId: redemption.redemptionId,
    orderId: input.order.orderId,
    orderName: input.order.name,
  };
  const source = (posting: number) => `redemption:${redemption.redemptionId}:order:${posting}`;
  if (difference > 0) {
    const wish = (of: number, posting: number) =>
      ({
        kind: "restore",
        source: source(posting),
        at: input.at,
        cause: { why: "redeemed-order-returned", ...about, of },
      }) as const;
    book.set(redemption.memberId, restore(state, redemption.debitSeqs, wish, points(difference)));
    return { ...redemption, restored: target };
  }
  const taken = mustPost(state, {
    kind: "redeem",
    points: points(difference),
    source: source(state.account.lastSeq + 1),
    at: input.at,
    cause: { why: "redeemed-order-restated", ...about },
  });
  book.set(redemption.memberId, taken);
  return { ...redemption, restored: target, debitSeqs: [...redemption.debitSeqs, taken.account.lastSeq] };
}

export function settleRedemption(book: Book, input: ReconcileInput, redemption: Redemption): Redemption {
  const { orderId, codes } = input.order;
  if (isGift(redemption.kind)) return redemption;
  // The codes are single use: an order that merely shows a code another order has used changes nothing.
  if (redemption.usedBy !== null && redemption.usedBy !== orderId) return redemption;
  if (redemption.usedBy === null && !codes.includes(redemption.code)) return redemption;
  return giveBack(book, input, use(book, input, redemption));
}
