/** Laws of points: whole, safe, signed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addPoints, leastPoints, negate, noPoints, points } from "./points";

const anyPoints = fc.maxSafeInteger().map(points);
const manyPoints = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(points);

describe("points", () => {
  it("are whole: a fraction, a NaN or a number beyond the safe integers is refused", () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => points(bad)).toThrow(RangeError);
    }
  });

  it("know no negative zero, so that two equal ledgers are deeply equal", () => {
    expect(Object.is(points(-0), 0)).toBe(true);
    expect(Object.is(negate(noPoints), 0)).toBe(true);
  });

  it("add up in any order", () => {
    fc.assert(
      fc.property(fc.array(manyPoints), (terms) => {
        expect(addPoints(...terms)).toBe(addPoints(...[...terms].reverse()));
      }),
    );
  });

  it("refuse a sum that would lose a point rather than round it", () => {
    expect(() => addPoints(points(Number.MAX_SAFE_INTEGER), points(1))).toThrow(RangeError);
  });

  it("negated twice are what they were, and cancel out with what they were", () => {
    fc.assert(
      fc.property(anyPoints, (some) => {
        expect(negate(negate(some))).toBe(some);
        expect(addPoints(some, negate(some))).toBe(0);
      }),
    );
  });

  it("have a least of two that is one of them and above neither", () => {
    fc.assert(
      fc.property(anyPoints, anyPoints, (a, b) => {
        const least = leastPoints(a, b);
        expect([a, b]).toContain(least);
        expect(least <= a && least <= b).toBe(true);
      }),
    );
  });
});
