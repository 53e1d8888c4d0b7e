/** Replay: the proof of an account. From the first entry on, the same lots, allocations, debts and balance must come out. */
import { type Account, emptyAccount } from "./account";
import { applyEntry } from "./apply";
import type { LedgerEntry } from "./entry";

/** @throws Error at the first entry that does not follow from the ones before it. */
export function replay(entries: readonly LedgerEntry[]): Account {
  return entries.reduce(applyEntry, emptyAccount);
}
