/**
 * The award: what one order entitles its member to, with its breakdown per line, rule and campaign. Law 1: a pure function of the order's state. Law 2: of
 * the terms and factors frozen when the order was first awarded. Law 9: points are computed on the whole and shared out to lines.
 */
import type { AwardFactors } from "./award-factors";
import { type Allowance, anyAmount, campaignGrantsOf } from "./campaign-grants";
import type { OrderRule } from "./earning-rules/definition";
import { type AwardExclusion, type LineExclusion, orderExclusion } from "./eligible-money";
import { type Minor, minor, noMoney } from "./money";
import type { Order } from "./order";
import { noPoints, type Points, points } from "./points";
import { type PreparedOrder, prepareOrder } from "./prepared-order";
import type { Terms } from "./program";
import { shareOut } from "./rounding";
import { grantsOf, shareToLines } from "./rule-grants";

export type { AwardFactors } from "./award-factors";
export {
  type AwardExclusion,
  awardExclusions,
  type LineExclusion,
  lineExclusions,
  orderExclusion,
} from "./eligible-money";

export interface AwardLine {
  readonly lineId: string;
  readonly title: string;
  readonly eligible: Minor;
  readonly points: Points;
  readonly excluded: LineExclusion | null;
}

export interface AppliedRule {
  readonly ruleId: string;
  readonly kind: OrderRule["kind"];
  readonly eligible: Minor;
  readonly points: Points;
}

/** Also a campaign whose budget had nothing left for this order. */
export interface AppliedCampaign {
  readonly campaignId: string;
  /** What it would have given with a budget without end. */
  readonly wanted: Points;
  readonly points: Points;
}

export interface Award {
  readonly factors: AwardFactors;
  readonly points: Points;
  /** Eligible amount that counts towards tiers, in the program's currency. */
  readonly eligible: Minor;
  readonly lines: readonly AwardLine[];
  readonly rules: readonly AppliedRule[];
  readonly campaigns: readonly AppliedCampaign[];
  /** Set exactly when there are no points, also when what is eligible is too little for one. */
  readonly none: AwardExclusion | null;
}

export interface AwardContext {
  readonly terms: Terms;
  readonly factors: AwardFactors;
  /** Codes on the order that our own redemptions issued: what they took off was paid with points and never earns. */
  readonly rewardCodes: ReadonlySet<string>;
  /** What campaigns may give; any amount unless given. */
  readonly allowance?: Allowance;
}

export function noAward(factors: AwardFactors, none: AwardExclusion): Award {
  return { factors, points: noPoints, eligible: noMoney, lines: [], rules: [], campaigns: [], none };
}

/** @throws Error when the order's currency is not the program's and has no rate; translation has parked such orders before. */
export function computeAward(order: Order, context: AwardContext): Award {
  const { factors } = context;
  const prepared = prepareOrder(order, factors, context);
  const none = orderExclusion(order);
  if (none) return noAward(factors, none);
  const grants = grantsOf(prepared);
  const allowance = context.allowance ?? anyAmount;
  const { granted, refused } = campaignGrantsOf({ prepared, grants, allowance });
  const perLine = prepared.lines.map(() => 0);
  for (const { points: given, lines, by } of grants)
    shareToLines(perLine, given, { lines, weights: prepared.weights[by] });
  const byRules = [...perLine];
  for (const { points: given, lines, campaign } of granted) {
    const weights = campaign.effect.kind === "multiplier" ? byRules : prepared.weights.eligible;
    shareToLines(perLine, given, { lines, weights });
  }
  const sum = perLine.reduce((all, one) => all + one, 0);
  return {
    factors,
    points: points(sum),
    eligible: minor(prepared.counted),
    lines: awardLines(prepared, perLine),
    rules: grants.map(({ rule, eligible, points: given }) => ({
      ruleId: rule.id,
      kind: rule.kind,
      eligible: minor(eligible),
      points: points(given),
    })),
    campaigns: [
      ...granted.map(({ campaign, wanted, points: given }) => appliedCampaign(campaign.id, wanted, given)),
      ...refused.map(({ campaign, wanted }) => appliedCampaign(campaign.id, wanted, 0)),
    ],
    none: sum === 0 ? "nothing-eligible" : null,
  };
}

const appliedCampaign = (campaignId: string, wanted: number, given: number): AppliedCampaign => ({
  campaignId,
  wanted: points(wanted),
  points: points(given),
});

function awardLines(prepared: PreparedOrder, perLine: readonly number[]): AwardLine[] {
  const raw = prepared.weights.eligible;
  const eligible = prepared.rate ? shareOut(prepared.counted, raw) : raw;
  return prepared.lines.map(({ line, excluded }, index) => ({
    lineId: line.lineId,
    title: line.title,
    eligible: minor(eligible[index] ?? 0),
    points: points(perLine[index] ?? 0),
    excluded,
  }));
}
