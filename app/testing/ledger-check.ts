/**
 * Holds a shop's rows against the replay of its entries: members, lots, allocations, debts. What the database keeps must be exactly what the ledger leads to.
 */
import { readLedger } from "../db/entries";
import type { Sql } from "../db/transaction";
import { memberId, type ShopId } from "../loyalty/brand";
import { deficitOf } from "../loyalty/ledger/account";
import { replay } from "../loyalty/ledger/replay";

interface Kept {
  readonly balance: number;
  readonly deficit: number;
  readonly lastSeq: number;
  readonly lastActivityAt: number | null;
  readonly lots: readonly string[];
  readonly allocations: readonly string[];
  readonly debts: readonly string[];
  readonly tierId: string | null;
}

async function kept(sql: Sql, shopId: ShopId, member: number): Promise<Kept> {
  const where = `WHERE "shopId" = $1 AND "memberId" = $2`;
  const [row] = await sql.query<{
    balance: number;
    deficit: number;
    lastSeq: number;
    lastActivityAt: Date | null;
    tierId: string | null;
  }>(
    `SELECT "balance", "deficit", "lastSeq", "lastActivityAt", "tierId" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, member],
  );
  const texts = async (text: string) =>
    (await sql.query<{ text: string }>(text, [shopId, member])).map((one) => one.text);
  return {
    balance: row?.balance ?? Number.NaN,
    deficit: row?.deficit ?? Number.NaN,
    lastSeq: row?.lastSeq ?? Number.NaN,
    lastActivityAt: row?.lastActivityAt?.getTime() ?? null,
    lots: await texts(
      `SELECT "seq" || ':' || "remaining" || '/' || "points" AS text FROM "lots" ${where} ORDER BY "seq"`,
    ),
    allocations: await texts(
      `SELECT "debitSeq" || '>' || "lotSeq" || ':' || "points" || '-' || "returned" AS text FROM "allocations" ${where} ORDER BY "debitSeq", "lotSeq"`,
    ),
    debts: await texts(
      `SELECT "debitSeq" || ':' || "owed" AS text FROM "debts" ${where} ORDER BY "debitSeq"`,
    ),
    tierId: row?.tierId ?? null,
  };
}

/** Where the changes of a tier lead to. Who was merged away has none of their own any more. */
async function replayedTier(sql: Sql, shopId: ShopId, member: number): Promise<string | null> {
  const [last] = await sql.query<{ to: string | null }>(
    `SELECT c."toTierId" AS "to" FROM "tier_changes" c JOIN "members" m ON m."shopId" = c."shopId" AND m."id" = c."memberId"
     WHERE c."shopId" = $1 AND c."memberId" = $2 AND m."status" <> 'merged' ORDER BY c."id" DESC LIMIT 1`,
    [shopId, member],
  );
  return last?.to ?? null;
}

async function replayed(sql: Sql, shopId: ShopId, member: number): Promise<Kept> {
  const account = replay(await readLedger(sql, shopId, memberId(member)));
  const allocations = [...account.allocations.values()].sort(
    (a, b) => a.debitSeq - b.debitSeq || a.lotSeq - b.lotSeq,
  );
  return {
    balance: account.balance,
    deficit: deficitOf(account),
    lastSeq: account.lastSeq,
    lastActivityAt: account.lastActivityAt,
    lots: [...account.lots.values()]
      .sort((a, b) => a.seq - b.seq)
      .map((lot) => `${lot.seq}:${lot.remaining}/${lot.points}`),
    allocations: allocations.map((one) => `${one.debitSeq}>${one.lotSeq}:${one.points}-${one.returned}`),
    debts: [...account.debts.values()]
      .sort((a, b) => a.debitSeq - b.debitSeq)
      .map((debt) => `${debt.debitSeq}:${debt.owed}`),
    tierId: await replayedTier(sql, shopId, member),
  };
}

/** @returns both sides of every member, for an `expect(...).toEqual(...)` that shows where they part. */
export async function bothSides(
  sql: Sql,
  shopId: ShopId,
  /** So many of them, where there are very many. */
  most = 100_000,
): Promise<{ kept: Record<number, Kept>; replayed: Record<number, Kept> }> {
  const members = await sql.query<{ id: number }>(
    `SELECT "id" FROM "members" WHERE "shopId" = $1 ORDER BY "id" LIMIT $2`,
    [shopId, most],
  );
  const sides = { kept: {} as Record<number, Kept>, replayed: {} as Record<number, Kept> };
  for (const { id } of members) {
    sides.kept[id] = await kept(sql, shopId, id);
    sides.replayed[id] = await replayed(sql, shopId, id);
  }
  return sides;
}
