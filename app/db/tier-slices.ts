/** A slice of members as a draft of tiers looks at them: where they stand, what they gathered in its window, what they bought in the past year. One statement per slice. */
import type { ShopId } from "../loyalty/brand";
import type { TierMetric } from "../loyalty/tiers";
import { type MemberRow, memberColumns, type RawMember, toMember } from "./member-row";
import type { Sql } from "./transaction";

export interface TierSliceWanted {
  readonly after: number;
  readonly limit: number;
  readonly metric: TierMetric;
  /** From when on the window counts; null for a lifetime, which the member's own sums tell. */
  readonly windowFrom: Date | null;
  readonly yearFrom: Date;
}

export interface TierSliceMember {
  readonly row: MemberRow;
  /** Of the metric, in the window; null for a lifetime. */
  readonly inWindow: number | null;
  /** Of the metric, since the member lost a tier. */
  readonly afterLoss: number;
  /** Points of the past year's orders, as they would be without a tier. */
  readonly plainPoints: number;
  readonly spend: number;
}

type RawSlice = RawMember & { inWindow: number; afterLoss: number; plainPoints: number; spend: number };

const counted: Readonly<Record<TierMetric, string>> = {
  spend: `sum(a."eligible")`,
  points: `sum(a."points")`,
  orders: `count(*)`,
  engagement: `count(*)`,
};

/** What counts, of orders or of actions. */
function gathering(metric: TierMetric): string {
  const [table, at, only] =
    metric === "engagement"
      ? [`"actions"`, `"at"`, `a."declined" IS NULL`]
      : [`"awards"`, `"placedAt"`, metric === "orders" ? `a."eligible" > 0` : "true"];
  return `SELECT ${counted[metric]} FILTER (WHERE a.${at} >= $4) AS "inWindow", ${counted[metric]} FILTER (WHERE a.${at} > s."lostTierAt") AS "afterLoss"
    FROM ${table} a WHERE a."shopId" = $1 AND a."memberId" = s."id" AND ${only}
      AND ($4::timestamptz IS NOT NULL OR s."lostTierAt" IS NOT NULL)`;
}

export async function readTierSlice(
  sql: Sql,
  shopId: ShopId,
  { after, limit, metric, windowFrom, yearFrom }: TierSliceWanted,
): Promise<TierSliceMember[]> {
  const rows = await sql.query<RawSlice>(
    `WITH s AS (SELECT ${memberColumns} FROM "members" WHERE "shopId" = $1 AND "id" > $2 AND "status" = 'active' ORDER BY "id" LIMIT $3)
     SELECT s.*, COALESCE(g."inWindow", 0)::bigint AS "inWindow", COALESCE(g."afterLoss", 0)::bigint AS "afterLoss",
       COALESCE(y."plainPoints", 0)::bigint AS "plainPoints", COALESCE(y."spend", 0)::bigint AS "spend"
     FROM s LEFT JOIN LATERAL (${gathering(metric)}) g ON true
     LEFT JOIN LATERAL (SELECT sum(a."points" * 10000 / GREATEST(a."multiplierBp", 1)) AS "plainPoints", sum(a."eligible") AS "spend"
       FROM "awards" a WHERE a."shopId" = $1 AND a."memberId" = s."id" AND a."placedAt" >= $5) y ON true
     ORDER BY s."id"`,
    [shopId, after, limit, windowFrom, yearFrom],
  );
  return rows.map((raw) => ({
    row: toMember(raw),
    inWindow: windowFrom ? raw.inWindow : null,
    afterLoss: raw.afterLoss,
    plainPoints: raw.plainPoints,
    spend: raw.spend,
  }));
}

export async function countActiveMembers(sql: Sql, shopId: ShopId): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "members" WHERE "shopId" = $1 AND "status" = 'active'`,
    [shopId],
  );
  return row?.count ?? 0;
}
