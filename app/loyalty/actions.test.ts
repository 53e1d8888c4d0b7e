/** Laws of actions: one earns no oftener than its rule allows in a calendar period of the shop, and only for whom the rule is. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type ActionFacts, type ActionRule, awardAction, isActionRule, limitOf, rulesFor } from "./actions";
import { type Instant, instant } from "./brand";
import { isWithin, periodOf } from "./calendar-periods";
import { type LimitPeriod, limitPeriods } from "./earning-rules/action";
import { earningRuleSchema } from "./earning-rules/definition";
import { daysAfter, firstDay } from "./testing/cast";

const zones = ["UTC", "Europe/London", "Asia/Tehran", "America/St_Johns", "Pacific/Apia"] as const;
const arbitraryZone = fc.constantFrom(...zones);
const arbitraryMoment = fc
  .integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((ms): Instant => instant(ms));
const periods = limitPeriods.filter((per) => per !== "lifetime");

function ruleOf(args: Record<string, unknown>, more: Record<string, unknown> = {}): ActionRule {
  const rule = earningRuleSchema.parse({
    id: "reviews",
    kind: "review",
    name: { en: "Review" },
    arguments: { points: 50, limit: { times: 1, per: "day" }, ...args },
    ...more,
  });
  if (!isActionRule(rule)) throw new Error("not a rule of an action");
  return rule;
}

const facts = (change: Partial<ActionFacts> = {}): ActionFacts => ({
  at: firstDay,
  timeZone: "Europe/London",
  earlier: [],
  tierId: "silver",
  segmentIds: ["regulars"],
  channel: "online",
  ...change,
});

describe("a calendar period of the shop", () => {
  it("holds its moment, and follows the one before without a gap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...periods), arbitraryMoment, arbitraryZone, (per, at, zone) => {
        const period = periodOf(per, at, zone);
        expect(isWithin(period, at)).toBe(true);
        expect(periodOf(per, instant(period.from - 1), zone).until).toBe(period.from);
        expect(periodOf(per, period.until, zone).from).toBe(period.until);
      }),
    );
  });

  it("begins a week on Monday, a month on its first, a year on 1 January", () => {
    fc.assert(
      fc.property(arbitraryMoment, arbitraryZone, (at, zone) => {
        const begin = (per: LimitPeriod) =>
          Temporal.Instant.fromEpochMilliseconds(periodOf(per, at, zone).from).toZonedDateTimeISO(zone);
        expect(begin("week").dayOfWeek).toBe(1);
        expect(begin("month").day).toBe(1);
        expect(begin("year").dayOfYear).toBe(1);
      }),
    );
  });

  it("is of the shop's clock, not of Greenwich", () => {
    const lateEvening = instant(Date.UTC(2026, 4, 31, 22));
    expect(isWithin(periodOf("month", lateEvening, "UTC"), instant(Date.UTC(2026, 4, 1)))).toBe(true);
    expect(isWithin(periodOf("month", lateEvening, "Asia/Tehran"), instant(Date.UTC(2026, 4, 1)))).toBe(
      false,
    );
  });
});

describe("a limit", () => {
  it("is never exceeded, whatever is told in whatever order", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryMoment, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(...limitPeriods),
        arbitraryZone,
        (moments, times, per, timeZone) => {
          const rule = ruleOf({ limit: { times, per } });
          const rewarded: Instant[] = [];
          for (const at of moments) {
            if (awardAction(rule, facts({ at, timeZone, earlier: rewarded })).done) rewarded.push(at);
          }
          for (const at of rewarded) {
            const period = periodOf(per, at, timeZone);
            expect(rewarded.filter((other) => isWithin(period, other)).length).toBeLessThanOrEqual(times);
          }
          for (const at of moments.filter((moment) => !rewarded.includes(moment))) {
            const period = periodOf(per, at, timeZone);
            expect(rewarded.filter((other) => isWithin(period, other)).length).toBe(times);
          }
        },
      ),
    );
  });

  it("says how often is allowed when it declines", () => {
    const rule = ruleOf({ limit: { times: 2, per: "day" } });
    const twice = [firstDay, firstDay];
    expect(awardAction(rule, facts({ earlier: twice }))).toEqual({
      done: false,
      reason: "action-limit",
      details: { times: 2 },
    });
    expect(awardAction(rule, facts({ at: daysAfter(1), earlier: twice }))).toEqual({ done: true, value: 50 });
  });

  it("of a sign-up is once for ever, of a birthday once a year", () => {
    expect(limitOf(ruleOf({}, { kind: "sign-up" }))).toEqual({ times: 1, per: "lifetime" });
    expect(limitOf(ruleOf({ knownDays: 30 }, { kind: "birthday" }))).toEqual({ times: 1, per: "year" });
    const joining = ruleOf({}, { kind: "sign-up" });
    expect(awardAction(joining, facts({ at: daysAfter(900), earlier: [firstDay] })).done).toBe(false);
  });
});

describe("the conditions of an action's rule", () => {
  const reasonFor = (conditions: Record<string, unknown>, change: Partial<ActionFacts> = {}) => {
    const outcome = awardAction(ruleOf({}, { conditions }), facts(change));
    return outcome.done ? "done" : outcome.reason;
  };

  it("hold for tier, segment and channel", () => {
    expect(reasonFor({ tierIds: ["silver", "gold"] })).toBe("done");
    expect(reasonFor({ tierIds: ["gold"] })).toBe("action-not-for-member");
    expect(reasonFor({ tierIds: ["gold"] }, { tierId: null })).toBe("action-not-for-member");
    expect(reasonFor({ segmentIds: ["regulars"] })).toBe("done");
    expect(reasonFor({ segmentIds: ["new"] })).toBe("action-not-for-member");
    expect(reasonFor({ channels: ["pos"] })).toBe("action-not-for-member");
    expect(reasonFor({ channels: ["pos"] }, { channel: "pos" })).toBe("done");
  });

  it("do not ask an action for what only an order has", () => {
    expect(reasonFor({ minimumMinor: 5_000, products: { include: ["1"], exclude: [] } })).toBe("done");
  });

  it("do not matter for a rule that is switched off: it gives nothing", () => {
    const outcome = awardAction(ruleOf({}, { active: false }), facts());
    expect(outcome.done ? "done" : outcome.reason).toBe("no-such-rule");
  });
});

describe("which rules an action falls under", () => {
  const event = ruleOf({ event: "quiz.finished" }, { id: "quiz", kind: "event" });
  const review = ruleOf({});
  const off = ruleOf({}, { id: "off", active: false });

  it("are those of its kind that are on; an event's by the name it comes under", () => {
    const all = [event, review, off];
    expect(rulesFor(all, "review").map((rule) => rule.id)).toEqual(["reviews"]);
    expect(rulesFor(all, "event", "quiz.finished").map((rule) => rule.id)).toEqual(["quiz"]);
    expect(rulesFor(all, "event", "other")).toEqual([]);
    expect(rulesFor(all, "survey")).toEqual([]);
  });
});

describe("a code's rule", () => {
  const code = ruleOf({ limit: { times: 3, per: "day" } }, { kind: "code" });

  it("gives what the code's batch says, and nothing without one", () => {
    expect(awardAction(code, facts({ codePoints: 120 }))).toEqual({ done: true, value: 120 });
    expect(awardAction(code, facts()).done).toBe(false);
  });
});
