/** What a referred customer costs adds up, and is nothing where neither friend nor advocate gets anything. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTerms } from "./program";
import { referralCost } from "./referral-cost";
import { noReferrals } from "./referrals";

const terms = (referrals: Partial<typeof noReferrals>) => ({
  ...firstTerms("GBP", 100),
  referrals: { ...noReferrals, ...referrals },
});

describe("the cost of a referred customer", () => {
  it("is the discount and the worth of the points: 10% of £60 and 500 points worth £5", () => {
    const cost = referralCost(terms({ advocatePoints: 500 }), 6_000);
    expect(cost).toMatchObject({ discount: 600, points: 500, total: 1_100, below: false });
  });

  it("is nothing below the minimum", () => {
    expect(referralCost(terms({ minimumMinor: 6_001 }), 6_000)).toMatchObject({ total: 0, below: true });
  });

  it("never takes more off than the order", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 10_000 }),
        fc.boolean(),
        (order, figure, percentage) => {
          const friendReward = percentage
            ? ({ kind: "percentage-off", percentBp: figure } as const)
            : ({ kind: "amount-off", valueMinor: figure } as const);
          const cost = referralCost(terms({ friendReward }), order);
          expect(cost.discount).toBeLessThanOrEqual(order);
          expect(cost.total).toBe(cost.discount + (cost.points ?? 0));
        },
      ),
    );
  });
});
