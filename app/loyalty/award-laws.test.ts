/** Laws of awards under any terms: rules with any conditions, campaigns with any budgets, orders in any state (issue: what must hold, 3). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AwardContext, computeAward } from "./award";
import { type Groups, groupsOf } from "./award-factors";
import { always } from "./conditions";
import { explainAward } from "./explain-award";
import { total } from "./testing/account-facts";
import { nothingRefunded, refundedInFull, rewardCode } from "./testing/arbitrary-orders";
import { arbitraryGroups, arbitraryRichPlan, arbitraryTerms } from "./testing/arbitrary-terms";
import { anOrder, type LinePlan, type OrderPlan, plainFactors, someTerms } from "./testing/cast";

const many = { numRuns: 600 };

interface Case {
  readonly plan: OrderPlan;
  readonly context: AwardContext;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    plan: arbitraryRichPlan,
    terms: arbitraryTerms,
    groups: arbitraryGroups,
    tierId: fc.constantFrom(null, "bronze", "gold"),
    segmentIds: fc.subarray(["new", "loyal"]),
    multiplierBp: fc.constantFrom(10_000, 12_500, 0),
    left: fc.option(fc.nat(300), { nil: null }),
  })
  .map(({ plan, terms, groups, left, ...factors }) => ({
    plan,
    context: {
      terms,
      factors: {
        ...plainFactors,
        ...factors,
        groups: groupsOf(anOrder(plan), terms, { now: groups, frozen: {} }),
      },
      rewardCodes: new Set([rewardCode]),
      allowance: ({ budgetPoints }) => (budgetPoints === null ? null : (left ?? budgetPoints)),
    },
  }));

/** One line as so many lines of one unit each, of which some came back. */
function unitByUnit(line: LinePlan): { whole: LinePlan; units: LinePlan[] } {
  const { quantity = 1, gross, discounts = [], tax = 0, refunded = 0 } = line;
  const returned = refunded > 0 ? Math.max(1, Math.floor(quantity / 2)) : 0;
  const net = gross - discounts.reduce((sum, { amount }) => sum + amount, 0);
  const times = (count: number): Omit<LinePlan, "refunded" | "refundedTax" | "returnedQuantity"> => ({
    ...line,
    quantity: count,
    gross: gross * count,
    tax: tax * count,
    discounts: discounts.map(({ code, amount }) => ({ code, amount: amount * count })),
  });
  const state = (count: number, back: number): LinePlan => ({
    ...times(count),
    refunded: net * back,
    refundedTax: tax * back,
    returnedQuantity: back,
  });
  return {
    whole: state(quantity, returned),
    units: Array.from({ length: quantity }, (_, index) => state(1, index < returned ? 1 : 0)),
  };
}

describe("an award under any terms", () => {
  it("is never negative, its lines sum to it, and so do its rules and campaigns", () => {
    fc.assert(
      fc.property(cases, ({ plan, context }) => {
        const award = computeAward(anOrder(plan), context);
        expect(award.points).toBeGreaterThanOrEqual(0);
        expect(total(award.lines, (line) => line.points)).toBe(award.points);
        expect(total(award.lines, (line) => line.eligible)).toBe(award.eligible);
        expect(total([...award.rules, ...award.campaigns], (one) => one.points)).toBe(award.points);
        for (const line of award.lines) expect(line.points).toBeGreaterThanOrEqual(0);
      }),
      many,
    );
  });

  it("is the same however its lines are split", () => {
    fc.assert(
      fc.property(cases, ({ plan, context }) => {
        const split = plan.lines.map(unitByUnit);
        const whole = anOrder({ ...plan, lines: split.map((one) => one.whole) });
        const units = anOrder({ ...plan, lines: split.flatMap((one) => one.units) });
        expect(computeAward(units, context)).toMatchObject({
          points: computeAward(whole, context).points,
          eligible: computeAward(whole, context).eligible,
        });
      }),
      many,
    );
  });

  it("is the same in whatever order its lines stand", () => {
    fc.assert(
      fc.property(cases, ({ plan, context }) => {
        const backwards = { ...plan, lines: [...plan.lines].reverse() };
        expect(computeAward(anOrder(backwards), context).points).toBe(
          computeAward(anOrder(plan), context).points,
        );
      }),
      many,
    );
  });

  it("leaves nothing of an order that was refunded in full, and never grows by a refund", () => {
    fc.assert(
      fc.property(cases, ({ plan, context: given }) => {
        const { terms } = given;
        const adding = terms.campaigns.map((campaign) => ({ ...campaign, stacking: "adds" as const }));
        const context = { ...given, terms: { ...terms, campaigns: adding } };
        expect(computeAward(anOrder(refundedInFull(plan)), context).points).toBe(0);
        const before = computeAward(anOrder(nothingRefunded(plan)), context).points;
        expect(computeAward(anOrder(plan), context).points).toBeLessThanOrEqual(before);
      }),
      many,
    );
  });
});

describe("a product whose id is the name of what every object has", () => {
  it("is in no collection unless the store says so", () => {
    const plan: OrderPlan = { lines: [{ gross: 100_00, productId: "constructor" }] };
    const [rule] = someTerms({}).earningRules;
    const collections = { include: ["c1"], exclude: [] };
    const terms = someTerms({
      earningRules: rule ? [{ ...rule, conditions: { ...always, collections } }] : [],
    });
    const pointsIn = (now: Groups) => {
      const order = anOrder(plan);
      const groups = groupsOf(order, terms, { now, frozen: {} });
      return [groups, {}].map(
        (known) =>
          computeAward(order, { terms, factors: { ...plainFactors, groups: known }, rewardCodes: new Set() })
            .points,
      );
    };
    expect(pointsIn(new Map())).toEqual([0, 0]);
    const [known = 0, unknown] = pointsIn(new Map([["constructor", ["c1"]]]));
    expect(known).toBeGreaterThan(0);
    expect(unknown).toBe(0);
  });
});

describe("an explanation", () => {
  it("tells of every rule and every campaign, and of those that applied exactly what the award says", () => {
    fc.assert(
      fc.property(cases, ({ plan, context }) => {
        const order = anOrder(plan);
        const { award, rules, campaigns } = explainAward(order, { ...context, none: null });
        expect(rules.map(({ rule }) => rule.id)).toEqual(context.terms.earningRules.map((rule) => rule.id));
        expect(campaigns).toHaveLength(context.terms.campaigns.length);
        const given = (verdict: (typeof rules)[number]["verdict"]) =>
          verdict.applied ? [verdict.points] : [];
        expect(rules.flatMap(({ verdict }) => given(verdict))).toEqual(award.rules.map((one) => one.points));
        expect(
          campaigns.flatMap(({ campaign, verdict }) => given(verdict).map((points) => [campaign.id, points])),
        ).toEqual(award.campaigns.filter((one) => one.points > 0).map((one) => [one.campaignId, one.points]));
      }),
      many,
    );
  });
});
