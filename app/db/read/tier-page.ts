/** What the page of tiers shows of members: how many stand where, and who moved last. */
import { type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface TierCount {
  readonly tierId: string | null;
  readonly members: number;
  readonly pinned: number;
  readonly grace: number;
}

export async function countByTier(sql: Sql, shopId: ShopId): Promise<TierCount[]> {
  return sql.query<TierCount>(
    `SELECT "tierId", count(*)::int AS "members", count("pinnedTierId")::int AS "pinned", count("tierGraceUntil")::int AS "grace"
     FROM "members" WHERE "shopId" = $1 AND "status" = 'active' GROUP BY "tierId"`,
    [shopId],
  );
}

export interface RecentMove {
  readonly id: number;
  readonly memberId: MemberId;
  /** Null once the personal data was erased. */
  readonly name: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** As it was written; read it with care. */
  readonly cause: unknown;
  readonly at: Date;
}

/** The newest changes of tiers in the shop. */
export async function readRecentMoves(sql: Sql, shopId: ShopId, limit: number): Promise<RecentMove[]> {
  const rows = await sql.query<Omit<RecentMove, "memberId"> & { memberId: number }>(
    `SELECT c."id", c."memberId", p."name", c."fromTierId" AS "from", c."toTierId" AS "to", c."cause", c."at"
     FROM (SELECT * FROM "tier_changes" WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT $2) c
     LEFT JOIN "member_profiles" p ON p."shopId" = $1 AND p."memberId" = c."memberId" ORDER BY c."id" DESC`,
    [shopId, limit],
  );
  return rows.map((row) => ({ ...row, memberId: memberId(row.memberId) }));
}
