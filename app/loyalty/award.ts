/**
 * The award: what one order entitles its member to, with its breakdown per line and rule. Law 1: a pure function of the order's state. Law 2: of
 * the terms and the tier factor frozen when the order was first awarded. Law 9: points are computed on the whole and shared out to lines.
 */
import type { TermsVersion } from "./brand";
import type { EarningRule } from "./earning-rules/definition";
import { evaluateRule, isOrderRule } from "./earning-rules/definition";
import { addMinor, type Minor, minor, noMoney } from "./money";
import { discountOf, netOf, type Order, type OrderLine, returnedShare } from "./order";
import { type Points, points } from "./points";
import type { Eligibility, Terms } from "./program";
import { proportion, shareOut } from "./rounding";

/** Frozen with the first award. */
export interface AwardFactors {
  readonly termsVersion: TermsVersion;
  readonly tierId: string | null;
  readonly multiplierBp: number;
}

/** Why a line earns nothing; the translation key is `award.line.<reason>`. */
export const lineExclusions = [
  "gift-card-excluded",
  "shipping-excluded",
  "returned",
  "nothing-paid",
] as const;
export type LineExclusion = (typeof lineExclusions)[number];

export interface AwardLine {
  readonly lineId: string;
  readonly title: string;
  readonly eligible: Minor;
  readonly points: Points;
  readonly excluded: LineExclusion | null;
}

export interface AppliedRule {
  readonly ruleId: string;
  readonly kind: EarningRule["kind"];
  readonly eligible: Minor;
  readonly points: Points;
}

/** Why an order as a whole earns nothing; the translation key is `award.none.<reason>`. */
export const awardExclusions = ["guest", "unpaid", "cancelled", "nothing-eligible", "member-closed"] as const;
export type AwardExclusion = (typeof awardExclusions)[number];

export interface Award {
  readonly factors: AwardFactors;
  readonly points: Points;
  /** Eligible amount that counts towards tiers. */
  readonly eligible: Minor;
  readonly lines: readonly AwardLine[];
  readonly rules: readonly AppliedRule[];
  /** Set exactly when there are no points, also when what is eligible is too little for one. */
  readonly none: AwardExclusion | null;
}

export interface AwardContext {
  readonly terms: Terms;
  readonly factors: AwardFactors;
  /** Codes on the order that our own redemptions issued: what they took off was paid with points and never earns. */
  readonly rewardCodes: ReadonlySet<string>;
}

function exclusionOf(line: OrderLine, eligibility: Eligibility): LineExclusion | null {
  if (line.kind === "gift-card" && !eligibility.includeGiftCards) return "gift-card-excluded";
  if (line.kind === "shipping" && !eligibility.includeShipping) return "shipping-excluded";
  return null;
}

/** What of a line was paid with money, still stands, and counts under these switches. */
function eligibleOf(line: OrderLine, order: Order, context: AwardContext): Minor {
  const { eligibility } = context.terms;
  const net = netOf(line);
  const standingNet = minor(net - line.refunded);
  const standingTax = minor(line.tax - line.refundedTax);
  const taxPart = order.taxIncluded
    ? eligibility.includeTax
      ? 0
      : -standingTax
    : eligibility.includeTax
      ? standingTax
      : 0;
  const discountPart = eligibility.netOfDiscounts ? 0 : standingDiscounts(line, context.rewardCodes);
  return minor(Math.max(0, standingNet + taxPart + discountPart));
}

/** The merchant's own discounts on what still stands of a line; what a reward took off never counts (field lesson 6). */
function standingDiscounts(line: OrderLine, rewardCodes: ReadonlySet<string>): number {
  const byReward = addMinor(
    ...line.discounts.filter((d) => d.code !== null && rewardCodes.has(d.code)).map((d) => d.amount),
  );
  const [returned, of] = returnedShare(line);
  return proportion(discountOf(line) - byReward, of - returned, of);
}

export function noAward(factors: AwardFactors, none: AwardExclusion): Award {
  return { factors, points: points(0), eligible: noMoney, lines: [], rules: [], none };
}

/** Why this order earns nothing whatever its lines; null when its lines decide. */
export function orderExclusion(order: Order): AwardExclusion | null {
  if (order.status === "cancelled") return "cancelled";
  if (order.status === "unpaid") return "unpaid";
  return order.customerId === null ? "guest" : null;
}

/** @throws Error when the order is not in the program's currency; translation has parked such orders before. */
export function computeAward(order: Order, context: AwardContext): Award {
  const { terms, factors } = context;
  if (order.currency !== (terms.currency as string))
    throw new Error(`order in ${order.currency}, terms in ${terms.currency}`);
  const none = orderExclusion(order);
  if (none) return noAward(factors, none);
  const excluded = order.lines.map((line) => exclusionOf(line, terms.eligibility));
  const eligible = order.lines.map((line, index) =>
    excluded[index] ? noMoney : eligibleOf(line, order, context),
  );
  const total = addMinor(...eligible);
  const rules = terms.earningRules.filter(isOrderRule).map((rule) => ({
    ruleId: rule.id,
    kind: rule.kind,
    eligible: total,
    points: points(evaluateRule(rule, { eligible: total, units: 0 }, factors.multiplierBp)),
  }));
  const sum = rules.reduce((all, rule) => all + rule.points, 0);
  const parts = shareOut(sum, eligible);
  const lines = order.lines.map((line, index) => ({
    lineId: line.lineId,
    title: line.title,
    eligible: eligible[index] ?? noMoney,
    points: points(parts[index] ?? 0),
    excluded: excluded[index] ?? emptyReason(line, eligible[index] ?? noMoney),
  }));
  return {
    factors,
    points: points(sum),
    eligible: total,
    lines,
    rules,
    none: sum === 0 ? "nothing-eligible" : null,
  };
}

function emptyReason(line: OrderLine, eligible: Minor): LineExclusion | null {
  if (eligible > 0) return null;
  const [returned, of] = returnedShare(line);
  return returned === of ? "returned" : "nothing-paid";
}
