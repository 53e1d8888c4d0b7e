/**
 * Why an order earned what it earned (law 7): for every rule and every campaign of its terms, that it applied and with how many points, or why not. The verdicts are the
 * engine's own; nothing is judged twice in two ways.
 */
import { type Award, type AwardContext, type AwardExclusion, computeAward } from "./award";
import { anyAmount, type CampaignGrant, type CampaignMiss, judgeCampaigns } from "./campaign-grants";
import type { Campaign } from "./campaigns";
import { compiledTerms } from "./compiled-terms";
import { type EarningRule, isOrderRule } from "./earning-rules/definition";
import type { Missed } from "./matching";
import type { Order } from "./order";
import { prepareOrder } from "./prepared-order";
import { judgeRule, type RuleGrant, type RuleMiss } from "./rule-grants";

/** Why a rule or campaign did not apply; the translation key is `explain.<reason>`. */
export const explainReasons = [
  "order-excluded",
  "inactive",
  "not-by-orders",
  "currency",
  "channel",
  "tier",
  "segment",
  "products",
  "nothing-counts",
  "minimum",
  "too-little",
  "not-yet",
  "over",
  "nothing-to-multiply",
  "alone-not-first",
  "closed-by-alone",
  "budget-spent",
] as const;
export type ExplainReason = (typeof explainReasons)[number];

export type Verdict =
  | {
      readonly applied: true;
      readonly points: number;
      /** What it would have given with a budget without end; the same as `points` but for campaigns. */
      readonly wanted: number;
      /** What counted, minor units of the program's currency. */
      readonly eligible: number;
    }
  | {
      readonly applied: false;
      readonly reason: ExplainReason;
      readonly details: Readonly<Record<string, number>>;
    };

export interface AwardExplanation {
  readonly award: Award;
  readonly rules: readonly { readonly rule: EarningRule; readonly verdict: Verdict }[];
  readonly campaigns: readonly { readonly campaign: Campaign; readonly verdict: Verdict }[];
}

const not = (reason: ExplainReason, details: Readonly<Record<string, number>> = {}): Verdict => ({
  applied: false,
  reason,
  details,
});

/** What the engine missed is told in the same words, so a miss without a sentence does not compile. */
const verdictOf = (one: RuleGrant | CampaignGrant | Missed<RuleMiss | CampaignMiss>): Verdict => {
  if (!one.matched) return not(one.reason, one.details);
  const { points, eligible } = one;
  return { applied: true, points, wanted: "wanted" in one ? one.wanted : points, eligible };
};

/** @param none why the order as a whole earns nothing, which its lines cannot tell (a guest's, a closed member's) */
export function explainAward(
  order: Order,
  context: AwardContext & { readonly none: AwardExclusion | null },
): AwardExplanation {
  const { terms, none } = context;
  const award = computeAward(order, context);
  const excluded = none ?? (award.none === "nothing-eligible" ? null : award.none);
  if (excluded) {
    const verdict = not("order-excluded");
    return {
      award,
      rules: terms.earningRules.map((rule) => ({ rule, verdict })),
      campaigns: compiledTerms(terms).campaigns.all.map(({ item: campaign }) => ({ campaign, verdict })),
    };
  }
  const prepared = prepareOrder(order, context.factors, context);
  const { rules, campaigns } = prepared.compiled;
  const judged = new Map(rules.all.map((entry) => [entry.item.id, judgeRule(entry, prepared)]));
  const grants = [...judged.values()].filter((one) => one.matched);
  const allowance = context.allowance ?? anyAmount;
  return {
    award,
    rules: terms.earningRules.map((rule) => {
      const one = judged.get(rule.id);
      return { rule, verdict: one && isOrderRule(rule) ? verdictOf(one) : not("not-by-orders") };
    }),
    campaigns: judgeCampaigns(campaigns.all, { prepared, grants, allowance }).map(
      ({ campaign, verdict }) => ({
        campaign,
        verdict: verdictOf(verdict),
      }),
    ),
  };
}
