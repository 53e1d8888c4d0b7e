/**
 * How many of each reward are gone. A reward that was ever limited has one row, which is locked while one is taken or given back, always after the member: so
 * two members never both get the last one. A reward that never was limited has none, so that a popular one is no hot row.
 */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** Takes one. @returns `none` when there was none left, and nothing has changed then; `last` when there is none left now. */
export async function takeFromStock(
  sql: Sql,
  shopId: ShopId,
  { rewardId, stock }: { rewardId: string; stock: number | null },
): Promise<"taken" | "last" | "none"> {
  if (stock !== null) {
    // What was taken before there was a limit counts as taken.
    await sql.query(
      `INSERT INTO "reward_stocks" ("shopId", "rewardId", "taken")
       SELECT $1, $2, count(*) FROM "redemptions" WHERE "shopId" = $1 AND "rewardId" = $2 AND "state" <> 'released'
       ON CONFLICT ("shopId", "rewardId") DO NOTHING`,
      [shopId, rewardId],
    );
  }
  const [row] = await sql.query<{ taken: number }>(
    `UPDATE "reward_stocks" SET "taken" = "taken" + 1
     WHERE "shopId" = $1 AND "rewardId" = $2 AND ($3::bigint IS NULL OR "taken" < $3::bigint) RETURNING "taken"`,
    [shopId, rewardId, stock],
  );
  if (stock === null) return "taken";
  if (!row) return "none";
  return row.taken >= stock ? "last" : "taken";
}

/** Moves stocks by so many per reward; rewards without a row have no stock to move. */
export async function moveStocks(
  sql: Sql,
  shopId: ShopId,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const moved = [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [rewardId, by] of moved) {
    await sql.query(
      `UPDATE "reward_stocks" SET "taken" = GREATEST(0, "taken" + $3::bigint) WHERE "shopId" = $1 AND "rewardId" = $2`,
      [shopId, rewardId, by],
    );
  }
}

/** How many are gone of each of these rewards; counted where there is no row. */
export async function readTaken(
  sql: Sql,
  shopId: ShopId,
  rewardIds: readonly string[],
): Promise<Map<string, number>> {
  if (rewardIds.length === 0) return new Map();
  const raw = await sql.query<{ rewardId: string; taken: number }>(
    `SELECT wanted.id AS "rewardId", COALESCE(s."taken", (SELECT count(*) FROM "redemptions" r
       WHERE r."shopId" = $1 AND r."rewardId" = wanted.id AND r."state" <> 'released'))::bigint AS "taken"
     FROM unnest($2::text[]) AS wanted(id)
     LEFT JOIN "reward_stocks" s ON s."shopId" = $1 AND s."rewardId" = wanted.id`,
    [shopId, rewardIds],
  );
  return new Map(raw.map((row) => [row.rewardId, row.taken]));
}
