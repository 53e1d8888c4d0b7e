/** Members' snapshots as the store gets them: what can be spent at this moment, where they stand, what expires next. One query for a whole set of members. */
import type { MemberSnapshot, TierSummary } from "../contract/member-snapshot";
import { lotExpiry } from "../db/lot-expiry";
import { memberColumns, type RawMember, toMember } from "../db/member-row";
import { findShop } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { mayTakePart } from "../loyalty/membership-standing";
import type { Terms } from "../loyalty/program";
import type { TierOutlook } from "../loyalty/tier-outlook";
import type { Tier } from "../loyalty/tiers";
import { dateOf } from "./context";
import { readOutlooks } from "./member-gains";

type RawSnapshot = RawMember & {
  active: number;
  pending: number;
  nextAt: Date | null;
  nextPoints: number | null;
  birthdayKnown: boolean;
};

export function tierSummary(tier: Tier): TierSummary {
  return { id: tier.id, name: tier.name, multiplierBp: tier.multiplierBp };
}

function tierPart({ tier, benefits, progress, grace, comeback }: TierOutlook) {
  const { percentOffBp, freeShipping } = benefits;
  return {
    tier: tier && tierSummary(tier),
    benefits: { percentOffBp, freeShipping },
    progress: progress && { ...progress, next: tierSummary(progress.next) },
    grace,
    comeback: comeback && { ...comeback, tier: tierSummary(comeback.tier) },
  };
}

/** Who takes no part now has no tier to show and no benefits at the checkout; the points they keep are shown. */
const noTierPart = {
  tier: null,
  benefits: { percentOffBp: 0, freeShipping: false },
  progress: null,
  grace: null,
  comeback: null,
};

function toSnapshot(raw: RawSnapshot, outlook: TierOutlook, at: Instant): MemberSnapshot {
  const { status, until } = toMember(raw);
  const tiers = mayTakePart({ status, until }, at).done ? tierPart(outlook) : noTierPart;
  const nextExpiry =
    raw.nextAt && raw.nextPoints ? { points: raw.nextPoints, at: raw.nextAt.getTime() } : null;
  return {
    balance: raw.active,
    pending: raw.pending,
    standing: {
      version: raw.lastSeq,
      membership: { status, until },
      ...tiers,
      reserved: raw.reserved,
      birthday: { known: raw.birthdayKnown },
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
    `SELECT ${memberColumns},
       COALESCE(sums."active", 0)::bigint AS "active", COALESCE(sums."pending", 0)::bigint AS "pending", sums."nextAt",
       (SELECT sum(l."remaining") FROM "lots" l WHERE l."shopId" = $1 AND l."memberId" = m."id" AND l."open"
          AND ${lotExpiry} = sums."nextAt")::bigint AS "nextPoints",
       EXISTS (SELECT FROM "member_profiles" p WHERE p."shopId" = $1 AND p."memberId" = m."id" AND p."birthday" IS NOT NULL) AS "birthdayKnown"
     FROM "members" m LEFT JOIN LATERAL (
       SELECT sum(l."remaining") FILTER (WHERE l."maturesAt" IS NULL OR l."maturesAt" <= $3) AS "active",
         sum(l."remaining") FILTER (WHERE l."maturesAt" > $3) AS "pending", min(${lotExpiry}) AS "nextAt"
       FROM "lots" l WHERE l."shopId" = $1 AND l."memberId" = m."id" AND l."open"
         AND (${lotExpiry} IS NULL OR ${lotExpiry} > $3)) sums ON true
     WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[])`,
    [request.shopId, request.members, dateOf(request.at)],
  );
  const shop = await findShop(sql, request.shopId);
  if (!shop) return new Map();
  const outlooks = await readOutlooks(sql, { ...request, shop }, raw.map(toMember));
  return new Map(
    raw.flatMap((row) => {
      const outlook = outlooks.get(memberId(row.id));
      return outlook ? [[row.id, toSnapshot(row, outlook, request.at)] as const] : [];
    }),
  );
}
