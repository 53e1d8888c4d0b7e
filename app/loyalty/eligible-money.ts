/**
 * What of an order counts: per line what was paid with money and still stands, in minor units of the order's currency (laws 1 and 9). Converting to the program's
 * currency is done on sums, so that splitting a line changes nothing.
 */
import { addMinor, type Minor, minor } from "./money";
import { discountOf, netOf, type Order, type OrderLine, returnedShare } from "./order";
import type { Terms } from "./program";
import { proportion } from "./rounding";

/** Why a line earns nothing; the translation key is `award.line.<reason>`. */
export const lineExclusions = [
  "gift-card-excluded",
  "shipping-excluded",
  "product-excluded",
  "collection-excluded",
  "returned",
  "nothing-paid",
] as const;
export type LineExclusion = (typeof lineExclusions)[number];

/** Why an order as a whole earns nothing; the translation key is `award.none.<reason>`. */
export const awardExclusions = [
  "guest",
  "not-a-member",
  "membership-over",
  "unpaid",
  "cancelled",
  "deleted",
  "nothing-eligible",
  "member-closed",
] as const;
export type AwardExclusion = (typeof awardExclusions)[number];

/** Why this order earns nothing whatever its lines and whoever bought it; null when its lines decide. */
export function orderExclusion(order: Order): AwardExclusion | null {
  return order.status === "paid" ? null : order.status;
}

/** Why an order that has this award, or none at all, earned nothing; null when its lines decide. Nobody's order is a guest's, or a customer's who is no member. */
export function whyNothing(
  order: Order,
  awarded: { readonly none: AwardExclusion | null } | null,
): AwardExclusion | null {
  const byOrder = orderExclusion(order);
  if (byOrder) return byOrder;
  if (awarded) return awarded.none === "nothing-eligible" ? null : awarded.none;
  return order.customerId === null ? "guest" : "not-a-member";
}

export interface Counting {
  readonly terms: Terms;
  /** Codes on the order that our own redemptions issued: what they took off was paid with points and never earns. */
  readonly rewardCodes: ReadonlySet<string>;
}

/** The merchant's own discounts on what still stands of a line; what a reward took off never counts (field lesson 6). */
function standingDiscounts(line: OrderLine, rewardCodes: ReadonlySet<string>): number {
  const byReward = addMinor(
    ...line.discounts.filter((d) => d.code !== null && rewardCodes.has(d.code)).map((d) => d.amount),
  );
  const [returned, of] = returnedShare(line);
  return proportion(discountOf(line) - byReward, of - returned, of);
}

/** What of a line was paid with money, still stands, and counts under these switches. */
export function eligibleOf(line: OrderLine, order: Order, { terms, rewardCodes }: Counting): Minor {
  const { eligibility } = terms;
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
  const discountPart = eligibility.netOfDiscounts ? 0 : standingDiscounts(line, rewardCodes);
  return minor(Math.max(0, standingNet + taxPart + discountPart));
}

/** Why a line that is not excluded counts nothing; null when it counts. */
export function emptyReason(line: OrderLine, eligible: number): LineExclusion | null {
  if (eligible > 0) return null;
  const [returned, of] = returnedShare(line);
  return returned === of ? "returned" : "nothing-paid";
}
