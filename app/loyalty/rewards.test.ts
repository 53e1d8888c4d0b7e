/** Laws of rewards: what is said to be spendable can be bought, and what cannot be bought is refused with its reason. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { points } from "./points";
import { noGates } from "./reward-gates";
import {
  leastPrice,
  mostSpendable,
  quote,
  type Reward,
  type RewardPrice,
  rewardPriceSchema,
} from "./rewards";

const rewardAt = (price: RewardPrice): Reward => ({
  id: "off",
  kind: "amount-off",
  active: true,
  name: { en: "Off" },
  price,
  minimumSubtotalMinor: 0,
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
  gates: noGates,
  stock: null,
  perMember: null,
  validMinutes: null,
});

const fixed = rewardAt({ mode: "fixed", points: 500, valueMinor: 5_00 });
const slider = rewardAt({
  mode: "slider",
  stepPoints: 100,
  stepValueMinor: 1_00,
  minPoints: 200,
  maxPoints: 1_000,
});

const fixedPrices = fc.record({
  mode: fc.constant("fixed" as const),
  points: fc.integer({ min: 1, max: 10 ** 9 }),
  valueMinor: fc.integer({ min: 1, max: 10 ** 12 }),
});
/** Cheap and dear steps, with and without an upper limit: everything the schema lets through. */
const sliderPrices = fc
  .record({
    mode: fc.constant("slider" as const),
    stepPoints: fc.integer({ min: 1, max: 1_000 }),
    stepValueMinor: fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 10 ** 12 })),
    minSteps: fc.integer({ min: 1, max: 50 }),
    moreSteps: fc.option(fc.nat(1_000), { nil: null }),
  })
  .map(({ minSteps, moreSteps, ...price }) => ({
    ...price,
    minPoints: minSteps * price.stepPoints,
    maxPoints: moreSteps === null ? 0 : (minSteps + moreSteps) * price.stepPoints,
  }))
  .filter((price) => rewardPriceSchema.safeParse(price).success);
const rewards = fc.oneof(fixedPrices, sliderPrices).map(rewardAt);
const balances = fc.nat(2_000_000).map(points);

describe("what is spendable", () => {
  it("can be bought with what the member has", () => {
    fc.assert(
      fc.property(rewards, balances, (reward, available) => {
        const most = mostSpendable(reward, available);
        if (most === 0) return;
        expect(most).toBeLessThanOrEqual(available);
        expect(quote(reward, most)).toMatchObject({ done: true, value: { points: most } });
      }),
      { numRuns: 500 },
    );
  });

  it("is nothing exactly when not even the least price is there", () => {
    fc.assert(
      fc.property(rewards, balances, (reward, available) => {
        expect(mostSpendable(reward, available) === 0).toBe(available < leastPrice(reward));
      }),
      { numRuns: 500 },
    );
  });

  it("is the most: one step more is not affordable or above the reward's limit", () => {
    fc.assert(
      fc.property(sliderPrices, balances, (price, available) => {
        const reward = rewardAt(price);
        const most = mostSpendable(reward, available);
        fc.pre(most > 0);
        const more = points(most + price.stepPoints);
        expect(more > available || !quote(reward, more).done).toBe(true);
      }),
    );
  });
});

describe("a quote", () => {
  it("of a fixed reward is its price, whatever was asked for", () => {
    expect(quote(fixed, undefined)).toEqual(quote(fixed, 77));
    expect(quote(fixed, undefined)).toMatchObject({ value: { points: 500, value: 5_00 } });
  });

  it("of a slider is worth its steps, and the least when nothing was asked for", () => {
    expect(quote(slider, 700)).toMatchObject({ value: { points: 700, value: 7_00 } });
    expect(quote(slider, undefined)).toMatchObject({ value: { points: 200, value: 2_00 } });
  });

  it("outside the slider is refused with the limit, in points", () => {
    expect(quote(slider, 100)).toMatchObject({ reason: "below-reward-minimum", details: { minimum: 200 } });
    expect(quote(slider, 1_100)).toMatchObject({
      reason: "above-reward-maximum",
      details: { maximum: 1_000 },
    });
    const dear = rewardAt({
      mode: "slider",
      stepPoints: 10,
      stepValueMinor: 10 ** 11,
      minPoints: 10,
      maxPoints: 0,
    });
    expect(quote(dear, 110)).toMatchObject({ reason: "above-reward-maximum", details: { maximum: 100 } });
  });

  it("of a fraction of a step, of nothing or of no number is refused, never rounded", () => {
    for (const wanted of [250, 200.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(quote(slider, wanted)).toMatchObject({
        reason: "points-not-a-multiple",
        details: { step: 100 },
      });
    }
    for (const wanted of [0, -200])
      expect(quote(slider, wanted)).toMatchObject({ reason: "below-reward-minimum" });
  });
});

describe("a slider", () => {
  const faults = (change: Partial<RewardPrice>) =>
    rewardPriceSchema.safeParse({ ...slider.price, ...change }).error?.issues.map((issue) => issue.message);

  it("has limits that its steps can reach, in their order", () => {
    expect(faults({ minPoints: 150 })).toEqual(["minimum-not-a-multiple"]);
    expect(faults({ maxPoints: 950 })).toEqual(["maximum-not-a-multiple"]);
    expect(faults({ maxPoints: 100 })).toEqual(["maximum-below-minimum"]);
    expect(faults({ maxPoints: 0 })).toBeUndefined();
  });

  it("whose least choice is worth more than any discount may be is refused", () => {
    expect(faults({ stepValueMinor: 10 ** 12 })).toEqual(["invalid"]);
  });
});
