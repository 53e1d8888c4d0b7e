/**
 * The proof of one member's books: what is kept must be exactly what a replay of the entries leads to, lot by lot, and the sums beside it what the
 * entries add up to. A fault is a value that says where the two part; nothing here mends anything.
 */
import type { Instant, MemberId, ShopId } from "../brand";
import { noSums, type Sums, sumsAfter } from "../member-sums";
import { type Account, deficitOf } from "./account";
import type { LedgerEntry } from "./entry";
import { replay } from "./replay";

/** What is kept of a member beside the entries: the account's rows and the sums on the member's own row. */
export interface KeptBooks extends Sums {
  readonly account: Account;
  /** As it stands on the member's row. */
  readonly deficit: number;
}

/** Rows of a member that the entries alone decide. */
export const derivedKinds = [
  "balance",
  "lots",
  "allocations",
  "debts",
  "sums",
  "activity",
  "reserved",
] as const;

/** Which law is broken. `entries`: they do not follow from each other, so nothing can be proved from them. */
export const faultKinds = ["entries", ...derivedKinds, "redemption", "award", "stray"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly memberId: MemberId | null;
  /** What it is about: a lot's seq, an order, a redemption. */
  readonly subject: string;
  readonly kept: string;
  readonly proved: string;
}

/** What came of proving a shop's whole ledger. */
export interface Proof {
  readonly shopId: ShopId;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly members: number;
  readonly entries: number;
  readonly awards: number;
  readonly redemptions: number;
  /** How many there are; the first of them are in `faults`. */
  readonly found: number;
  readonly faults: readonly Fault[];
}

type Rows = ReadonlyMap<string, string>;

const lotRows = ({ lots }: Account): Rows =>
  new Map(
    [...lots.values()].map((lot) => [
      String(lot.seq),
      `${lot.remaining} of ${lot.points}, ${lot.maturesAt}, ${lot.expiresAt}, ${lot.idleDays}, ${lot.orderId}`,
    ]),
  );

const allocationRows = ({ allocations }: Account): Rows =>
  new Map(
    [...allocations.values()].map((one) => [
      `${one.debitSeq}>${one.lotSeq}`,
      `${one.debitKind} ${one.points}, ${one.returned} back`,
    ]),
  );

const debtRows = ({ debts }: Account): Rows =>
  new Map([...debts.values()].map((debt) => [String(debt.debitSeq), `${debt.debitKind} owes ${debt.owed}`]));

const sumRows = ({ earned, spent, expired }: Sums): Rows =>
  new Map([
    ["earned", String(earned)],
    ["spent", String(spent)],
    ["expired", String(expired)],
  ]);

const balanceRows = (account: Account, deficit: number): Rows =>
  new Map([
    ["balance", String(account.balance)],
    ["lastSeq", String(account.lastSeq)],
    ["deficit", String(deficit)],
  ]);

const nothing = "nothing";

function* differences(kind: FaultKind, memberId: MemberId, [kept, proved]: [Rows, Rows]): Generator<Fault> {
  for (const subject of new Set([...kept.keys(), ...proved.keys()])) {
    const [left, right] = [kept.get(subject) ?? nothing, proved.get(subject) ?? nothing];
    if (left !== right) yield { kind, memberId, subject, kept: left, proved: right };
  }
}

/** A running balance that does not add up is a fault of the entries themselves, although replay needs none. */
function brokenBalance(entries: readonly LedgerEntry[]): Fault["subject"] | null {
  let sum = 0;
  for (const entry of entries) {
    sum += entry.points;
    if (entry.balanceAfter !== sum) return String(entry.seq);
  }
  return null;
}

/**
 * Proves one member. @param entries the whole ledger of the member, oldest first. @returns every fault; none when the books are right.
 */
export function faultsOf(memberId: MemberId, kept: KeptBooks, entries: readonly LedgerEntry[]): Fault[] {
  const entriesAre = (subject: string, proved: string): Fault[] => [
    { kind: "entries", memberId, subject, kept: `${entries.length} entries`, proved },
  ];
  const broken = brokenBalance(entries);
  if (broken !== null) return entriesAre(broken, "another balance after it");
  let proved: Account;
  try {
    proved = replay(entries);
  } catch (error) {
    return entriesAre("replay", error instanceof Error ? error.message : String(error));
  }
  const deficit = deficitOf(proved);
  const left = [...proved.lots.values()].reduce((sum, lot) => sum + lot.remaining, 0);
  if (left - deficit !== proved.balance) return entriesAre("law", "lots less debts are not the balance");
  const { account } = kept;
  return [
    ...differences("balance", memberId, [balanceRows(account, kept.deficit), balanceRows(proved, deficit)]),
    ...differences("lots", memberId, [lotRows(account), lotRows(proved)]),
    ...differences("allocations", memberId, [allocationRows(account), allocationRows(proved)]),
    ...differences("debts", memberId, [debtRows(account), debtRows(proved)]),
    ...differences("sums", memberId, [sumRows(kept), sumRows(entries.reduce(sumsAfter, noSums))]),
    ...differences("activity", memberId, [
      new Map([["lastActivityAt", String(account.lastActivityAt)]]),
      new Map([["lastActivityAt", String(proved.lastActivityAt)]]),
    ]),
  ];
}
