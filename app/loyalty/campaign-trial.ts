/**
 * A draft of terms tried on past orders: what they would have earned under the terms in force, and under the draft. A campaign that is being planned is tried as if it had run until
 * now for as long as it is to run, because there are no orders of the future.
 */
import { computeAward } from "./award";
import { type AwardFactors, type Groups, groupsOf } from "./award-factors";
import { termsVersion } from "./brand";
import { allowanceFrom, type Spendings, spend } from "./campaign-budgets";

import type { Order } from "./order";
import type { Terms } from "./program";
import { type MemberFacts, segmentsOf } from "./segments";

const dayMs = 86_400_000;
/** Of a campaign without an end, and at most. */
const plainDays = 30;
const mostDays = 365;

/** From when on orders are looked at. */
export function trialStart(
  draft: Terms,
  { campaignId, at }: { campaignId: string | null; at: number },
): number {
  const campaign = draft.campaigns.find((one) => one.id === campaignId);
  const length = campaign?.until == null ? plainDays * dayMs : campaign.until - campaign.from;
  return at - Math.min(Math.max(length, dayMs), mostDays * dayMs);
}

/** Both sides of a trial: the campaign runs through the whole of it on one and not at all on the other. */
export function trialTerms(
  now: Terms,
  draft: Terms,
  { campaignId, from }: { campaignId: string | null; from: number },
): { readonly before: Terms; readonly after: Terms } {
  if (campaignId === null) return { before: now, after: draft };
  const others = (terms: Terms) => terms.campaigns.filter((one) => one.id !== campaignId);
  const tried = draft.campaigns
    .filter((one) => one.id === campaignId)
    .map((one) => ({ ...one, active: true, from, until: null }));
  return {
    before: { ...now, campaigns: others(now) },
    after: { ...draft, campaigns: [...others(draft), ...tried] },
  };
}

export interface TrialOrder {
  readonly order: Order;
  readonly factors: Pick<AwardFactors, "tierId" | "multiplierBp">;
  readonly facts: MemberFacts;
}

export interface TrialSum {
  readonly orders: number;
  /** Those that would have earned another number of points. */
  readonly touched: number;
  readonly before: number;
  readonly after: number;
  /** By campaign, on the side of the draft. */
  readonly spent: Readonly<Record<string, number>>;
  /** Orders that a campaign wanted to give more than its budget had left. */
  readonly short: number;
}

export const nothingTried: TrialSum = { orders: 0, touched: 0, before: 0, after: 0, spent: {}, short: 0 };

interface Trial {
  readonly before: Terms;
  readonly after: Terms;
  readonly groups: Groups;
}

/** Adds some orders to a trial, oldest first. */
export function tryOrders(sum: TrialSum, orders: readonly TrialOrder[], trial: Trial): TrialSum {
  const spendings: Spendings = new Map(trial.after.campaigns.map(({ id }) => [id, sum.spent[id] ?? 0]));
  let { touched, before, after, short } = sum;
  for (const { order, factors, facts } of orders) {
    const awardUnder = (terms: Terms, budgets: Spendings | null) =>
      computeAward(order, {
        terms,
        factors: {
          ...factors,
          termsVersion: termsVersion(0),
          segmentIds: segmentsOf(terms.segments, facts, order.placedAt),
          groups: groupsOf(order, terms, { now: trial.groups, frozen: {} }),
        },
        rewardCodes: new Set(),
        ...(budgets ? { allowance: allowanceFrom(budgets, { before: [], termsNow: terms }) } : {}),
      });
    const was = awardUnder(trial.before, null);
    const is = awardUnder(trial.after, spendings);
    spend(spendings, { before: [], after: is.campaigns });
    before += was.points;
    after += is.points;
    if (was.points !== is.points) touched += 1;
    if (is.campaigns.some((one) => one.points < one.wanted)) short += 1;
  }
  return {
    orders: sum.orders + orders.length,
    touched,
    before,
    after,
    short,
    spent: Object.fromEntries(spendings),
  };
}
