/**
 * What points are worth in money. What the outstanding points can cost in money, at most: all of them spent on the reward that gives most for a point. An upper bound by
 * design, because a merchant must never be surprised from above; points that expire unspent make the true cost lower.
 */
import { type Minor, minor } from "./money";
import type { Terms } from "./program";
import type { Reward } from "./rewards";
import { divide } from "./rounding";

export interface Rate {
  readonly reward: Reward;
  readonly points: number;
  readonly valueMinor: number;
}

const rateOf = (reward: Reward): Rate =>
  reward.price.mode === "fixed"
    ? { reward, points: reward.price.points, valueMinor: reward.price.valueMinor }
    : { reward, points: reward.price.stepPoints, valueMinor: reward.price.stepValueMinor };

/** Whether `a` gives more money per point than `b`, compared without a fraction. */
const givesMore = (a: Rate, b: Rate): boolean =>
  BigInt(a.valueMinor) * BigInt(b.points) > BigInt(b.valueMinor) * BigInt(a.points);

/** The rate that gives most for a point; null while no reward is switched on. */
export function bestRate(terms: Terms): Rate | null {
  const rates = terms.rewards
    .filter((reward) => reward.active)
    .map(rateOf)
    // Personal offers cost no points, and what a percentage is worth only an order can tell: neither says what a point is worth.
    .filter((rate) => rate.points > 0 && rate.valueMinor > 0);
  return rates.reduce<Rate | null>(
    (best, rate) => (best === null || givesMore(rate, best) ? rate : best),
    null,
  );
}

/** Rounded up: a liability is never told too small. */
export function liabilityAt(rate: Rate, outstanding: number): Minor {
  return minor(divide(BigInt(Math.max(0, outstanding)) * BigInt(rate.valueMinor), BigInt(rate.points), "up"));
}

/** What so many points are worth to a member; rounded down, as the store would. */
export function worthAt(rate: Rate, points: number): Minor {
  return minor(divide(BigInt(Math.max(0, points)) * BigInt(rate.valueMinor), BigInt(rate.points), "down"));
}
