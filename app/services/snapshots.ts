/** Members' snapshots as the store gets them: what can be spent at this moment, where they stand, what expires next. One query for a whole set of members. */
import type { MemberSnapshot, TierSummary } from "../contract/member-snapshot";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import { progressToNext, type Qualification, type Tier } from "../loyalty/tiers";
import { dateOf } from "./context";

interface RawSnapshot {
  id: number;
  tierId: string | null;
  reserved: number;
  lastSeq: number;
  qualifyingSpend: number;
  qualifyingPoints: number;
  qualifyingOrders: number;
  qualifyingEngagement: number;
  active: number;
  pending: number;
  nextAt: Date | null;
  nextPoints: number | null;
}

export function tierSummary(tier: Tier): TierSummary {
  return { id: tier.id, name: tier.name, multiplierBp: tier.multiplierBp };
}

export function progressOf(terms: Terms, gathered: Qualification): MemberSnapshot["standing"]["progress"] {
  const progress = progressToNext(terms.tiers, gathered);
  return progress && { ...progress, next: tierSummary(progress.next) };
}

function toSnapshot(raw: RawSnapshot, terms: Terms): MemberSnapshot {
  const tier = terms.tiers.levels.find((level) => level.id === raw.tierId);
  const gathered = {
    spend: raw.qualifyingSpend,
    points: raw.qualifyingPoints,
    orders: raw.qualifyingOrders,
    engagement: raw.qualifyingEngagement,
  };
  const nextExpiry =
    raw.nextAt && raw.nextPoints ? { points: raw.nextPoints, at: raw.nextAt.getTime() } : null;
  return {
    balance: raw.active,
    pending: raw.pending,
    standing: {
      version: raw.lastSeq,
      tier: tier ? tierSummary(tier) : null,
      progress: progressOf(terms, gathered),
      reserved: raw.reserved,
      nextExpiry,
    },
  };
}

export interface SnapshotRequest {
  readonly shopId: ShopId;
  readonly members: readonly MemberId[];
  readonly terms: Terms;
  readonly at: Instant;
}

export async function readSnapshots(
  sql: Sql,
  request: SnapshotRequest,
): Promise<Map<number, MemberSnapshot>> {
  const raw = await sql.query<RawSnapshot>(
    `SELECT m."id", m."tierId", m."reserved", m."lastSeq", m."qualifyingSpend", m."qualifyingPoints", m."qualifyingOrders", m."qualifyingEngagement",
       COALESCE(sums."active", 0)::bigint AS "active", COALESCE(sums."pending", 0)::bigint AS "pending", sums."nextAt",
       (SELECT sum(l."remaining") FROM "lots" l WHERE l."shopId" = m."shopId" AND l."memberId" = m."id" AND l."remaining" > 0
          AND l."expiresAt" = sums."nextAt")::bigint AS "nextPoints"
     FROM "members" m LEFT JOIN LATERAL (
       SELECT sum(l."remaining") FILTER (WHERE l."maturesAt" IS NULL OR l."maturesAt" <= $3) AS "active",
         sum(l."remaining") FILTER (WHERE l."maturesAt" > $3) AS "pending", min(l."expiresAt") AS "nextAt"
       FROM "lots" l WHERE l."shopId" = m."shopId" AND l."memberId" = m."id" AND l."remaining" > 0
         AND (l."expiresAt" IS NULL OR l."expiresAt" > $3)) sums ON true
     WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[])`,
    [request.shopId, request.members, dateOf(request.at)],
  );
  return new Map(raw.map((row) => [row.id, toSnapshot(row, request.terms)]));
}
