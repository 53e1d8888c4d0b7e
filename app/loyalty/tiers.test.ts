/** Laws of tiers: the highest reached level, by spend, points or orders, and an honest way to the next. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standingOf } from "./snapshot";
import {
  multiplierOf,
  noBenefits,
  progressToNext,
  type Qualification,
  type TierProgram,
  tierFor,
  tierMetrics,
  tierProgramSchema,
} from "./tiers";

const level = (id: string, threshold: number, multiplierBp = 10_000) => ({
  id,
  name: { en: id },
  threshold,
  multiplierBp,
  benefits: noBenefits,
});
const plainWindow = {
  window: { kind: "lifetime" as const },
  graceDays: 0,
  comeback: { days: 0, thresholdBp: 10_000 },
};
const three: TierProgram = {
  metric: "points",
  ...plainWindow,
  levels: [level("gold", 1_000, 15_000), level("bronze", 0), level("silver", 300, 12_500)],
};
const having = (gathered: Partial<Qualification>): Qualification => ({
  spend: 0,
  points: 0,
  orders: 0,
  engagement: 0,
  ...gathered,
});

const programs: fc.Arbitrary<TierProgram> = fc.record({
  metric: fc.constantFrom(...tierMetrics),
  window: fc.constant(plainWindow.window),
  graceDays: fc.constant(0),
  comeback: fc.constant(plainWindow.comeback),
  levels: fc
    .uniqueArray(fc.nat(10 ** 12), { maxLength: 8 })
    .map((thresholds) => thresholds.map((threshold, index) => level(`tier-${index}`, threshold))),
});
const gatherings: fc.Arbitrary<Qualification> = fc.record({
  spend: fc.nat(10 ** 12),
  points: fc.nat(10 ** 12),
  orders: fc.nat(10 ** 12),
  engagement: fc.nat(10 ** 12),
});

describe("a member's tier", () => {
  it("is the highest whose threshold is reached", () => {
    fc.assert(
      fc.property(programs, gatherings, (program, gathered) => {
        const have = gathered[program.metric];
        const reached = program.levels
          .filter(({ threshold }) => threshold <= have)
          .map(({ threshold }) => threshold);
        expect(tierFor(program, gathered)?.threshold).toBe(
          reached.length === 0 ? undefined : Math.max(...reached),
        );
      }),
    );
  });

  it("is reached at the very threshold, in whatever order the levels are written down", () => {
    const at = (points: number) => tierFor(three, having({ points }))?.id;
    expect([at(0), at(299), at(300), at(999), at(1_000), at(10 ** 9)]).toEqual([
      "bronze",
      "bronze",
      "silver",
      "silver",
      "gold",
      "gold",
    ]);
  });

  it("is none below the lowest threshold, and in a program without levels", () => {
    expect(tierFor({ ...three, levels: [level("gold", 1_000)] }, having({ points: 999 }))).toBeNull();
    expect(tierFor({ ...three, levels: [] }, having({ points: 999 }))).toBeNull();
  });

  it("goes by the program's metric alone", () => {
    const mixed = having({ spend: 5_000, points: 300, orders: 2 });
    const under = (metric: TierProgram["metric"]) => tierFor({ ...three, metric }, mixed)?.id;
    expect(tierMetrics.map(under)).toEqual(["gold", "silver", "bronze", "bronze"]);
  });

  it("never falls as the member gathers more", () => {
    fc.assert(
      fc.property(programs, gatherings, fc.nat(10 ** 9), (program, gathered, more) => {
        const later = { ...gathered, [program.metric]: gathered[program.metric] + more };
        const now = tierFor(program, gathered)?.threshold ?? -1;
        expect(tierFor(program, later)?.threshold ?? -1).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it("multiplies by its factor; without a tier points count once", () => {
    expect(multiplierOf(tierFor(three, having({ points: 300 })))).toBe(12_500);
    expect(multiplierOf(null)).toBe(10_000);
  });
});

describe("the way to the next tier", () => {
  it("is 0 to 99 per cent, so that 100 is only shown when the tier is reached", () => {
    fc.assert(
      fc.property(programs, gatherings, (program, gathered) => {
        const progress = progressToNext(program, gathered);
        if (progress === null) return;
        expect(Number.isInteger(progress.percent)).toBe(true);
        expect(progress.percent).toBeGreaterThanOrEqual(0);
        expect(progress.percent).toBeLessThanOrEqual(99);
      }),
    );
  });

  it("leads to the lowest tier not yet reached, and says what is had and needed", () => {
    fc.assert(
      fc.property(programs, gatherings, (program, gathered) => {
        const have = gathered[program.metric];
        const ahead = program.levels
          .map(({ threshold }) => threshold)
          .filter((threshold) => threshold > have);
        const progress = progressToNext(program, gathered);
        expect(progress?.need).toBe(ahead.length === 0 ? undefined : Math.min(...ahead));
        if (progress) expect(progress).toMatchObject({ have, metric: program.metric });
      }),
    );
  });

  it("is measured from the present tier, and from nothing where there is none", () => {
    expect(progressToNext(three, having({ points: 300 }))?.percent).toBe(0);
    expect(progressToNext(three, having({ points: 650 }))).toMatchObject({ need: 1_000, percent: 50 });
    expect(progressToNext(three, having({ points: 999 }))?.percent).toBe(99);
    expect(
      progressToNext({ ...three, levels: [level("gold", 1_000)] }, having({ points: 250 }))?.percent,
    ).toBe(25);
  });

  it("ends at the top", () => {
    expect(progressToNext(three, having({ points: 1_000 }))).toBeNull();
  });

  it("and the tier are one standing", () => {
    const gathered = having({ points: 650 });
    expect(standingOf(three, gathered)).toEqual({
      tier: tierFor(three, gathered),
      progress: progressToNext(three, gathered),
    });
  });
});

describe("levels", () => {
  it("may not share a threshold, for nobody could say which of them is reached", () => {
    const answer = tierProgramSchema.safeParse({ metric: "spend", levels: [level("a", 5), level("b", 5)] });
    expect(answer.error?.issues.map((issue) => issue.message)).toEqual(["same-threshold"]);
  });
});
