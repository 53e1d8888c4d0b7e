/**
 * What a test may say of an account in one line: a form that two accounts can be compared by, and the sums the laws speak of. Computed from
 * the facts, not by the functions under test.
 */
import type { Instant } from "../brand";
import type { Account } from "../ledger/account";
import type { LedgerEntry } from "../ledger/entry";

const bySeq = <Value>(map: ReadonlyMap<number | string, Value>) =>
  [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map(([, value]) => value);

/** Everything an account holds, in an order that does not depend on how it was loaded. */
export function flat(account: Account) {
  return {
    lastSeq: account.lastSeq,
    balance: account.balance,
    lots: bySeq(account.lots),
    allocations: bySeq(account.allocations),
    debts: bySeq(account.debts),
    lastActivityAt: account.lastActivityAt,
  };
}

/** What a member can tell of their points: what is theirs now, later, and owing. */
export function felt(account: Account, at: Instant) {
  let active = 0;
  let pending = 0;
  for (const lot of account.lots.values()) {
    if (lot.expiresAt !== null && lot.expiresAt <= at) continue;
    if (lot.maturesAt !== null && lot.maturesAt > at) pending += lot.remaining;
    else active += lot.remaining;
  }
  return { active, pending, deficit: total(account.debts.values(), (debt) => debt.owed) };
}

export function total<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
}

/** How many points entries have given back of the debit `seq`. */
export function givenBack(entries: readonly LedgerEntry[], seq: number): number {
  return total(entries, (entry) => ("of" in entry.cause && entry.cause.of === seq ? entry.points : 0));
}
