/** Laws of earning rules: the ratio is kept to the point, under each rounding and each multiplier. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundings } from "../rounding";
import { spendRule as rule } from "../testing/cast";
import { earningRuleDefinitions, evaluateRule } from "./definition";

const plain = 10_000;
const ratios = fc.record({
  points: fc.integer({ min: 1, max: 1_000 }),
  perMinor: fc.integer({ min: 1, max: 10 ** 6 }),
});
const amounts = fc.nat(10 ** 9);
const multipliers = fc.constantFrom(0, 5_000, plain, 12_500, 15_000);

describe("points per amount spent", () => {
  it("are the amount times the ratio: 12.40 at 5 per 1.00 earns 62", () => {
    expect(evaluateRule(rule(5, 100), 12_40, plain)).toBe(62);
    expect(evaluateRule(rule(5, 100), 12_40, 12_500)).toBe(77);
    expect(evaluateRule(rule(1, 100_000), 12_345_678, plain)).toBe(123);
    expect(evaluateRule(rule(5, 1_000), 12_340, plain)).toBe(61);
  });

  it("are rounded as the terms say, once, after the multiplier", () => {
    const at = (rounding: (typeof roundings)[number]) => evaluateRule(rule(1, 100, rounding), 2_50, 15_000);
    expect(roundings.map(at)).toEqual([3, 4, 4]);
    // 1.90 × 1.5 is 2.85; rounding before the multiplier would have given 1 × 1.5.
    expect(evaluateRule(rule(1, 100), 1_90, 15_000)).toBe(2);
  });

  it("are none for nothing spent, even rounded up", () => {
    for (const rounding of roundings) expect(evaluateRule(rule(5, 100, rounding), 0, plain)).toBe(0);
  });

  it("never shrink as more is spent or as the multiplier grows", () => {
    fc.assert(
      fc.property(ratios, amounts, amounts, multipliers, (ratio, a, b, multiplierBp) => {
        const spend = rule(ratio.points, ratio.perMinor);
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(evaluateRule(spend, less, multiplierBp)).toBeLessThanOrEqual(
          evaluateRule(spend, more, multiplierBp),
        );
        expect(evaluateRule(spend, more, multiplierBp)).toBeLessThanOrEqual(
          evaluateRule(spend, more, 20_000),
        );
      }),
    );
  });

  it("count the same in any unit of the same money: pounds and pence", () => {
    fc.assert(
      fc.property(amounts, multipliers, (pounds, multiplierBp) => {
        expect(evaluateRule(rule(5, 100), pounds * 100, multiplierBp)).toBe(
          evaluateRule(rule(5, 1), pounds, multiplierBp),
        );
      }),
    );
  });
});

describe("a rule's definition", () => {
  it("hints at the form of every one of its arguments", () => {
    for (const [kind, definition] of Object.entries(earningRuleDefinitions)) {
      expect(definition.kind).toBe(kind);
    }
    const { hints } = earningRuleDefinitions.spend;
    expect(Object.keys(hints).sort()).toEqual(Object.keys(rule(5, 100).arguments).sort());
  });
});
