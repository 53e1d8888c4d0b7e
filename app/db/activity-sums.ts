/**
 * Sums of the ledger by the quarter of an hour, which the home page draws years from. The database itself adds them with the entries (a trigger of their migration), so they
 * equal the entries' sums at every moment; here the many small rows of a busy quarter become one.
 */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** Every time zone's days begin with one. */
export const quarterMs = 900_000;

/** One statement, so whoever reads meanwhile sees the rows either apart or together. @returns how many rows were folded. */
export async function foldActivity(sql: Sql, shopId: ShopId): Promise<number> {
  const [answer] = await sql.query<{ folded: number }>(
    `WITH apart AS (DELETE FROM "activity_sums" WHERE "shopId" = $1 AND "id" > 0 RETURNING "quarter", "issued", "spent"),
       together AS (INSERT INTO "activity_sums" AS kept ("shopId", "quarter", "id", "issued", "spent")
         SELECT $1, "quarter", 0, sum("issued"), sum("spent") FROM apart GROUP BY "quarter" ORDER BY "quarter"
         ON CONFLICT ("shopId", "quarter", "id") DO UPDATE SET "issued" = kept."issued" + excluded."issued", "spent" = kept."spent" + excluded."spent")
     SELECT count(*)::int AS "folded" FROM apart`,
    [shopId],
  );
  return answer?.folded ?? 0;
}
