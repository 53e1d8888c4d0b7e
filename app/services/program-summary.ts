/** The program as the storefront needs it to print "this product earns N points" and the rewards list without a request. */
import type { ProgramSummary } from "../contract/program-summary";
import type { TermsVersion } from "../loyalty/brand";
import { currency, exponentOf } from "../loyalty/money";
import type { Terms } from "../loyalty/program";
import { tierSummary } from "./snapshots";

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
      .map(({ id, kind, name, price, minimumSubtotalMinor, combinesWith }) => ({
        id,
        kind,
        name,
        price,
        minimumSubtotalMinor,
        combinesWith,
      })),
  };
}
