/** Laws of standing in the tiers: never below what is qualified for, pins win, grace before a loss, an easier way back, and looking more often changes nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, instant } from "./brand";
import { dayMs, daysAfter, firstDay } from "./testing/cast";
import {
  evaluateStanding,
  joinStandings,
  newStanding,
  qualifiedTier,
  type TierChange,
  type TierStanding,
} from "./tier-standing";
import { type Gain, sumOf, windowStart } from "./tier-window";
import { noBenefits, nothingGathered, type TierProgram, tierProgramSchema } from "./tiers";

const timeZone = "Asia/Tehran";
const level = (id: string, threshold: number) => ({
  id,
  name: { en: id },
  threshold,
  multiplierBp: 10_000,
  benefits: noBenefits,
});
const levels = [level("bronze", 0), level("silver", 100), level("gold", 300)];
const program = (plan: Partial<TierProgram> = {}): TierProgram => ({
  ...tierProgramSchema.parse({ metric: "spend", levels }),
  ...plan,
});
const spent = (spend: number, at: Instant, key = `order:${at}`): Gain => ({
  key,
  at,
  counts: { ...nothingGathered, spend, orders: 1 },
});

/** What a member with these gains is seen to have, at a moment. */
function seen(tiers: TierProgram, gains: readonly Gain[], at: Instant) {
  const start = windowStart(tiers.window, { at, timeZone }) ?? instant(0);
  const known = gains.filter((gain) => gain.at <= at);
  return {
    at,
    timeZone,
    inWindow: sumOf(known.filter((gain) => gain.at >= start)),
    after: (from: Instant) => sumOf(known.filter((gain) => gain.at > from)),
  };
}

interface History {
  readonly standing: TierStanding;
  readonly changes: readonly TierChange[];
}

function lookAt(tiers: TierProgram, gains: readonly Gain[], days: readonly number[]): History {
  return days.reduce<History>(
    (before, day) => {
      const { standing, change } = evaluateStanding(
        tiers,
        before.standing,
        seen(tiers, gains, daysAfter(day)),
      );
      return { standing, changes: change ? [...before.changes, change] : before.changes };
    },
    { standing: newStanding, changes: [] },
  );
}

describe("a standing", () => {
  const rolling = program({ window: { kind: "rolling", months: 12 }, graceDays: 30 });

  it("is promoted at once and kept through its grace, then lost to the tier that is qualified for", () => {
    const gains = [spent(320, daysAfter(0)), spent(120, daysAfter(200))];
    expect(lookAt(rolling, gains, [0]).standing).toMatchObject({ tierId: "gold", graceUntil: null });
    const fading = lookAt(rolling, gains, [0, 370]).standing;
    expect(fading.tierId).toBe("gold");
    expect(fading.graceUntil).toBeGreaterThan(daysAfter(400));
    expect(fading.graceUntil).toBeLessThan(daysAfter(402));
    const lost = lookAt(rolling, gains, [0, 370, 402]);
    expect(lost.standing).toMatchObject({ tierId: "silver", lost: { tierId: "gold", at: daysAfter(402) } });
    expect(lost.changes.map(({ from, to, why }) => [from, to, why])).toEqual([
      [null, "gold", "qualified"],
      ["gold", "silver", "no-longer-qualified"],
    ]);
  });

  it("begins its grace when a refund takes the qualification, and ends it when it is earned again", () => {
    const tiers = program({ graceDays: 10 });
    const gold = evaluateStanding(tiers, newStanding, seen(tiers, [spent(300, daysAfter(0))], daysAfter(0)));
    const refunded = evaluateStanding(
      tiers,
      gold.standing,
      seen(tiers, [spent(250, daysAfter(0))], daysAfter(1)),
    );
    expect(refunded).toMatchObject({ change: null, standing: { tierId: "gold" } });
    expect(refunded.standing.graceUntil).not.toBeNull();
    const again = [spent(250, daysAfter(0)), spent(60, daysAfter(5))];
    expect(
      evaluateStanding(tiers, refunded.standing, seen(tiers, again, daysAfter(5))).standing.graceUntil,
    ).toBeNull();
  });

  it("has an easier way back for a time, for what is gathered after the loss", () => {
    const tiers = program({ ...rolling, graceDays: 0, comeback: { days: 90, thresholdBp: 5_000 } });
    const old = spent(300, daysAfter(0));
    const days = [0, 370, 380, 400, 470];
    const tierOn = (gains: readonly Gain[]) =>
      days.map((_, index) => lookAt(tiers, gains, days.slice(0, index + 1)).standing.tierId);
    expect(tierOn([old])).toEqual(["gold", "bronze", "bronze", "bronze", "bronze"]);
    expect(tierOn([old, spent(149, daysAfter(375))])).toEqual([
      "gold",
      "bronze",
      "silver",
      "silver",
      "silver",
    ]);
    expect(tierOn([old, spent(150, daysAfter(375))])).toEqual(["gold", "bronze", "gold", "gold", "silver"]);
    expect(tierOn([old, spent(200, daysAfter(465))]).at(-1)).toBe("silver");
  });

  it("stays where staff pinned it, whatever is gathered, and goes at once when the pin ends", () => {
    const tiers = program({ graceDays: 30 });
    const pinned = { ...newStanding, pin: { tierId: "silver", until: daysAfter(10) } };
    const rich = [spent(900, daysAfter(0))];
    const during = evaluateStanding(tiers, pinned, seen(tiers, rich, daysAfter(1)));
    expect(during).toMatchObject({ standing: { tierId: "silver" }, change: { why: "pinned" } });
    const poor = evaluateStanding(tiers, during.standing, seen(tiers, [], daysAfter(10)));
    expect(poor).toMatchObject({
      standing: { tierId: "bronze", pin: null, graceUntil: null, lost: null },
      change: { why: "pin-ended" },
    });
  });

  it("leaves a tier that the program has no more for the one that is qualified for", () => {
    const gold = { ...newStanding, tierId: "platinum", since: firstDay };
    const moved = evaluateStanding(program({ graceDays: 30 }), gold, seen(program(), [], daysAfter(1)));
    expect(moved).toMatchObject({ standing: { tierId: "bronze" }, change: { why: "tier-removed" } });
  });

  it("of two members who are one is the better tier, with either's pin", () => {
    const gold = { ...newStanding, tierId: "gold", since: daysAfter(3), graceUntil: daysAfter(9) };
    const pinned = { ...newStanding, tierId: "silver", pin: { tierId: "silver", until: null } };
    expect(joinStandings(program(), pinned, gold)).toEqual({ ...gold, pin: pinned.pin });
    expect(joinStandings(program(), gold, pinned)).toEqual({ ...gold, pin: pinned.pin });
  });
});

describe("windows", () => {
  it("begin at midnight of the shop, so many months ago or with their month of the year", () => {
    const at = instant(Date.parse("2026-03-20T21:00:00Z"));
    const start = (window: TierProgram["window"]) => windowStart(window, { at, timeZone });
    expect(start({ kind: "lifetime" })).toBeNull();
    // 00:30 of 21 March in Tehran.
    expect(start({ kind: "rolling", months: 1 })).toBe(Date.parse("2026-02-20T20:30:00Z"));
    expect(start({ kind: "calendar", startsInMonth: 3 })).toBe(Date.parse("2026-02-28T20:30:00Z"));
    expect(start({ kind: "calendar", startsInMonth: 4 })).toBe(Date.parse("2025-03-31T20:30:00Z"));
  });
});

const programs: fc.Arbitrary<TierProgram> = fc
  .record({
    window: fc.oneof(
      fc.constant({ kind: "lifetime" as const }),
      fc.record({ kind: fc.constant("rolling" as const), months: fc.integer({ min: 1, max: 14 }) }),
      fc.record({ kind: fc.constant("calendar" as const), startsInMonth: fc.integer({ min: 1, max: 12 }) }),
    ),
    graceDays: fc.constantFrom(0, 0, 3, 40),
    comeback: fc.record({
      days: fc.constantFrom(0, 30, 120),
      thresholdBp: fc.integer({ min: 1, max: 10_000 }),
    }),
  })
  .map((plan) => program(plan));

const streams = fc
  .array(fc.record({ day: fc.nat(900), spend: fc.nat(400) }), { maxLength: 12 })
  .map((orders) => orders.map(({ day, spend }, index) => spent(spend, daysAfter(day), `order:${index}`)));
const days = fc
  .uniqueArray(fc.nat(900), { minLength: 1, maxLength: 30 })
  .map((list) => list.sort((a, b) => a - b));
const pins = fc.option(
  fc.record({
    tierId: fc.constantFrom("bronze", "silver", "gold", "gone"),
    until: fc.option(fc.nat(900).map((day) => daysAfter(day))),
  }),
);

describe("however often a standing is looked at", () => {
  it("the same looks lead to the same tier, and the changes tell the tier that is kept", () => {
    fc.assert(
      fc.property(programs, streams, days, (tiers, gains, looks) => {
        const { standing, changes } = lookAt(tiers, gains, looks);
        expect(lookAt(tiers, gains, looks).standing).toEqual(standing);
        expect(changes.at(-1)?.to ?? null).toBe(standing.tierId);
        expect(changes.map((change) => change.from)).toEqual(
          changes.map((_, index) => changes[index - 1]?.to ?? null),
        );
      }),
    );
  });

  it("looking again at the same moment changes nothing", () => {
    fc.assert(
      fc.property(programs, streams, days, pins, (tiers, gains, looks, pin) => {
        const { standing } = lookAt(tiers, gains, looks);
        const now = seen(tiers, gains, daysAfter(looks.at(-1) ?? 0));
        const once = evaluateStanding(tiers, { ...standing, pin }, now);
        expect(evaluateStanding(tiers, once.standing, now)).toEqual({
          standing: once.standing,
          change: null,
        });
      }),
    );
  });

  it("without new orders, looks between two moments change nothing that the later would not", () => {
    const lifetime = programs.map((tiers) => ({
      ...tiers,
      window: { kind: "lifetime" as const },
      graceDays: 3,
    }));
    fc.assert(
      fc.property(lifetime, streams, days, (tiers, gains, looks) => {
        const still = gains.map((gain) => ({ ...gain, at: firstDay }));
        const last = looks.at(-1) ?? 0;
        expect(lookAt(tiers, still, looks).standing.tierId).toBe(
          lookAt(tiers, still, [last]).standing.tierId,
        );
      }),
    );
  });

  it("it is never below what is qualified for, unless pinned, and then it is the pinned tier", () => {
    fc.assert(
      fc.property(programs, streams, days, pins, (tiers, gains, looks, pin) => {
        const before = lookAt(tiers, gains, looks).standing;
        const at = instant(daysAfter(looks.at(-1) ?? 0) + dayMs);
        const now = seen(tiers, gains, at);
        const { standing } = evaluateStanding(tiers, { ...before, pin }, now);
        const threshold = (id: string | null) => levels.find((one) => one.id === id)?.threshold ?? -1;
        const holds = pin && pin.tierId !== "gone" && (pin.until === null || pin.until > at);
        if (holds) expect(standing.tierId).toBe(pin.tierId);
        else {
          const qualified = qualifiedTier(tiers, before, now).tier?.id ?? null;
          expect(threshold(standing.tierId)).toBeGreaterThanOrEqual(threshold(qualified));
        }
      }),
    );
  });
});
