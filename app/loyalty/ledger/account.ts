/**
 * One member's account: the state that the ledger's entries lead to. Everything here can be rebuilt from the entries (`replay`), and
 * holds at all times: sum of entries = balance = what remains in lots − deficit.
 */
import { type Instant, instant } from "../brand";
import { noPoints, type Points, points } from "../points";
import type { Allocation, Debt, LedgerEntry, Lot } from "./entry";

export interface Account {
  readonly lastSeq: number;
  /** Sum of all entries. */
  readonly balance: Points;
  /** By seq. May hold only the lots a posting can touch: those with something left, and those of the orders at hand. */
  readonly lots: ReadonlyMap<number, Lot>;
  /** Keyed by `allocationKey`. */
  readonly allocations: ReadonlyMap<string, Allocation>;
  /** By seq of the debit, oldest first. */
  readonly debts: ReadonlyMap<number, Debt>;
  /** When the member last bought or redeemed, as far as entries tell: what expiry by inactivity counts from. */
  readonly lastActivityAt: Instant | null;
}

export const emptyAccount: Account = {
  lastSeq: 0,
  balance: noPoints,
  lots: new Map(),
  allocations: new Map(),
  debts: new Map(),
  lastActivityAt: null,
};

export function allocationKey(debitSeq: number, lotSeq: number): string {
  return `${debitSeq}:${lotSeq}`;
}

/** What a posting changed: the facts to write, in the order they happened. */
export interface Posted {
  readonly account: Account;
  readonly entries: readonly LedgerEntry[];
}

/** What judging a lot needs to know of its member. */
export type Activity = Pick<Account, "lastActivityAt">;

const dayMs = 86_400_000;

/** When a lot is gone: at its date, or so many days after the member's last activity where that is later; null for never. */
export function expiryOf(
  lot: Pick<Lot, "expiresAt" | "idleDays">,
  { lastActivityAt }: Activity,
): Instant | null {
  if (lot.idleDays === null || lastActivityAt === null) return lot.expiresAt;
  return instant(Math.max(lot.expiresAt ?? 0, lastActivityAt + lot.idleDays * dayMs));
}

export function isPastDate(lot: Lot, at: Instant, member: Activity): boolean {
  const expiry = expiryOf(lot, member);
  return expiry !== null && expiry <= at;
}

export function isPending(lot: Lot, at: Instant): boolean {
  return lot.maturesAt !== null && lot.maturesAt > at;
}

/** Law 4: a lot past its date, or not yet mature, cannot be spent, whatever the nightly job has done. */
export function isSpendable(lot: Lot, at: Instant, member: Activity): boolean {
  return lot.remaining > 0 && !isPastDate(lot, at, member) && !isPending(lot, at);
}

/** Earliest-expiring first, then oldest; a lot without date comes last. */
export function byExpiry(member: Activity): (a: Lot, b: Lot) => number {
  const last = (lot: Lot) => expiryOf(lot, member) ?? Number.POSITIVE_INFINITY;
  return (a, b) => {
    const [left, right] = [last(a), last(b)];
    return left === right ? a.seq - b.seq : left - right;
  };
}

/** As debits take lots: those that can be spent before those that wait, each the earliest-expiring first. */
export function inSpendingOrder(member: Activity, at: Instant): (a: Lot, b: Lot) => number {
  const sooner = byExpiry(member);
  return (a, b) => Number(isPending(a, at)) - Number(isPending(b, at)) || sooner(a, b);
}

function sumRemaining(account: Account, include: (lot: Lot) => boolean): Points {
  let sum = 0;
  for (const lot of account.lots.values()) if (include(lot)) sum += lot.remaining;
  return points(sum);
}

/** Spendable points. */
export function activePoints(account: Account, at: Instant): Points {
  return sumRemaining(account, (lot) => isSpendable(lot, at, account));
}

/** Points that will become spendable once they mature. */
export function pendingPoints(account: Account, at: Instant): Points {
  return sumRemaining(account, (lot) => isPending(lot, at) && !isPastDate(lot, at, account));
}

export function deficitOf(account: Account): Points {
  let sum = 0;
  for (const debt of account.debts.values()) sum += debt.owed;
  return points(sum);
}
