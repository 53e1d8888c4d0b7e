/** The names of staff who have opened the app, by their id at the store. The ledger and the audit trail keep only the id. */
import type { Sql } from "../transaction";

/** @param domain the shop's; sessions are Shopify's own and know no shop id of ours */
export async function readStaffNames(
  sql: Sql,
  domain: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const numbers = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
  if (numbers.length === 0) return new Map();
  const rows = await sql.query<{ userId: string; name: string }>(
    `SELECT DISTINCT "userId"::text AS "userId", trim(concat("firstName", ' ', "lastName")) AS "name" FROM "sessions"
     WHERE "shop" = $1 AND "userId" = ANY($2::bigint[])`,
    [domain, numbers],
  );
  return new Map(rows.filter((row) => row.name !== "").map((row) => [row.userId, row.name]));
}
