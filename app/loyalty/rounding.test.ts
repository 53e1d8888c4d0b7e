/** Laws of division: every rounding has its name, and parts sum to the whole. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  divide,
  divideSmall,
  proportion,
  proportionOfAll,
  roundings,
  shareOut,
  type Weighed,
} from "./rounding";

const numerators = fc.bigInt({ min: 0n, max: 10n ** 18n });
const denominators = fc.bigInt({ min: 1_000n, max: 10n ** 9n });

describe("a division", () => {
  it("rounded down is the largest whole number below, rounded up the smallest above", () => {
    fc.assert(
      fc.property(numerators, denominators, (numerator, denominator) => {
        const down = BigInt(divide(numerator, denominator, "down"));
        const up = BigInt(divide(numerator, denominator, "up"));
        expect(down * denominator <= numerator && numerator < (down + 1n) * denominator).toBe(true);
        expect((up - 1n) * denominator < numerator && numerator <= up * denominator).toBe(true);
      }),
    );
  });

  it("rounded to the nearest is at most a half away, and a half goes up", () => {
    fc.assert(
      fc.property(numerators, denominators, (numerator, denominator) => {
        const nearest = BigInt(divide(numerator, denominator, "nearest"));
        const twiceOff = 2n * (nearest * denominator - numerator);
        expect(-denominator < twiceOff && twiceOff <= denominator).toBe(true);
      }),
    );
    expect(divide(5n, 2n, "nearest")).toBe(3);
    expect(divide(7n, 5n, "nearest")).toBe(1);
  });

  it("without a rest is the same under every rounding", () => {
    expect(roundings.map((rounding) => divide(42n, 7n, rounding))).toEqual([6, 6, 6]);
  });

  it("is the same in plain numbers as in big ones, or is left to them", () => {
    const safe = fc.oneof(fc.nat(1_000), fc.maxSafeNat(), fc.constant(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(safe, safe, fc.constantFrom(...roundings), (numerator, denominator, rounding) => {
        fc.pre(denominator > 0);
        const small = divideSmall(numerator, denominator, rounding);
        expect(small).toBe(divide(BigInt(numerator), BigInt(denominator), rounding));
      }),
      { numRuns: 1_000 },
    );
    expect(divideSmall(2 ** 53, 3, "down")).toBeNull();
    expect(divideSmall(1, 2 ** 53, "down")).toBeNull();
    expect(divideSmall(-1, 2, "down")).toBeNull();
    expect(divideSmall(1, 0, "down")).toBeNull();
  });

  it("refuses what has no answer in whole safe numbers", () => {
    expect(() => divide(1n, 0n, "down")).toThrow(RangeError);
    expect(() => divide(1n, -1n, "down")).toThrow(RangeError);
    expect(() => divide(-1n, 2n, "down")).toThrow(RangeError);
    expect(() => divide(10n ** 20n, 1n, "down")).toThrow(RangeError);
  });
});

describe("a proportion", () => {
  it("is nothing of no part, the whole of every part, and never shrinks as the part grows", () => {
    const whole = fc.nat(10 ** 9);
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 10 ** 9 }), fc.nat(), fc.nat(), (all, of, a, b) => {
        const [less, more] = [a % (of + 1), b % (of + 1)].sort((x, y) => x - y) as [number, number];
        expect(proportion(all, 0, of)).toBe(0);
        expect(proportion(all, of, of)).toBe(all);
        expect(proportion(all, less, of)).toBeLessThanOrEqual(proportion(all, more, of));
      }),
    );
  });
});

describe("a proportion of several weights", () => {
  const weighed: fc.Arbitrary<Weighed> = fc
    .record({ weight: fc.nat(10 ** 6), part: fc.nat(), of: fc.integer({ min: 1, max: 10 ** 6 }) })
    .map(({ weight, part, of }) => ({ weight, part: part % (of + 1), of }));
  const several = fc.array(weighed, { maxLength: 12 });

  it("of one weight is the plain proportion", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), weighed, (whole, one) => {
        fc.pre(one.weight > 0);
        expect(proportionOfAll(whole, [one])).toBe(proportion(whole, one.part, one.of));
      }),
    );
  });

  it("is nothing when no part counts, the whole when every part does, and grows with each part", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), several, (whole, all) => {
        fc.pre(all.some(({ weight }) => weight > 0));
        const some = proportionOfAll(whole, all);
        expect(
          proportionOfAll(
            whole,
            all.map((one) => ({ ...one, part: 0 })),
          ),
        ).toBe(0);
        expect(
          proportionOfAll(
            whole,
            all.map((one) => ({ ...one, part: one.of })),
          ),
        ).toBe(whole);
        expect(
          proportionOfAll(
            whole,
            all.map((one, index) => (index === 0 ? { ...one, part: one.of } : one)),
          ),
        ).toBeGreaterThanOrEqual(some);
      }),
    );
  });

  it("rounds once, at the end, however many fractions there are", () => {
    const third = { weight: 5, part: 1, of: 3 };
    expect(proportionOfAll(500, [third])).toBe(166);
    expect(proportionOfAll(500, [third, third, third])).toBe(166);
    expect(proportionOfAll(500, [])).toBe(0);
  });
});

describe("sharing out", () => {
  const weights = fc.array(fc.nat(10 ** 9), { minLength: 1, maxLength: 30 });
  const wholes = fc.nat(10 ** 12);

  it("gives parts that sum to the whole", () => {
    fc.assert(
      fc.property(wholes, weights, (whole, by) => {
        const parts = shareOut(whole, by);
        expect(parts).toHaveLength(by.length);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
      }),
    );
  });

  it("gives each part its exact share, rounded down or up", () => {
    fc.assert(
      fc.property(wholes, weights, (whole, by) => {
        const total = by.reduce((sum, weight) => sum + BigInt(weight), 0n);
        fc.pre(total > 0n);
        shareOut(whole, by).forEach((part, index) => {
          const exact = BigInt(whole) * BigInt(by[index] ?? 0);
          expect(BigInt(part) >= exact / total).toBe(true);
          expect(BigInt(part) <= (exact + total - 1n) / total).toBe(true);
        });
      }),
    );
  });

  it("gives as many parts alike whether they are few or many", () => {
    for (const count of [2, 16, 17, 40]) {
      const parts = shareOut(
        count * 3 - 1,
        Array.from({ length: count }, () => 7),
      );
      expect(parts).toEqual(Array.from({ length: count }, (_, index) => (index < count - 1 ? 3 : 2)));
    }
  });

  it("gives nothing to a part without weight, unless no part has any", () => {
    expect(shareOut(10, [0, 3, 0])).toEqual([0, 10, 0]);
    expect(shareOut(10, [0, 0])).toEqual([10, 0]);
  });

  it("gives the last units to the largest remainders, and among equals to the earlier", () => {
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(shareOut(100, [335, 335, 330])).toEqual([34, 33, 33]);
    expect(shareOut(3, [1, 5])).toEqual([1, 2]);
  });

  it("to nobody is possible for nothing only", () => {
    expect(shareOut(0, [])).toEqual([]);
    expect(() => shareOut(1, [])).toThrow(RangeError);
  });
});
