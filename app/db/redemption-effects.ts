/** Effects on a whole set of redemptions at once, written in the transaction of their cause (law 6). */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** One `recombine-code` per open claim of these rewards. @returns how many */
export async function addRecombinations(
  sql: Sql,
  shopId: ShopId,
  { rewardIds, dueAt }: { readonly rewardIds: readonly string[]; readonly dueAt: Date },
): Promise<number> {
  const added = await sql.query(
    `INSERT INTO "outbox" ("shopId", "kind", "subject", "dueAt")
     SELECT $1, 'recombine-code', r."id"::text, $3 FROM "redemptions" r
       WHERE r."shopId" = $1 AND r."rewardId" = ANY($2::text[]) AND r."state" IN ('reserved', 'issued') AND NOT r."codeDead"
       ORDER BY r."id"
     ON CONFLICT ("shopId", "kind", "subject") DO UPDATE SET "version" = "outbox"."version" + 1, "state" = 'new',
       "dueAt" = LEAST("outbox"."dueAt", excluded."dueAt"), "attempts" = 0 RETURNING "id"`,
    [shopId, rewardIds, dueAt],
  );
  return added.length;
}
