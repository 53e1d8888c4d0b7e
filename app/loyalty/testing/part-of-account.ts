/**
 * What of an account a posting can touch: the executable form of what `Account` promises to callers that load it from a database. Whoever loads
 * less than this changes history; whoever loads more only waits longer.
 */
import type { Account } from "../ledger/account";
import { isOwnLot } from "../ledger/apply";
import type { Allocation } from "../ledger/entry";
import type { Wish } from "../ledger/post";

/**
 * Lots with something left and the wish's own; of the allocations: those of a debit to be given back, those of debits that still
 * owe (the next credit adds to them), and those that wrote off the wish's own lots. All debts.
 */
export function partFor(account: Account, { cause }: Pick<Wish, "cause">): Account {
  const own = new Set([...account.lots.values()].filter((lot) => isOwnLot(lot, cause)).map((lot) => lot.seq));
  const givesBack = (one: Allocation) => "of" in cause && one.debitSeq === cause.of;
  const stillOwes = (one: Allocation) => account.debts.has(one.debitSeq);
  const wroteOff = (one: Allocation) => one.debitKind === "expire" && own.has(one.lotSeq);
  const allocations = [...account.allocations].filter(
    ([, one]) => givesBack(one) || stillOwes(one) || wroteOff(one),
  );
  const touched = new Set(allocations.map(([, one]) => one.lotSeq));
  const lots = [...account.lots].filter(
    ([seq, lot]) => lot.remaining > 0 || own.has(seq) || touched.has(seq),
  );
  return { ...account, lots: new Map(lots), allocations: new Map(allocations) };
}

/** Saves a part over the whole it was loaded from: what the part does not hold stays as it was. */
export function saveOver(whole: Account, part: Account): Account {
  return {
    ...part,
    lots: new Map([...whole.lots, ...part.lots]),
    allocations: new Map([...whole.allocations, ...part.allocations]),
  };
}

/** The same account, loaded in another order. */
export function loadedBackwards(account: Account): Account {
  const backwards = <Key, Value>(map: ReadonlyMap<Key, Value>) => new Map([...map].reverse());
  return {
    ...account,
    lots: backwards(account.lots),
    allocations: backwards(account.allocations),
    debts: backwards(account.debts),
  };
}
