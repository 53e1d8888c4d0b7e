/** Laws of birthdays: once a year on the day, in the shop's time zone, and never by editing the date. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { birthdayOn, birthdaysOn, daysUpTo, readMonthDay } from "./birthdays";
import { type Instant, instant } from "./brand";
import { dayOf } from "./calendar-periods";

const zone = "Asia/Tehran";
const on = (text: string, timeZone = zone): Instant =>
  instant(Temporal.PlainDate.from(text).toZonedDateTime({ timeZone, plainTime: "10:00" }).epochMilliseconds);
const date = (text: string) => Temporal.PlainDate.from(text);
const longAgo = on("2020-01-01");
const facts = (
  birthday: string,
  change: { setAt?: Instant; lastAt?: Instant | null; knownDays?: number } = {},
) => ({
  birthday,
  setAt: longAgo,
  lastAt: null,
  knownDays: 30,
  timeZone: zone,
  ...change,
});
const reason = (outcome: ReturnType<typeof birthdayOn>) => (outcome.done ? "done" : outcome.reason);

describe("a birthday", () => {
  it("is a month and a day that some year has", () => {
    expect(readMonthDay(3, 21)).toBe("03-21");
    expect(readMonthDay(2, 29)).toBe("02-29");
    for (const [month, day] of [
      [2, 30],
      [4, 31],
      [13, 1],
      [0, 1],
      [1, 0],
      [1, 32],
      [1.5, 2],
      [Number.NaN, 2],
    ] as const)
      expect(readMonthDay(month, day)).toBeNull();
  });

  it("on 29 February is kept on the 28th of a common year", () => {
    expect(birthdaysOn(date("2027-02-28"))).toEqual(["02-28", "02-29"]);
    expect(birthdaysOn(date("2028-02-28"))).toEqual(["02-28"]);
    expect(birthdaysOn(date("2028-02-29"))).toEqual(["02-29"]);
    const outcome = birthdayOn(date("2027-02-28"), facts("02-29"));
    expect(outcome).toEqual({ done: true, value: { year: 2027, at: expect.any(Number) } });
    expect(outcome.done && dayOf(outcome.value.at, zone).toString()).toBe("2027-02-28");
  });

  it("comes on exactly one day of every year", () => {
    const day = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) });
    fc.assert(
      fc.property(day, fc.integer({ min: 2000, max: 2040 }), ({ month, day }, year) => {
        const birthday = readMonthDay(month, day);
        if (birthday === null) return;
        const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
        const kept = Array.from({ length: first.daysInYear }, (_, n) => first.add({ days: n })).filter((d) =>
          birthdaysOn(d).includes(birthday),
        );
        expect(kept.length).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it("begins when the shop's day does", () => {
    const outcome = birthdayOn(date("2026-11-22"), facts("11-22"));
    expect(outcome.done && new Date(outcome.value.at).toISOString()).toBe("2026-11-21T20:30:00.000Z");
    expect(daysUpTo(instant(Date.UTC(2026, 10, 21, 22)), zone, 2).map(String)).toEqual([
      "2026-11-22",
      "2026-11-21",
    ]);
    expect(daysUpTo(instant(Date.UTC(2026, 10, 21, 22)), "Europe/London", 1).map(String)).toEqual([
      "2026-11-21",
    ]);
  });
});

describe("editing the date", () => {
  it("earns nothing until the date has been on record for the rule's days", () => {
    const set = on("2026-11-01");
    expect(reason(birthdayOn(date("2026-11-30"), facts("11-30", { setAt: set })))).toBe("birthday-too-new");
    expect(reason(birthdayOn(date("2026-12-01"), facts("12-01", { setAt: set })))).toBe("done");
    expect(reason(birthdayOn(date("2026-11-01"), facts("11-01", { setAt: set, knownDays: 0 })))).toBe("done");
  });

  it("never earns a day that was over before the date was known", () => {
    const set = on("2026-11-05");
    expect(reason(birthdayOn(date("2026-11-04"), facts("11-04", { setAt: set, knownDays: 0 })))).toBe(
      "birthday-too-new",
    );
  });

  it("never gives two birthdays within 300 days, however it is edited", () => {
    const edit = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      afterDays: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 60 }),
        (edits, knownDays) => {
          const rewarded: Instant[] = [];
          let birthday = "01-01";
          let setAt = on("2024-01-01");
          let day = date("2024-01-01");
          for (const { month, day: dayOfMonth, afterDays } of edits) {
            for (let n = 0; n < afterDays; n += 1, day = day.add({ days: 1 })) {
              if (!birthdaysOn(day).includes(birthday)) continue;
              const lastAt = rewarded.at(-1) ?? null;
              const outcome = birthdayOn(day, { birthday, setAt, lastAt, knownDays, timeZone: zone });
              if (outcome.done) rewarded.push(outcome.value.at);
            }
            birthday = readMonthDay(month, dayOfMonth) ?? birthday;
            setAt = on(day.toString());
          }
          for (const [index, at] of rewarded.entries()) {
            const before = rewarded[index - 1];
            if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(299 * 86_400_000);
          }
        },
      ),
    );
  });

  it("does not lose the year of a member who leaves it alone", () => {
    const outcome = birthdayOn(date("2027-11-22"), facts("11-22", { lastAt: on("2026-11-22") }));
    expect(reason(outcome)).toBe("done");
  });
});
