/**
 * What is known of members when segments are judged (segments.ts). Shared by everything that asks who is in a segment: awards, actions, rewards, pages.
 * Orders and money are what has been awarded in all, whatever window tiers count in.
 */
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { MemberFacts } from "../../loyalty/segments";
import type { Sql } from "../transaction";

interface RawFacts {
  id: number;
  tierId: string | null;
  joinedAt: Date;
  locale: string | null;
  tags: string[] | null;
  orders: number;
  spend: number;
  lastOrderAt: Date | null;
}

const moment = (date: Date | null): Instant | null => (date ? instant(date.getTime()) : null);

export async function readMemberFacts(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
): Promise<Map<MemberId, MemberFacts>> {
  if (members.length === 0) return new Map();
  const raw = await sql.query<RawFacts>(
    `SELECT m."id", m."tierId", m."joinedAt", p."locale", p."tags", a."orders", a."spend", a."lastOrderAt"
     FROM "members" m
     LEFT JOIN "member_profiles" p ON p."shopId" = m."shopId" AND p."memberId" = m."id"
     CROSS JOIN LATERAL (SELECT count(*)::int AS "orders", COALESCE(sum(w."eligible"), 0)::bigint AS "spend", max(w."placedAt") AS "lastOrderAt"
       FROM "awards" w WHERE w."shopId" = m."shopId" AND w."memberId" = m."id" AND w."eligible" > 0) a
     WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[])`,
    [shopId, [...new Set(members)]],
  );
  return new Map(
    raw.map((row) => [
      memberId(row.id),
      {
        orders: row.orders,
        spend: row.spend,
        tierId: row.tierId,
        joinedAt: instant(row.joinedAt.getTime()),
        lastOrderAt: moment(row.lastOrderAt),
        locale: row.locale,
        tags: row.tags ?? [],
      },
    ]),
  );
}
