/** What a new customer costs who came through a referral: the friend's discount, and what the advocate's points are worth. Pure, for the worked example. */
import { type Minor, minor } from "./money";
import { bestRate, worthAt } from "./point-worth";
import type { Terms } from "./program";
import { divide } from "./rounding";

export interface ReferralCost {
  readonly order: Minor;
  readonly discount: Minor;
  /** null while no reward says what a point is worth. */
  readonly points: Minor | null;
  readonly total: Minor;
  /** The order is below the minimum: neither of them gets anything. */
  readonly below: boolean;
}

const wholeBp = 10_000n;

export function referralCost(terms: Terms, orderMinor: number): ReferralCost {
  const { friendReward, advocatePoints, minimumMinor } = terms.referrals;
  const order = minor(orderMinor);
  if (orderMinor < minimumMinor)
    return { order, discount: minor(0), points: minor(0), total: minor(0), below: true };
  const off =
    friendReward.kind === "amount-off"
      ? Math.min(friendReward.valueMinor, orderMinor)
      : divide(BigInt(orderMinor) * BigInt(friendReward.percentBp), wholeBp, "down");
  const rate = bestRate(terms);
  const points = rate && worthAt(rate, advocatePoints);
  return { order, discount: minor(off), points, total: minor(off + (points ?? 0)), below: false };
}
