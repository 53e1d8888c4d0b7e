/** Writing what postings changed, set by set: entries first, because lots and allocations speak of them. The members' rows are locked by the caller. */
import type { MemberId, ShopId } from "../loyalty/brand";
import type { Account } from "../loyalty/ledger/account";
import type { LedgerEntry } from "../loyalty/ledger/entry";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

/** One member's account before and after a batch of postings. */
export interface AccountChange {
  readonly memberId: MemberId;
  readonly before: Account;
  readonly after: Account;
  readonly entries: readonly LedgerEntry[];
}

/** The values of `after` that `before` does not hold in the very same form. */
function changed<Key, Value>(before: ReadonlyMap<Key, Value>, after: ReadonlyMap<Key, Value>): Value[] {
  return [...after].filter(([key, value]) => before.get(key) !== value).map(([, value]) => value);
}

/** Writes what postings changed: entries first, because lots and allocations speak of them. */
export async function saveAccounts(
  sql: Sql,
  shopId: ShopId,
  changes: readonly AccountChange[],
): Promise<void> {
  await insertEntries(sql, shopId, changes);
  await saveLots(sql, shopId, changes);
  await saveAllocations(sql, shopId, changes);
  await saveDebts(sql, shopId, changes);
}

async function insertEntries(sql: Sql, shopId: ShopId, changes: readonly AccountChange[]): Promise<void> {
  const rows = changes.flatMap(({ memberId, entries }) =>
    entries.map((entry) => ({
      memberId,
      seq: entry.seq,
      kind: entry.kind,
      points: entry.points,
      source: entry.source,
      at: entry.at,
      happenedAt: entry.happenedAt,
      cause: entry.cause,
      maturesAt: entry.lot?.maturesAt ?? null,
      expiresAt: entry.lot?.expiresAt ?? null,
      idleDays: entry.lot?.idleDays ?? null,
      orderId: entry.lot?.orderId ?? ("orderId" in entry.cause ? entry.cause.orderId : null),
      balanceAfter: entry.balanceAfter,
    })),
  );
  await insertRows(sql, {
    table: "ledger_entries",
    shopId,
    columns: {
      memberId: "bigint",
      seq: "int",
      kind: "text",
      points: "bigint",
      source: "text",
      at: "timestamptz",
      happenedAt: "timestamptz",
      cause: "jsonb",
      maturesAt: "timestamptz",
      expiresAt: "timestamptz",
      idleDays: "int",
      orderId: "text",
      balanceAfter: "bigint",
    },
    rows,
  });
}

async function saveLots(sql: Sql, shopId: ShopId, changes: readonly AccountChange[]): Promise<void> {
  const rows = changes.flatMap(({ memberId, before, after }) =>
    changed(before.lots, after.lots).map((lot) => ({ memberId, ...lot })),
  );
  await insertRows(
    sql,
    {
      table: "lots",
      shopId,
      columns: {
        memberId: "bigint",
        seq: "int",
        points: "bigint",
        remaining: "bigint",
        maturesAt: "timestamptz",
        expiresAt: "timestamptz",
        idleDays: "int",
        orderId: "text",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "memberId", "seq") DO UPDATE SET "remaining" = excluded."remaining"`,
  );
}

async function saveAllocations(sql: Sql, shopId: ShopId, changes: readonly AccountChange[]): Promise<void> {
  const rows = changes.flatMap(({ memberId, before, after }) =>
    changed(before.allocations, after.allocations).map((allocation) => ({ memberId, ...allocation })),
  );
  await insertRows(
    sql,
    {
      table: "allocations",
      shopId,
      columns: {
        memberId: "bigint",
        debitSeq: "int",
        lotSeq: "int",
        debitKind: "text",
        points: "bigint",
        returned: "bigint",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "memberId", "debitSeq", "lotSeq")
       DO UPDATE SET "points" = excluded."points", "returned" = excluded."returned"`,
  );
}

async function saveDebts(sql: Sql, shopId: ShopId, changes: readonly AccountChange[]): Promise<void> {
  const kept = changes.flatMap(({ memberId, before, after }) =>
    changed(before.debts, after.debts).map((debt) => ({ memberId, ...debt })),
  );
  const paid = changes.flatMap(({ memberId, before, after }) =>
    [...before.debts.keys()]
      .filter((seq) => !after.debts.has(seq))
      .map((debitSeq) => ({ memberId, debitSeq })),
  );
  await insertRows(
    sql,
    {
      table: "debts",
      shopId,
      columns: { memberId: "bigint", debitSeq: "int", debitKind: "text", owed: "bigint" },
      rows: kept,
    },
    `ON CONFLICT ("shopId", "memberId", "debitSeq") DO UPDATE SET "owed" = excluded."owed"`,
  );
  if (paid.length === 0) return;
  await sql.query(
    `DELETE FROM "debts" USING unnest($2::bigint[], $3::int[]) AS paid(m, s)
     WHERE "debts"."shopId" = $1 AND "debts"."memberId" = m AND "debts"."debitSeq" = s`,
    [shopId, paid.map((row) => row.memberId), paid.map((row) => row.debitSeq)],
  );
}
