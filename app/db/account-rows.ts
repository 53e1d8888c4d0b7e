/** The rows of an account, and the account they make: lots, allocations and debts as the core knows them. */
import { type Instant, instant, orderId } from "../loyalty/brand";
import { type Account, allocationKey } from "../loyalty/ledger/account";
import type { Allocation, Debt, EntryKind, Lot } from "../loyalty/ledger/entry";
import { points } from "../loyalty/points";
import type { MemberRow } from "./member-row";

export interface RawLot {
  memberId: number;
  seq: number;
  points: number;
  remaining: number;
  maturesAt: Date | null;
  expiresAt: Date | null;
  idleDays: number | null;
  orderId: string | null;
}

export interface RawAllocation {
  memberId: number;
  debitSeq: number;
  lotSeq: number;
  debitKind: EntryKind;
  points: number;
  returned: number;
}

export interface RawDebt {
  memberId: number;
  debitSeq: number;
  debitKind: EntryKind;
  owed: number;
}

export function groupByMember<Row extends { memberId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.memberId);
    if (group) group.push(row);
    else groups.set(row.memberId, [row]);
  }
  return groups;
}

const moment = (date: Date | null): Instant | null => (date ? instant(date.getTime()) : null);

function toLot(raw: RawLot): Lot {
  return {
    seq: raw.seq,
    points: points(raw.points),
    remaining: points(raw.remaining),
    maturesAt: moment(raw.maturesAt),
    expiresAt: moment(raw.expiresAt),
    idleDays: raw.idleDays,
    orderId: raw.orderId === null ? null : orderId(raw.orderId),
  };
}

function toAllocation(raw: RawAllocation): Allocation {
  return { ...raw, points: points(raw.points), returned: points(raw.returned) };
}

function toDebt(raw: RawDebt): Debt {
  return { debitSeq: raw.debitSeq, debitKind: raw.debitKind, owed: points(raw.owed) };
}

/** An account from its rows. */
export function accountFrom(
  member: Pick<MemberRow, "lastSeq" | "balance" | "lastActivityAt">,
  rows: {
    readonly lots: readonly RawLot[];
    readonly allocations: readonly RawAllocation[];
    readonly debts: readonly RawDebt[];
  },
): Account {
  return {
    lastSeq: member.lastSeq,
    balance: member.balance,
    lastActivityAt: member.lastActivityAt,
    lots: new Map(rows.lots.map((raw) => [raw.seq, toLot(raw)])),
    allocations: new Map(
      rows.allocations.map((raw) => [allocationKey(raw.debitSeq, raw.lotSeq), toAllocation(raw)]),
    ),
    debts: new Map(rows.debts.map((raw) => [raw.debitSeq, toDebt(raw)])),
  };
}
