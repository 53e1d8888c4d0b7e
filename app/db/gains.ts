/** What members gathered towards tiers lately, order by order or action by action: what windows and the way back are counted from. One statement for a whole set of members. */
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Gain } from "../loyalty/tier-window";
import { nothingGathered, type TierMetric } from "../loyalty/tiers";
import type { Sql } from "./transaction";

export interface GainsWanted {
  readonly metric: TierMetric;
  /** From when on, for each member. */
  readonly from: ReadonlyMap<MemberId, Instant>;
}

interface RawGain {
  memberId: number;
  key: string;
  at: Date;
  spend: number;
  points: number;
}

const ofOrders = `SELECT a."memberId", 'order:' || a."orderId" AS "key", a."placedAt" AS "at", a."eligible" AS "spend", a."points"
  FROM wanted w JOIN "awards" a ON a."shopId" = $1 AND a."memberId" = w."memberId" AND a."placedAt" >= w."from"
  WHERE a."eligible" > 0 OR a."points" > 0`;

const ofActions = `SELECT a."memberId", 'action:' || a."ruleId" || ':' || a."key" AS "key", a."at", 0 AS "spend", 0 AS "points"
  FROM wanted w JOIN "actions" a ON a."shopId" = $1 AND a."memberId" = w."memberId" AND a."at" >= w."from"
  WHERE a."declined" IS NULL`;

function toGain(raw: RawGain, metric: TierMetric): Gain {
  const counts =
    metric === "engagement"
      ? { ...nothingGathered, engagement: 1 }
      : { ...nothingGathered, spend: raw.spend, points: raw.points, orders: raw.spend > 0 ? 1 : 0 };
  return { key: raw.key, at: instant(raw.at.getTime()), counts };
}

export async function readGains(
  sql: Sql,
  shopId: ShopId,
  { metric, from }: GainsWanted,
): Promise<Map<MemberId, Gain[]>> {
  const gains = new Map<MemberId, Gain[]>([...from.keys()].map((id) => [id, []]));
  if (from.size === 0) return gains;
  const rows = await sql.query<RawGain>(
    `WITH wanted AS (SELECT * FROM unnest($2::bigint[], $3::timestamptz[]) AS batch("memberId", "from"))
     ${metric === "engagement" ? ofActions : ofOrders}`,
    [shopId, [...from.keys()], [...from.values()].map((at) => new Date(at))],
  );
  for (const raw of rows) gains.get(memberId(raw.memberId))?.push(toGain(raw, metric));
  return gains;
}
