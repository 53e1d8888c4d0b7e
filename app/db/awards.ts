/** Awards: what is posted for each order, with the factors frozen at its first award and its breakdown (laws 2 and 7). */
import { z } from "zod";
import type { Award, AwardFactors } from "../loyalty/award";
import { type Instant, memberId, type OrderId, orderId, type ShopId, termsVersion } from "../loyalty/brand";
import { minor } from "../loyalty/money";
import { points } from "../loyalty/points";
import type { PostedAward } from "../loyalty/reconcile";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

interface RawAward {
  orderId: string;
  memberId: number;
  termsVersion: number;
  tierId: string | null;
  multiplierBp: number;
  points: number;
  eligible: number;
  postings: number;
  none: Award["none"];
  frozen: unknown;
  campaigns: unknown;
}

const frozenSchema = z.object({
  segmentIds: z.array(z.string()).default([]),
  groups: z.record(z.string(), z.array(z.string())).default({}),
});
const campaignsSchema = z
  .array(
    z.object({
      campaignId: z.string(),
      wanted: z.number().int().transform(points),
      points: z.number().int().transform(points),
    }),
  )
  .nullable();

function toPosted(raw: RawAward): PostedAward {
  const factors: AwardFactors = {
    termsVersion: termsVersion(raw.termsVersion),
    tierId: raw.tierId,
    multiplierBp: raw.multiplierBp,
    ...frozenSchema.parse(raw.frozen),
  };
  const award = {
    factors,
    points: points(raw.points),
    eligible: minor(raw.eligible),
    none: raw.none,
    campaigns: campaignsSchema.parse(raw.campaigns) ?? [],
  };
  return { memberId: memberId(raw.memberId), award, postings: raw.postings };
}

export async function readAwards(
  sql: Sql,
  shopId: ShopId,
  ids: readonly OrderId[],
): Promise<Map<OrderId, PostedAward>> {
  const raw = await sql.query<RawAward>(
    `SELECT "orderId", "memberId", "termsVersion", "tierId", "multiplierBp", "points", "eligible", "postings",
       "breakdown"->>'none' AS "none", "factors" AS "frozen", "breakdown"->'campaigns' AS "campaigns" FROM "awards" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, ids],
  );
  return new Map(raw.map((row) => [orderId(row.orderId), toPosted(row)]));
}

export interface AwardToSave {
  readonly orderId: OrderId;
  /** What windows of qualification count by. */
  readonly placedAt: Instant;
  readonly posted: PostedAward & { readonly award: Award };
}

export async function saveAwards(
  sql: Sql,
  shopId: ShopId,
  awards: readonly AwardToSave[],
  at: Instant,
): Promise<void> {
  const rows = awards.map(({ orderId: id, placedAt, posted }) => ({
    orderId: id,
    placedAt,
    memberId: posted.memberId,
    termsVersion: posted.award.factors.termsVersion,
    tierId: posted.award.factors.tierId,
    multiplierBp: posted.award.factors.multiplierBp,
    points: posted.award.points,
    eligible: posted.award.eligible,
    postings: posted.postings,
    factors: { segmentIds: posted.award.factors.segmentIds, groups: posted.award.factors.groups },
    breakdown: {
      none: posted.award.none,
      lines: posted.award.lines,
      rules: posted.award.rules,
      campaigns: posted.award.campaigns,
    },
    awardedAt: at,
    updatedAt: at,
  }));
  await insertRows(
    sql,
    {
      table: "awards",
      shopId,
      columns: {
        orderId: "text",
        placedAt: "timestamptz",
        memberId: "bigint",
        termsVersion: "int",
        tierId: "text",
        multiplierBp: "int",
        points: "bigint",
        eligible: "bigint",
        postings: "int",
        factors: "jsonb",
        breakdown: "jsonb",
        awardedAt: "timestamptz",
        updatedAt: "timestamptz",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "orderId") DO UPDATE SET "memberId" = excluded."memberId", "placedAt" = excluded."placedAt",
       "termsVersion" = excluded."termsVersion", "tierId" = excluded."tierId", "multiplierBp" = excluded."multiplierBp",
       "points" = excluded."points", "eligible" = excluded."eligible", "postings" = excluded."postings",
       "factors" = excluded."factors", "breakdown" = excluded."breakdown", "updatedAt" = excluded."updatedAt"`,
  );
}
