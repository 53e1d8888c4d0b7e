/** The program as the storefront needs it to print "this product earns N points" and the rewards list without a request. */
import type { ProgramSummary, RewardSummary } from "../contract/program-summary";
import type { TermsVersion } from "../loyalty/brand";
import { currency, exponentOf } from "../loyalty/money";
import type { Terms } from "../loyalty/program";
import type { Reward } from "../loyalty/rewards";
import { tierSummary } from "./snapshots";

/** A personal offer is nobody else's business, so only what is for everybody, or for a tier, is in the summary. */
function rewardSummaryOf(reward: Reward): RewardSummary {
  const { id, kind, name, price, minimumSubtotalMinor, combinesWith, gates } = reward;
  const product =
    reward.kind === "free-product"
      ? { productId: reward.productId, title: reward.title, quantity: reward.quantity }
      : null;
  const percentBp = reward.kind === "percentage-off" ? reward.percentBp : null;
  return {
    id,
    kind,
    name,
    price,
    percentBp,
    product,
    minimumSubtotalMinor,
    combinesWith,
    tierIds: gates.tierIds,
  };
}

export function programSummaryOf(terms: Terms, version: TermsVersion): ProgramSummary {
  const spend = terms.earningRules.find((rule) => rule.kind === "spend");
  return {
    version,
    currency: terms.currency,
    exponent: exponentOf(currency(terms.currency)),
    pointsName: terms.pointsName,
    earning: spend ? spend.arguments : { points: 0, perMinor: 1, rounding: "down" },
    minimumPoints: terms.redemption.minimumPoints,
    tiers: [...terms.tiers.levels].sort((a, b) => a.threshold - b.threshold).map(tierSummary),
    rewards: terms.rewards
      .filter((reward) => reward.active)
      .filter((reward) => reward.gates.memberIds.length === 0 && reward.gates.segmentIds.length === 0)
      .map(rewardSummaryOf),
    referral: terms.referrals.active
      ? { advocatePoints: terms.referrals.advocatePoints, friend: terms.referrals.friendReward }
      : null,
    membership: terms.membership.mode,
  };
}
