/** Which award an order is due now: under the terms and factors frozen when it first counted, or, when nothing of it ever counted, under today's (law 2). */
import { type Award, computeAward, noAward } from "./award";
import { type AwardFactors, groupsOf } from "./award-factors";
import { allowanceFrom } from "./campaign-budgets";
import type { MemberState } from "./member-state";
import { standingAt } from "./member-tier";
import type { PostedAward, ReconcileInput } from "./reconcile";
import { type MemberFacts, segmentsOf } from "./segments";
import { multiplierOf } from "./tiers";

/** Whether the factors of an award are frozen: an order of which nothing ever counted is judged by the day on which something first does. */
export function isFrozen(posted: PostedAward | null): posted is PostedAward {
  return posted !== null && (posted.postings > 0 || posted.award.eligible > 0);
}

/** The terms an order is judged by. */
export const termsFor = ({ posted, termsThen, termsNow }: ReconcileInput) =>
  isFrozen(posted) ? termsThen : termsNow.terms;

/** The member as they were when the order was placed, before it: as far as what is kept tells. */
function factsOf(state: MemberState, person: MemberFacts, tierId: string | null): MemberFacts {
  const { gathered, lastOrderAt } = state;
  return { ...person, orders: gathered.orders, spend: gathered.spend, lastOrderAt, tierId };
}

/** @throws Error when the terms have segments and the member's facts were not read: a bug. */
function segmentIdsOf(input: ReconcileInput, state: MemberState, tierId: string | null): string[] {
  const { segments } = input.termsNow.terms;
  if (segments.length === 0) return [];
  if (!input.person) throw new Error(`the facts of member ${state.memberId} were not read`);
  return segmentsOf(segments, factsOf(state, input.person, tierId), input.order.placedAt);
}

function factorsFor(input: ReconcileInput, state: MemberState): AwardFactors {
  const { order, posted, termsNow, groups } = input;
  if (isFrozen(posted)) {
    const { factors } = posted.award;
    return { ...factors, groups: groupsOf(order, input.termsThen, { now: groups, frozen: factors.groups }) };
  }
  // Looked at anew, with grace and pin: a new member has no tier yet, and after a change of terms it is old until the job has looked.
  const { terms, version } = termsNow;
  const { tierId } = standingAt(state, terms, input).standing;
  const tier = terms.tiers.levels.find((level) => level.id === tierId) ?? null;
  return {
    termsVersion: version,
    tierId: tier?.id ?? null,
    multiplierBp: multiplierOf(tier),
    segmentIds: segmentIdsOf(input, state, tier?.id ?? null),
    groups: groupsOf(order, terms, { now: groups, frozen: {} }),
  };
}

export function targetAward(input: ReconcileInput, state: MemberState): Award {
  const factors = factorsFor(input, state);
  if (input.notCounted && !isFrozen(input.posted)) return noAward(factors, input.notCounted);
  return computeAward(input.order, {
    terms: termsFor(input),
    factors,
    rewardCodes: new Set(input.redemptions.map((redemption) => redemption.code)),
    allowance: allowanceFrom(input.spendings, {
      before: input.posted?.award.campaigns ?? [],
      termsNow: input.termsNow.terms,
    }),
  });
}
