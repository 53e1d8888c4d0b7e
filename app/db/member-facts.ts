/** What is known of members when segments are judged: sums from the member's row, words from the profile. */
import { instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { MemberFacts } from "../loyalty/segments";
import type { Sql } from "./transaction";

interface RawFacts {
  id: number;
  orders: number;
  spend: number;
  tierId: string | null;
  joinedAt: Date;
  lastOrderAt: Date | null;
  locale: string | null;
  tags: string[] | null;
}

export async function readMemberFacts(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<RawFacts>(
    `SELECT m."id", m."qualifyingOrders" AS "orders", m."qualifyingSpend" AS "spend", m."tierId", m."joinedAt", m."lastOrderAt",
       p."locale", p."tags" FROM "members" m
     LEFT JOIN "member_profiles" p ON p."shopId" = m."shopId" AND p."memberId" = m."id"
     WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[])`,
    [shopId, [...new Set(ids)]],
  );
  return new Map(
    rows.map(({ id, joinedAt, lastOrderAt, tags, ...facts }) => [
      memberId(id),
      {
        ...facts,
        joinedAt: instant(joinedAt.getTime()),
        lastOrderAt: lastOrderAt && instant(lastOrderAt.getTime()),
        tags: tags ?? [],
      },
    ]),
  );
}
