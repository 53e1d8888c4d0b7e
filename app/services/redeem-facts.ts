/** Gathers what decides whether a member may redeem: read with the member's row locked for a reservation, and without for what a shopper is shown. */
import { readMemberFacts } from "../db/member-facts";
import { readOpenRedemptions, readTakings } from "../db/redemptions";
import { readTaken } from "../db/reward-stocks";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { RedeemFacts } from "../loyalty/may-redeem";
import type { Points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import { isGift, type Reward } from "../loyalty/rewards";
import { segmentsOf } from "../loyalty/segments";

export interface FactsRequest {
  readonly shopId: ShopId;
  readonly timeZone: string;
  readonly terms: Terms;
  /** null for a guest. */
  readonly memberId: MemberId | null;
  readonly tierId: string | null;
  readonly active: Points;
  readonly at: Instant;
  /** The rewards that will be asked about. */
  readonly rewards: readonly Reward[];
}

async function segmentsFor(sql: Sql, request: FactsRequest): Promise<readonly string[]> {
  const { shopId, memberId, terms, rewards, at } = request;
  const asked = new Set(rewards.flatMap((reward) => reward.gates.segmentIds));
  if (asked.size === 0) return [];
  if (memberId === null) return [];
  const facts = (await readMemberFacts(sql, shopId, [memberId])).get(memberId);
  const segments = terms.segments.filter((segment) => asked.has(segment.id));
  return facts ? segmentsOf(segments, facts, at) : [];
}

/** Who is no member has no number; members' begin with 1. */
export const nobody = 0;

const idsOf = (rewards: readonly Reward[]) => rewards.map((reward) => reward.id);

/** @returns the facts, reward by reward */
export async function readRedeemFacts(
  sql: Sql,
  request: FactsRequest,
): Promise<(reward: Reward) => RedeemFacts> {
  const { shopId, memberId, tierId, active, at, timeZone, terms, rewards } = request;
  const limited = idsOf(rewards.filter((reward) => reward.perMember !== null));
  const stocked = idsOf(rewards.filter((reward) => reward.stock !== null));
  const segmentIds = await segmentsFor(sql, request);
  const taken = await readTaken(sql, shopId, stocked);
  const takings =
    memberId === null
      ? new Map<string, Instant[]>()
      : await readTakings(sql, shopId, { member: memberId, rewardIds: limited });
  const open = memberId === null ? [] : await readOpenRedemptions(sql, shopId, memberId);
  const openPoints = open.filter((one) => !isGift(one.kind)).reduce((sum, one) => sum + one.points, 0);
  return (reward) => ({
    at,
    timeZone,
    visitor: { memberId: memberId ?? nobody, tierId, segmentIds },
    active,
    taken: taken.get(reward.id) ?? 0,
    earlier: takings.get(reward.id) ?? [],
    openPoints,
    redemption: terms.redemption,
  });
}
