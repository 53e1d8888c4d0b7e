/** When lots are gone, in SQL: what `expiryOf` says in the core, which is where it is explained. */
import type { MemberId, ShopId } from "../loyalty/brand";
import { memberId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** The moment at which lot `l` of member `m` is gone; null for never. */
export const lotExpiry = `GREATEST(l."expiresAt", m."lastActivityAt" + l."idleDays" * interval '1 day')`;

/** Members with points that live by their activity: an order must see their lots, because it decides which of them go on living. */
export async function membersWithIdleLots(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Set<MemberId>> {
  if (ids.length === 0) return new Set();
  const raw = await sql.query<{ memberId: number }>(
    `SELECT DISTINCT "memberId" FROM "lots" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])
       AND "open" AND "idleDays" IS NOT NULL`,
    [shopId, ids],
  );
  return new Set(raw.map((row) => memberId(row.memberId)));
}
