/**
 * Applies one entry to an account: opens its lot or finds the lots it takes from, absorbs and makes deficits. Deterministic: the same
 * entries in the same order lead to the same lots and allocations, which is what makes a replay a proof (law 3).
 */
import type { Instant } from "../brand";
import { addPoints, leastPoints, negate, noPoints, type Points, points } from "../points";
import { type Account, allocationKey, byExpiry, inSpendingOrder, isPastDate, isSpendable } from "./account";
import type { Allocation, Cause, Debt, EntryKind, LedgerEntry, Lot } from "./entry";

/** An account while entries are applied to it. Nothing outside sees it before it is whole again; then it is an `Account` like any other. */
export interface Draft {
  lastSeq: number;
  balance: Points;
  readonly lots: Map<number, Lot>;
  readonly allocations: Map<string, Allocation>;
  readonly debts: Map<number, Debt>;
  lastActivityAt: Instant | null;
}

/** A copy to write to. One copy serves a whole posting: a copy for each entry would make a thousand expiries a million steps. */
export function draftOf(account: Account): Draft {
  return {
    lastSeq: account.lastSeq,
    balance: account.balance,
    lots: new Map(account.lots),
    allocations: new Map(account.allocations),
    debts: new Map(account.debts),
    lastActivityAt: account.lastActivityAt,
  };
}

interface Debit {
  readonly seq: number;
  readonly kind: EntryKind;
}

function allocate(draft: Draft, debit: Debit, lot: Lot, wanted: Points): Points {
  const taken = leastPoints(wanted, lot.remaining);
  if (taken <= 0) return wanted;
  draft.lots.set(lot.seq, { ...lot, remaining: points(lot.remaining - taken) });
  const key = allocationKey(debit.seq, lot.seq);
  const before = draft.allocations.get(key);
  draft.allocations.set(key, {
    debitSeq: debit.seq,
    debitKind: debit.kind,
    lotSeq: lot.seq,
    points: addPoints(before?.points ?? noPoints, taken),
    returned: before?.returned ?? noPoints,
  });
  return points(wanted - taken);
}

/** The lots an entry is about: those its order earned (with another date, where it gives them one), or the one that the undone adjustment opened. */
export function isOwnLot(lot: Lot, cause: Cause): boolean {
  if (cause.why === "staff-undo-credit") return lot.seq === cause.undoes;
  if (cause.why === "merged-into") return lot.seq === cause.lotSeq;
  if (cause.why === "order-redated")
    return lot.orderId === cause.orderId && lot.maturesAt !== cause.maturesAt;
  return cause.why === "order-changed" && lot.orderId === cause.orderId;
}

/** The lots a debit takes from, in order. */
function sourcesOf(draft: Draft, entry: LedgerEntry): Lot[] {
  const { cause } = entry;
  if (cause.why === "lot-expired" || cause.why === "member-left") {
    const lot = draft.lots.get(cause.lotSeq);
    return lot ? [lot] : [];
  }
  const lots = [...draft.lots.values()]
    .filter((lot) => lot.remaining > 0)
    .sort(inSpendingOrder(draft, entry.at));
  if (entry.kind === "redeem" && cause.why === "redemption-reserved")
    return lots.filter((lot) => isSpendable(lot, entry.at, draft));
  // Its own lots go by their date alone, whether they wait or not.
  const own = lots.filter((lot) => isOwnLot(lot, cause)).sort(byExpiry(draft));
  const living = lots.filter((lot) => !isPastDate(lot, entry.at, draft));
  return [...new Set([...own, ...living])];
}

function applyDebit(draft: Draft, entry: LedgerEntry): void {
  let wanted = negate(entry.points);
  for (const lot of sourcesOf(draft, entry)) wanted = allocate(draft, entry, lot, wanted);
  if (wanted > 0) draft.debts.set(entry.seq, { debitSeq: entry.seq, debitKind: entry.kind, owed: wanted });
}

/** The next credit absorbs what an earlier debit left owing. */
function absorbDebts(draft: Draft, lotSeq: number): void {
  for (const debt of [...draft.debts.values()].sort((a, b) => a.debitSeq - b.debitSeq)) {
    const lot = draft.lots.get(lotSeq);
    if (!lot || lot.remaining === 0) return;
    const owed = allocate(draft, { seq: debt.debitSeq, kind: debt.debitKind }, lot, debt.owed);
    if (owed === 0) draft.debts.delete(debt.debitSeq);
    else draft.debts.set(debt.debitSeq, { ...debt, owed });
  }
}

/** Points past their date pay no debt either: they could not be spent (law 4). */
function absorbUnlessPast(draft: Draft, lotSeq: number, at: Instant): void {
  const lot = draft.lots.get(lotSeq);
  if (lot && !isPastDate(lot, at, draft)) absorbDebts(draft, lotSeq);
}

function openLot(draft: Draft, entry: LedgerEntry): void {
  if (!entry.lot) throw new Error(`entry ${entry.seq} is a credit without lot terms`);
  draft.lots.set(entry.seq, { ...entry.lot, seq: entry.seq, points: entry.points, remaining: entry.points });
  absorbUnlessPast(draft, entry.seq, entry.at);
}

/** The allocations of a debit with their lots. Sorted by the lots themselves, so that loading order never matters. */
function latestExpiringFirst(draft: Draft, debitSeq: number): { allocation: Allocation; lot: Lot }[] {
  const sooner = byExpiry(draft);
  return [...draft.allocations.values()]
    .filter((allocation) => allocation.debitSeq === debitSeq)
    .map((allocation) => {
      const lot = draft.lots.get(allocation.lotSeq);
      if (!lot) throw new Error(`lot ${allocation.lotSeq} of debit ${debitSeq} was not loaded`);
      return { allocation, lot };
    })
    .sort((a, b) => sooner(b.lot, a.lot));
}

/**
 * Gives points back to the lots a debit took them from, the latest-expiring first, so that the shopper keeps the points that live longest.
 * What the debit never found in a lot (its debt) is forgiven first.
 */
function returnToLots(draft: Draft, entry: LedgerEntry, of: number): void {
  let left = entry.points;
  const debt = draft.debts.get(of);
  if (debt) {
    const forgiven = leastPoints(debt.owed, left);
    left = points(left - forgiven);
    if (forgiven === debt.owed) draft.debts.delete(of);
    else draft.debts.set(of, { ...debt, owed: points(debt.owed - forgiven) });
  }
  const touched: number[] = [];
  const taken = latestExpiringFirst(draft, of);
  for (const { allocation, lot } of taken) {
    const back = leastPoints(left, points(allocation.points - allocation.returned));
    if (back <= 0) continue;
    draft.lots.set(lot.seq, { ...lot, remaining: addPoints(lot.remaining, back) });
    draft.allocations.set(allocationKey(of, lot.seq), {
      ...allocation,
      returned: addPoints(allocation.returned, back),
    });
    touched.push(lot.seq);
    left = points(left - back);
  }
  if (left > 0) throw new Error(`entry ${entry.seq} restores ${left} points more than debit ${of} took`);
  // Points that expired come back for the one debit that follows (post.ts), even where buying has moved their date since: to every other debt they stay dead.
  if (taken.some(({ allocation }) => allocation.debitKind === "expire")) return;
  for (const lotSeq of touched) absorbUnlessPast(draft, lotSeq, entry.at);
}

/** What keeps points alive that expire by inactivity: buying and redeeming. */
export const isActivity = ({ cause }: Pick<LedgerEntry, "cause">): boolean =>
  cause.why === "order-awarded" || cause.why === "redemption-reserved";

const later = (a: Instant | null, b: Instant): Instant => (a === null || a < b ? b : a);

/** @throws Error when the entry does not follow the draft (wrong seq, a restore of more than was taken): a bug, never a refusal. */
export function applyTo(draft: Draft, entry: LedgerEntry): void {
  if (entry.seq !== draft.lastSeq + 1) {
    throw new Error(`entry ${entry.seq} does not follow entry ${draft.lastSeq}`);
  }
  if (entry.points === 0) throw new Error(`entry ${entry.seq} moves no points`);
  draft.lastSeq = entry.seq;
  draft.balance = addPoints(draft.balance, entry.points);
  if (isActivity(entry)) draft.lastActivityAt = later(draft.lastActivityAt, entry.happenedAt);
  if (entry.points < 0) applyDebit(draft, entry);
  else if ("of" in entry.cause) returnToLots(draft, entry, entry.cause.of);
  else openLot(draft, entry);
}

/** The account after one more entry; the one before stays what it was. */
export function applyEntry(account: Account, entry: LedgerEntry): Account {
  const draft = draftOf(account);
  applyTo(draft, entry);
  return draft;
}
