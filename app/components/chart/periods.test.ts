/** The periods of a chart. */
import { describe, expect, test } from "vitest";
import { formatsOf } from "../../i18n/format";
import { periodBounds } from "./periods";

const now = Date.UTC(2026, 10, 22, 12);
const tehran = { timeZone: "Asia/Tehran", calendar: "persian" };
const london = { timeZone: "Europe/London", calendar: "gregory" };

describe("twelve months", () => {
  test("end with the month that is running", () => {
    const bounds = periodBounds("months", now, london);
    expect(bounds).toHaveLength(13);
    expect(new Date(bounds[11] ?? 0).toISOString()).toBe("2026-11-01T00:00:00.000Z");
    expect(new Date(bounds[12] ?? 0).toISOString()).toBe("2026-12-01T00:00:00.000Z");
    expect(new Date(bounds[0] ?? 0).toISOString()).toBe("2025-12-01T00:00:00.000Z");
  });

  test("begin at the shop's own midnight, summer time or not", () => {
    const july = periodBounds("months", now, london)[7] ?? 0;
    expect(new Date(july).toISOString()).toBe("2026-06-30T23:00:00.000Z");
  });

  test("are those of the Persian calendar for Persian readers", () => {
    const names = periodBounds("months", now, tehran)
      .slice(0, 12)
      .map((start) => formatsOf("fa").month(start, "Asia/Tehran"));
    expect(names).toEqual([
      "دی",
      "بهمن",
      "اسفند",
      "فروردین",
      "اردیبهشت",
      "خرداد",
      "تیر",
      "مرداد",
      "شهریور",
      "مهر",
      "آبان",
      "آذر",
    ]);
    expect(formatsOf("fa").date(periodBounds("months", now, tehran)[11] ?? 0, "Asia/Tehran")).toBe(
      "۱ آذر ۱۴۰۵",
    );
  });
});

test("ninety days are thirteen weeks that end tonight", () => {
  const bounds = periodBounds("days", now, london);
  expect(bounds).toHaveLength(14);
  expect(new Date(bounds[13] ?? 0).toISOString()).toBe("2026-11-23T00:00:00.000Z");
  expect(new Date(bounds[12] ?? 0).toISOString()).toBe("2026-11-16T00:00:00.000Z");
});
