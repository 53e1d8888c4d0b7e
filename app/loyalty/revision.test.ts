/** Laws of revisions: of any two states of an order, everybody picks the same newest one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "./brand";
import { compareRevisions, type Revision } from "./revision";

/** Few values, so that equal stamps are common. */
const revision: fc.Arbitrary<Revision> = fc.record({
  updatedAt: fc.nat(3).map(instant),
  triggeredAt: fc.nat(3).map(instant),
  digest: fc.constantFrom("0a", "0b", "f0"),
});
const sign = (value: number) => Math.sign(value) + 0;

describe("the order of revisions", () => {
  it("is total: two revisions are equal only when they are the same state", () => {
    fc.assert(
      fc.property(revision, revision, (a, b) => {
        const same = a.updatedAt === b.updatedAt && a.triggeredAt === b.triggeredAt && a.digest === b.digest;
        expect(compareRevisions(a, b) === 0).toBe(same);
      }),
    );
  });

  it("is antisymmetric: who is newer from one side is older from the other", () => {
    fc.assert(
      fc.property(revision, revision, (a, b) => {
        expect(sign(compareRevisions(a, b))).toBe(sign(-compareRevisions(b, a)));
      }),
    );
  });

  it("is transitive: newer than the newer is newer", () => {
    fc.assert(
      fc.property(revision, revision, revision, (a, b, c) => {
        if (compareRevisions(a, b) <= 0 && compareRevisions(b, c) <= 0) {
          expect(compareRevisions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it("picks the same newest of any states in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(revision, { minLength: 1 }), (states) => {
        const newest = (all: readonly Revision[]) =>
          all.reduce((best, next) => (compareRevisions(next, best) > 0 ? next : best));
        expect(newest([...states].reverse())).toEqual(newest(states));
        expect(newest([...states, ...states])).toEqual(newest(states));
      }),
    );
  });

  it("goes by the order's own stamp first, then by the event's, then by the content", () => {
    const old = { updatedAt: instant(1), triggeredAt: instant(9), digest: "ff" };
    expect(
      compareRevisions(old, { updatedAt: instant(2), triggeredAt: instant(0), digest: "00" }),
    ).toBeLessThan(0);
    expect(compareRevisions(old, { ...old, triggeredAt: instant(8) })).toBeGreaterThan(0);
    expect(compareRevisions(old, { ...old, digest: "fe" })).toBeGreaterThan(0);
  });
});
