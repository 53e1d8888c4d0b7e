/** Laws of choosing a day in the Persian calendar: every day there and back, the ends of years, and no day that is none. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { daysIn, isoOf, persianDay } from "./persian-day";

const days = fc
  .integer({ min: Date.UTC(1950, 0) / 86_400_000, max: Date.UTC(2090, 0) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

it("knows the days that everybody knows", () => {
  expect(persianDay("2026-11-22")).toEqual({ year: 1405, month: 9, day: 1 });
  expect(isoOf({ year: 1405, month: 1, day: 1 })).toBe("2026-03-21");
  expect(isoOf({ year: 1403, month: 12, day: 30 })).toBe("2025-03-20");
});

it("finds every day again, and counts as the calendar of Temporal does", () => {
  fc.assert(
    fc.property(days, (iso) => {
      const day = persianDay(iso);
      if (!day) throw new Error(iso);
      expect(isoOf(day)).toBe(iso);
      const same = Temporal.PlainDate.from(iso).withCalendar("persian");
      expect(day).toEqual({ year: same.year, month: same.month, day: same.day });
      expect(daysIn(day.year, day.month)).toBe(same.daysInMonth);
    }),
  );
});

it("knows no day that its month does not have", () => {
  expect(isoOf({ year: 1404, month: 12, day: 30 })).toBeNull();
  expect(isoOf({ year: 1405, month: 7, day: 31 })).toBeNull();
  for (const text of ["", "2026-02", "soon"]) expect(persianDay(text)).toBeNull();
});
