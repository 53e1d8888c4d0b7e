/** What each campaign adds to one order, computed by the core that will award real ones: how priority, stacking and budgets play together is seen before it is saved. */
import type { Campaign } from "../../loyalty/campaigns";
import { isOrderRule } from "../../loyalty/earning-rules/definition";
import { explainAward, type Verdict } from "../../loyalty/explain-award";
import type { Terms } from "../../loyalty/program";
import { exampleCase } from "./rules-example";

export interface CampaignsExample {
  readonly points: number;
  /** What the rules give without any campaign. */
  readonly byRules: number;
  /** In the order they are taken in. */
  readonly campaigns: readonly { readonly campaign: Campaign; readonly verdict: Verdict }[];
  readonly products: number;
}

/** @param at when the order is placed */
export function campaignsExample(terms: Terms, goods: number, at: number): CampaignsExample {
  const asking = [...terms.earningRules.filter(isOrderRule), ...terms.campaigns].filter((one) => one.active);
  const { order, factors, products } = exampleCase(terms, { asking, goods, at });
  const { award, campaigns } = explainAward(order, {
    terms,
    factors,
    rewardCodes: new Set(),
    none: null,
    allowance: ({ budgetPoints }) => budgetPoints,
  });
  const byRules = award.rules.reduce((sum, rule) => sum + rule.points, 0);
  return { points: award.points, byRules, campaigns, products };
}
