/**
 * Whether a member may redeem a reward now, and if not, the first thing that stands in the way (law 7). Pure: what has been taken, how often and when is given, so that
 * the same question is answered the same way before the shopper presses (the offer) and after (the reservation, under locks).
 */
import type { Instant } from "./brand";
import { isWithin, periodOf } from "./calendar-periods";
import { declined, done, type Outcome } from "./outcome";
import type { Points } from "./points";
import type { Terms } from "./program";
import { isInTier, isMeantFor, type Visitor } from "./reward-gates";
import { isGift, leastPrice, type Quote, quote, type Reward } from "./rewards";

/** How a member and the reward stand at the moment of asking. */
export interface RedeemFacts {
  readonly at: Instant;
  readonly timeZone: string;
  readonly visitor: Visitor;
  /** What the member can spend. */
  readonly active: Points;
  /** How many of this reward are gone. */
  readonly taken: number;
  /** When the member took this reward before, without what was released. */
  readonly earlier: readonly Instant[];
  /** Points in open redemptions that an order can use. */
  readonly openPoints: number;
  readonly redemption: Pick<Terms["redemption"], "minimumPoints" | "maximumPointsPerOrder">;
}

/** What is said of the reward whatever points there are: gates, dates, stock, the member's limit. */
export function isOpenTo(reward: Reward, facts: RedeemFacts): Outcome<Reward> {
  const { gates, stock, perMember } = reward;
  if (!reward.active) return declined("reward-inactive");
  if (!isMeantFor(gates, facts.visitor) || !isInTier(gates, facts.visitor))
    return declined("reward-not-for-member");
  if (gates.from !== null && facts.at < gates.from) return declined("reward-not-yet", { from: gates.from });
  if (gates.until !== null && facts.at >= gates.until) return declined("reward-over", { until: gates.until });
  if (stock !== null && facts.taken >= stock) return declined("reward-sold-out");
  if (perMember !== null) {
    const period = periodOf(perMember.per, facts.at, facts.timeZone);
    const had = facts.earlier.filter((at) => isWithin(period, at)).length;
    if (had >= perMember.times)
      return declined("reward-limit", { times: perMember.times, per: perMember.per });
  }
  return done(reward);
}

/** How many points this reward may still take beside what is set aside for the same order; null for no limit. */
export function roomInOrder(reward: Reward, facts: RedeemFacts): number | null {
  const { maximumPointsPerOrder } = facts.redemption;
  if (maximumPointsPerOrder === 0 || isGift(reward.kind)) return null;
  return Math.max(0, maximumPointsPerOrder - facts.openPoints);
}

/** A personal offer that costs nothing needs no balance. */
const needsBalance = (reward: Reward) => leastPrice(reward) > 0;

/** What `wanted` points buy of the reward for this member now. Whether the balance covers it is the ledger's to say. */
export function mayRedeem(reward: Reward, facts: RedeemFacts, wanted?: number): Outcome<Quote> {
  const open = isOpenTo(reward, facts);
  if (!open.done) return open;
  const { minimumPoints, maximumPointsPerOrder } = facts.redemption;
  if (needsBalance(reward) && facts.active < minimumPoints)
    return declined("below-minimum-to-redeem", { minimum: minimumPoints });
  const priced = quote(reward, wanted);
  if (!priced.done) return priced;
  const room = roomInOrder(reward, facts);
  if (room !== null && priced.value.points > room)
    return declined("order-limit", { maximum: maximumPointsPerOrder, open: facts.openPoints });
  return priced;
}
