/**
 * A slice of a shop's books as they are kept: members with all their entries, lots, allocations and debts, and the awards and redemptions that point at entries.
 * Read only, in one snapshot, so that it can be proved while the shop goes on (law 3).
 */
import { memberId, type ShopId } from "../../loyalty/brand";
import type { LedgerEntry } from "../../loyalty/ledger/entry";
import type { Fault, KeptBooks } from "../../loyalty/ledger/verify";
import { accountFrom, groupByMember, type RawAllocation, type RawDebt, type RawLot } from "../account-rows";
import { entryColumns, type RawEntry, toEntry } from "../entries";
import { type MemberRow, memberColumns, type RawMember, toMember } from "../member-row";
import type { Sql } from "../transaction";

export interface KeptMember {
  readonly member: MemberRow;
  readonly books: KeptBooks;
  readonly entries: readonly LedgerEntry[];
}

/** The next members after `after`, in the order of their ids. */
export async function readLedgerSlice(
  sql: Sql,
  shopId: ShopId,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<KeptMember[]> {
  const members = await sql.query<RawMember>(
    `SELECT ${memberColumns} FROM "members" WHERE "shopId" = $1 AND "id" > $2 ORDER BY "id" LIMIT $3`,
    [shopId, after, limit],
  );
  const last = members.at(-1);
  if (!last) return [];
  // By range and not by list: what belongs to nobody among them is found elsewhere (`readStrays`).
  const rowsOf = async <Row extends { memberId: number }>(columns: string, table: string, order: string) =>
    groupByMember(
      await sql.query<Row>(
        `SELECT ${columns} FROM "${table}" WHERE "shopId" = $1 AND "memberId" > $2 AND "memberId" <= $3 ORDER BY ${order}`,
        [shopId, after, last.id],
      ),
    );
  const entries = await rowsOf<RawEntry>(entryColumns, "ledger_entries", `"memberId", "seq"`);
  const lots = await rowsOf<RawLot>(
    `"memberId", "seq", "points", "remaining", "maturesAt", "expiresAt", "idleDays", "orderId"`,
    "lots",
    `"memberId", "seq"`,
  );
  const allocations = await rowsOf<RawAllocation>(
    `"memberId", "debitSeq", "lotSeq", "debitKind", "points", "returned"`,
    "allocations",
    `"memberId", "debitSeq", "lotSeq"`,
  );
  const debts = await rowsOf<RawDebt>(
    `"memberId", "debitSeq", "debitKind", "owed"`,
    "debts",
    `"memberId", "debitSeq"`,
  );
  return members.map((raw) => {
    const member = toMember(raw);
    const account = accountFrom(member, {
      lots: lots.get(raw.id) ?? [],
      allocations: allocations.get(raw.id) ?? [],
      debts: debts.get(raw.id) ?? [],
    });
    const { deficit, earned, spent, expired } = member;
    return {
      member,
      books: { account, deficit, earned, spent, expired },
      entries: (entries.get(raw.id) ?? []).map(toEntry),
    };
  });
}

/** How many members a shop has: what progress is measured by. */
export async function countMembers(sql: Sql, shopId: ShopId): Promise<number> {
  const [row] = await sql.query<{ members: number }>(
    `SELECT count(*)::int AS "members" FROM "members" WHERE "shopId" = $1`,
    [shopId],
  );
  return row?.members ?? 0;
}

/**
 * Awards whose points are not what was posted for their orders. The sources of an award's entries are numbered, so each is found by the unique index.
 */
export async function readAwardFaults(
  sql: Sql,
  shopId: ShopId,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly faults: readonly Fault[]; readonly last: string | null; readonly seen: number }> {
  const rows = await sql.query<{ orderId: string; memberId: number; points: number; posted: number }>(
    `SELECT a."orderId", a."memberId", a."points", (
       SELECT coalesce(sum(e."points"), 0)::bigint FROM generate_series(1, a."postings") AS n
       JOIN "ledger_entries" e ON e."shopId" = $1 AND e."source" = 'order:' || a."orderId" || ':award:' || n) AS "posted"
     FROM "awards" a WHERE a."shopId" = $1 AND a."orderId" > $2 ORDER BY a."orderId" LIMIT $3`,
    [shopId, after, limit],
  );
  const faults = rows
    .filter((row) => row.points !== row.posted)
    .map((row) => ({
      kind: "award" as const,
      memberId: memberId(row.memberId),
      subject: row.orderId,
      kept: String(row.points),
      proved: String(row.posted),
    }));
  return { faults, last: rows.at(-1)?.orderId ?? null, seen: rows.length };
}

/** Redemptions of which the entries hold another number of points than their state says, and members whose reserve is not the sum of their open redemptions. */
export async function readRedemptionFaults(
  sql: Sql,
  shopId: ShopId,
): Promise<{ readonly faults: readonly Fault[]; readonly seen: number }> {
  const [all] = await sql.query<{ seen: number }>(
    `SELECT count(*)::int AS "seen" FROM "redemptions" WHERE "shopId" = $1`,
    [shopId],
  );
  const held = await sql.query<RawRedemptionFault>(
    `WITH held AS (SELECT "cause"->>'redemptionId' AS "id", -sum("points") AS "points" FROM "ledger_entries"
       WHERE "shopId" = $1 AND "cause"->>'redemptionId' IS NOT NULL GROUP BY 1)
     SELECT * FROM (SELECT r."id"::text AS "subject", r."memberId", r."state" || ', ' || r."points" || ' points, ' || r."restored" || ' restored' AS "kept",
         coalesce(h."points", 0)::bigint AS "proved",
         CASE r."state" WHEN 'released' THEN 0 WHEN 'used' THEN r."points" - r."restored" ELSE r."points" END AS "due"
       FROM "redemptions" r LEFT JOIN held h ON h."id" = r."id"::text WHERE r."shopId" = $1) AS judged
     WHERE "proved" <> "due" ORDER BY "subject" LIMIT 1000`,
    [shopId],
  );
  const reserved = await sql.query<RawRedemptionFault>(
    `SELECT m."id" AS "memberId", 'reserved' AS "subject", m."reserved"::text AS "kept", coalesce(sum(r."points"), 0)::bigint AS "proved"
     FROM "members" m LEFT JOIN "redemptions" r ON r."shopId" = $1 AND r."memberId" = m."id" AND r."state" IN ('reserved', 'issued')
     WHERE m."shopId" = $1 GROUP BY m."id", m."reserved" HAVING m."reserved" <> coalesce(sum(r."points"), 0) LIMIT 1000`,
    [shopId],
  );
  const faults = [
    ...held.map((row) => redemptionFault("redemption", row)),
    ...reserved.map((row) => redemptionFault("reserved", row)),
  ];
  return { faults, seen: all?.seen ?? 0 };
}

interface RawRedemptionFault {
  subject: string;
  memberId: number;
  kept: string;
  proved: number;
}

const redemptionFault = (kind: "redemption" | "reserved", row: RawRedemptionFault): Fault => ({
  kind,
  memberId: memberId(row.memberId),
  subject: row.subject,
  kept: row.kept,
  proved: `${row.proved} by the ${kind === "reserved" ? "open redemptions" : "entries"}`,
});

/** Rows of the books that belong to nobody. */
export async function readStrays(sql: Sql, shopId: ShopId): Promise<Fault[]> {
  const strays: Fault[] = [];
  for (const table of ["ledger_entries", "lots", "allocations", "debts"] as const) {
    const rows = await sql.query<{ memberId: number; rows: number }>(
      `SELECT b."memberId", count(*)::int AS "rows" FROM "${table}" b WHERE b."shopId" = $1 AND NOT EXISTS
         (SELECT 1 FROM "members" m WHERE m."shopId" = $1 AND m."id" = b."memberId") GROUP BY 1 LIMIT 1000`,
      [shopId],
    );
    for (const row of rows)
      strays.push({
        kind: "stray",
        memberId: memberId(row.memberId),
        subject: table,
        kept: `${row.rows} rows`,
        proved: "no such member",
      });
  }
  return strays;
}
