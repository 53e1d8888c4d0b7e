/** Laws of awards: what one order entitles its member to, to the point and with its reasons. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Award, type AwardContext, computeAward } from "./award";
import { whyNothing } from "./eligible-money";
import type { Eligibility } from "./program";
import { total } from "./testing/account-facts";
import {
  arbitraryEligibility,
  arbitraryOrder,
  arbitraryPlan,
  merchantCode,
  nothingRefunded,
  refundedInFull,
  rewardCode,
} from "./testing/arbitrary-orders";
import { anOrder, type LinePlan, type OrderPlan, plainFactors, someTerms, spendRule } from "./testing/cast";

const contexts: fc.Arbitrary<AwardContext> = fc
  .record({
    eligibility: arbitraryEligibility,
    rules: fc.array(
      fc.record({ points: fc.integer({ min: 1, max: 20 }), perMinor: fc.integer({ min: 1, max: 5_000 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    rounding: fc.constantFrom("down", "nearest", "up"),
    multiplierBp: fc.constantFrom(0, 10_000, 12_500, 20_000),
  })
  .map(({ eligibility, rules, rounding, multiplierBp }) => ({
    terms: someTerms({
      eligibility,
      earningRules: rules.map((rule, index) => ({
        ...spendRule(rule.points, rule.perMinor, rounding),
        id: `rule-${index}`,
      })),
    }),
    factors: { ...plainFactors, multiplierBp },
    rewardCodes: new Set([rewardCode]),
  }));

const plain: Eligibility = {
  netOfDiscounts: true,
  includeTax: false,
  includeShipping: false,
  includeGiftCards: false,
  excludedProducts: [],
  excludedCollections: [],
};
/** One point per minor unit, so that an award reads as the amount that earned it. */
const earning = (change: Partial<Eligibility> = {}): AwardContext => ({
  terms: someTerms({ earningRules: [spendRule(1, 1)], eligibility: { ...plain, ...change } }),
  factors: plainFactors,
  rewardCodes: new Set([rewardCode]),
});
const pointsOf = (plan: OrderPlan, context = earning()) => computeAward(anOrder(plan), context).points;
const paid = (plan: OrderPlan): OrderPlan => ({ ...plan, status: "paid" });

describe("an award", () => {
  it("is never negative, and its lines and its rules each sum to it", () => {
    fc.assert(
      fc.property(arbitraryOrder, contexts, (order, context) => {
        const award = computeAward(order, context);
        expect(award.points).toBeGreaterThanOrEqual(0);
        expect(total(award.rules, (rule) => rule.points)).toBe(award.points);
        if (award.lines.length > 0 || award.points > 0) {
          expect(total(award.lines, (line) => line.points)).toBe(award.points);
          expect(total(award.lines, (line) => line.eligible)).toBe(award.eligible);
        }
        for (const line of award.lines)
          expect(Math.min(line.points, line.eligible)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it("of nothing says why, and so does every line that earns nothing", () => {
    fc.assert(
      fc.property(arbitraryOrder, contexts, (order, context) => {
        const award = computeAward(order, context);
        expect(award.none === null).toBe(award.points > 0);
        for (const line of award.lines) expect(line.excluded === null).toBe(line.eligible > 0);
      }),
      { numRuns: 500 },
    );
  });

  it("is the same for an order whose lines are written apart or together", () => {
    const cut = (line: LinePlan, at: number): LinePlan[] => [
      { ...line, gross: at },
      { ...line, gross: line.gross - at },
    ];
    const lines = fc.array(fc.record({ gross: fc.integer({ min: 1, max: 90_000 }), cut: fc.nat() }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(lines, contexts, (drawn, context) => {
        const together = drawn.map(({ gross }) => ({ gross }));
        const apart = drawn.flatMap((line) => cut({ gross: line.gross }, line.cut % line.gross));
        expect(pointsOf({ lines: apart }, context)).toBe(pointsOf({ lines: together }, context));
      }),
    );
  });

  it("does not change when the lines change places", () => {
    fc.assert(
      fc.property(arbitraryPlan, contexts, (plan, context) => {
        expect(pointsOf({ ...plan, lines: [...plan.lines].reverse() }, context)).toBe(
          pointsOf(plan, context),
        );
      }),
    );
  });
});

describe("a refund", () => {
  it("of everything takes everything back, whatever the switches", () => {
    fc.assert(
      fc.property(arbitraryPlan, contexts, (plan, context) => {
        expect(pointsOf(paid(refundedInFull(plan)), context)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("never gives more than the order would have earned without it", () => {
    fc.assert(
      fc.property(arbitraryPlan, contexts, (plan, context) => {
        expect(pointsOf(paid(plan), context)).toBeLessThanOrEqual(
          pointsOf(paid(nothingRefunded(plan)), context),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("in parts or at once is one state in the end, and so one award", () => {
    const parts = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, contexts, (refunds, context) => {
        const gross = 40_000;
        const sum = total(refunds, (refund) => refund);
        const awardAfter = (refunded: number): Award =>
          computeAward(anOrder({ lines: [{ gross, refunded }] }), context);
        let refunded = 0;
        let last = awardAfter(0);
        for (const refund of refunds) {
          refunded += refund;
          const next = awardAfter(refunded);
          expect(next.points).toBeLessThanOrEqual(last.points);
          last = next;
        }
        expect(last).toEqual(awardAfter(sum));
      }),
    );
  });
});

describe("what was paid with points", () => {
  it("never earns: a reward's discount is as if the goods had cost that much less", () => {
    fc.assert(
      fc.property(arbitraryPlan, contexts, (plan, context) => {
        const cheaper = (line: LinePlan): LinePlan => {
          const discounts = line.discounts ?? [];
          const byReward = total(discounts, ({ code, amount }) => (code === rewardCode ? amount : 0));
          return {
            ...line,
            gross: line.gross - byReward,
            discounts: discounts.filter(({ code }) => code !== rewardCode),
          };
        };
        const instead = { ...plan, lines: plan.lines.map(cheaper) };
        expect(pointsOf(paid(plan), context)).toBe(pointsOf(paid(instead), context));
      }),
      { numRuns: 500 },
    );
  });

  it("does not stop the rest of the order from earning", () => {
    const lines = [{ gross: 1_000, discounts: [{ code: rewardCode, amount: 400 }] }];
    expect(pointsOf({ lines })).toBe(600);
    expect(pointsOf({ lines }, earning({ netOfDiscounts: false }))).toBe(600);
  });
});

describe("the switches", () => {
  const mixed: OrderPlan = {
    lines: [
      {
        gross: 1_000,
        tax: 200,
        discounts: [
          { code: merchantCode, amount: 100 },
          { code: null, amount: 50 },
        ],
      },
      { gross: 70, tax: 14, kind: "shipping" },
      { gross: 3_000, kind: "gift-card" },
    ],
  };

  it("count goods at what was paid for them unless the merchant says otherwise", () => {
    expect(pointsOf(mixed)).toBe(850);
    expect(pointsOf(mixed, earning({ netOfDiscounts: false }))).toBe(1_000);
    expect(pointsOf(mixed, earning({ includeShipping: true }))).toBe(920);
    expect(pointsOf(mixed, earning({ includeGiftCards: true }))).toBe(3_850);
    expect(pointsOf(mixed, earning({ includeTax: true }))).toBe(1_050);
    expect(pointsOf(mixed, earning({ includeTax: true, includeShipping: true }))).toBe(1_134);
  });

  it("take tax out of prices that include it, and leave it in on demand", () => {
    const included: OrderPlan = { taxIncluded: true, lines: [{ gross: 1_200, tax: 200 }] };
    expect(pointsOf(included)).toBe(1_000);
    expect(pointsOf(included, earning({ includeTax: true }))).toBe(1_200);
    const half = { taxIncluded: true, lines: [{ gross: 1_200, tax: 200, refunded: 600, refundedTax: 100 }] };
    expect(pointsOf(half)).toBe(500);
  });

  it("that leave a kind of line out make its amount indifferent, and say so on the line", () => {
    fc.assert(
      fc.property(arbitraryPlan, fc.nat(10 ** 6), (plan, gross) => {
        const extra = (kind: "shipping" | "gift-card", amount: number): LinePlan => ({ kind, gross: amount });
        const more = { ...plan, lines: [...plan.lines, extra("shipping", gross), extra("gift-card", gross)] };
        expect(pointsOf(more)).toBe(pointsOf(plan));
      }),
    );
    const award = computeAward(anOrder(mixed), earning());
    expect(award.lines.map((line) => line.excluded)).toEqual([
      null,
      "shipping-excluded",
      "gift-card-excluded",
    ]);
  });
});

describe("the reasons", () => {
  const none = (plan: Partial<OrderPlan>) => {
    const order = anOrder({ lines: [{ gross: 1_000 }], ...plan });
    return order.customerId === null ? whyNothing(order, null) : computeAward(order, earning()).none;
  };

  it("tell a guest from an unpaid and a cancelled order, and those from one with nothing to count", () => {
    expect(none({})).toBeNull();
    expect(none({ customer: null })).toBe("guest");
    expect(none({ status: "unpaid" })).toBe("unpaid");
    expect(none({ status: "cancelled", customer: null })).toBe("cancelled");
    expect(none({ lines: [{ gross: 5, kind: "gift-card" }] })).toBe("nothing-eligible");
    expect(none({ lines: [] })).toBe("nothing-eligible");
  });

  it("tell a returned line from one that was never paid for", () => {
    const lines = [
      { gross: 500, refunded: 500, returnedQuantity: 1 },
      { gross: 500, discounts: [{ code: merchantCode, amount: 500 }] },
      { gross: 0 },
    ];
    const award = computeAward(anOrder({ lines }), earning());
    expect(award.lines.map((line) => line.excluded)).toEqual(["returned", "nothing-paid", "nothing-paid"]);
  });

  it("say which rule and which factors gave the points", () => {
    const award = computeAward(anOrder({ lines: [{ gross: 1_000 }] }), {
      ...earning(),
      factors: { ...plainFactors, tierId: "gold", multiplierBp: 15_000 },
    });
    expect(award.rules).toEqual([{ ruleId: "spend", kind: "spend", eligible: 1_000, points: 1_500 }]);
    expect(award.factors).toMatchObject({ tierId: "gold", multiplierBp: 15_000, termsVersion: 1 });
  });
});

describe("an order in another currency than the terms", () => {
  it("is never counted as if it were in theirs", () => {
    expect(() => pointsOf({ currency: "ZAR", lines: [{ gross: 100 }] })).toThrow(
      "order in ZAR, terms in GBP",
    );
  });
});
