/** Laws of earning rules: the ratio is kept to the point, under each rounding and each multiplier. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundings } from "../rounding";
import { spendRule as rule } from "../testing/cast";
import {
  type EarningRule,
  earningRuleDefinitions,
  earningRuleSchema,
  evaluateRule as evaluateMatched,
  isOrderRule,
} from "./definition";

const plain = 10_000;
const evaluateRule = (spend: ReturnType<typeof rule>, eligible: number, multiplierBp: number) =>
  evaluateMatched(spend, { eligible, units: 1 }, multiplierBp);
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

describe("points per unit", () => {
  const perUnit = (points: number) => ({ ...rule(1, 1), kind: "product" as const, arguments: { points } });

  it("count the units, whatever they cost, and the tier's multiplier once", () => {
    expect(evaluateMatched(perUnit(10), { eligible: 1, units: 3 }, plain)).toBe(30);
    expect(evaluateMatched(perUnit(1), { eligible: 9_999, units: 3 }, 15_000)).toBe(4);
  });
});

describe("a rule's definition", () => {
  const limit = { times: 1, per: "day" };
  const examples: Record<EarningRule["kind"], unknown> = {
    spend: { points: 5, perMinor: 100, rounding: "down" },
    product: { points: 5 },
    "sign-up": { points: 5 },
    birthday: { points: 5, knownDays: 30 },
    review: { points: 5, limit },
    survey: { points: 5, limit },
    visit: { points: 5, limit },
    code: { limit },
    event: { event: "stamp", points: 5, limit },
  };

  it("hints at the form of every one of its arguments", () => {
    for (const [kind, definition] of Object.entries(earningRuleDefinitions)) {
      expect(definition.kind).toBe(kind);
      const parsed = earningRuleSchema.parse({
        id: "one",
        kind,
        name: { en: "One" },
        arguments: examples[definition.kind],
      });
      expect(Object.keys(definition.hints).sort()).toEqual(Object.keys(parsed.arguments).sort());
      expect(isOrderRule(parsed)).toBe(kind === "spend" || kind === "product");
    }
  });
});
