/** Replay: the proof of an account. From the first entry on, the same lots, allocations, debts and balance must come out. */
import { type Account, emptyAccount } from "./account";
import { applyTo, draftOf } from "./apply";
import type { LedgerEntry } from "./entry";

/** @throws Error at the first entry that does not follow from the ones before it. */
export function replay(entries: readonly LedgerEntry[]): Account {
  const draft = draftOf(emptyAccount);
  for (const entry of entries) applyTo(draft, entry);
  return draft;
}
