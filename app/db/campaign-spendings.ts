/** What campaigns have given so far. Rows of campaigns with a budget are locked, in id order and after the members, while points are taken from them. */
import type { ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

/** Locks these campaigns' rows for the rest of the transaction and reads them. */
export async function lockSpendings(
  sql: Sql,
  shopId: ShopId,
  campaignIds: readonly string[],
): Promise<Map<string, number>> {
  if (campaignIds.length === 0) return new Map();
  const ids = [...new Set(campaignIds)].sort();
  const rows = ids.map((campaignId) => ({ campaignId }));
  const batch = { table: "campaign_spendings", shopId, columns: { campaignId: "text" }, rows } as const;
  await insertRows(sql, batch, "ON CONFLICT DO NOTHING");
  const raw = await sql.query<{ campaignId: string; spent: number }>(
    `SELECT "campaignId", "spent" FROM "campaign_spendings" WHERE "shopId" = $1 AND "campaignId" = ANY($2::text[])
     ORDER BY "campaignId" FOR UPDATE`,
    [shopId, ids],
  );
  return new Map(raw.map((row) => [row.campaignId, row.spent]));
}

/** Adds what campaigns gave or got back. Locked in id order first, also those without a budget, so that no two batches wait for each other. */
export async function addSpendings(
  sql: Sql,
  shopId: ShopId,
  differences: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...differences].filter(([, spent]) => spent !== 0);
  if (rows.length === 0) return;
  const ids = rows.map(([id]) => id);
  await lockSpendings(sql, shopId, ids);
  await sql.query(
    `UPDATE "campaign_spendings" SET "spent" = "campaign_spendings"."spent" + d FROM unnest($2::text[], $3::bigint[]) AS batch(c, d)
     WHERE "shopId" = $1 AND "campaignId" = c`,
    [shopId, ids, rows.map(([, spent]) => spent)],
  );
}

export async function readSpendings(sql: Sql, shopId: ShopId): Promise<Map<string, number>> {
  const raw = await sql.query<{ campaignId: string; spent: number }>(
    `SELECT "campaignId", "spent" FROM "campaign_spendings" WHERE "shopId" = $1`,
    [shopId],
  );
  return new Map(raw.map((row) => [row.campaignId, row.spent]));
}
