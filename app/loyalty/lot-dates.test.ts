/** Laws of lot dates: points stay good through their last day, in the shop's time zone, whatever the calendar does. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type Instant, instant } from "./brand";
import { lotDates, monthsLater } from "./lot-dates";
import { anOrder, someTerms } from "./testing/cast";

const at = (text: string): Instant => instant(Temporal.ZonedDateTime.from(text).epochMilliseconds);
const read = (moment: Instant, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toString({ offset: "never", timeZoneName: "never" });

const london = "Europe/London";
const tehran = "Asia/Tehran";

describe("points that expire after some months", () => {
  it("are gone at the first moment of the day after, not before", () => {
    expect(read(monthsLater(at("2026-03-10T17:45[Europe/London]"), 12, london), london)).toBe(
      "2027-03-11T00:00:00",
    );
  });

  it("expire at the shop's midnight though the clocks changed meanwhile", () => {
    const winter = at("2026-01-15T09:00[Europe/London]");
    expect(read(monthsLater(winter, 6, london), london)).toBe("2026-07-16T00:00:00");
    expect(monthsLater(winter, 6, london)).toBe(at("2026-07-15T23:00[UTC]"));
  });

  it("expire at the first moment of a day that has no midnight", () => {
    // In Tehran the clocks of 2022 went from 00:00 to 01:00 on 22 March.
    expect(read(monthsLater(at("2022-02-21T12:00[Asia/Tehran]"), 1, tehran), tehran)).toBe(
      "2022-03-22T01:00:00",
    );
    expect(read(monthsLater(at("2022-03-22T12:00[Asia/Tehran]"), 1, tehran), tehran)).toBe(
      "2022-04-23T00:00:00",
    );
  });

  it("belong to the day of the shop, not of Greenwich", () => {
    const lateEvening = at("2026-05-31T22:00[UTC]");
    expect(read(monthsLater(lateEvening, 1, tehran), tehran)).toBe("2026-07-02T00:00:00");
    expect(read(monthsLater(lateEvening, 1, "UTC"), "UTC")).toBe("2026-07-01T00:00:00");
  });

  it("earned on the last of a month last through the last of a shorter one", () => {
    expect(read(monthsLater(at("2026-01-31T12:00[Europe/London]"), 1, london), london)).toBe(
      "2026-03-01T00:00:00",
    );
    expect(read(monthsLater(at("2028-01-31T12:00[Europe/London]"), 1, london), london)).toBe(
      "2028-03-01T00:00:00",
    );
    expect(read(monthsLater(at("2026-08-31T12:00[Europe/London]"), 6, london), london)).toBe(
      "2027-03-01T00:00:00",
    );
  });

  it("earned on a leap day last a year through 28 February", () => {
    expect(read(monthsLater(at("2028-02-29T12:00[Europe/London]"), 12, london), london)).toBe(
      "2029-03-01T00:00:00",
    );
    expect(read(monthsLater(at("2028-02-29T12:00[Europe/London]"), 48, london), london)).toBe(
      "2032-03-01T00:00:00",
    );
  });

  it("always live through whole days, and never expire in the order's own month's worth of days", () => {
    const moments = fc.date({
      min: new Date("2000-01-01T00:00:00Z"),
      max: new Date("2090-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(london, tehran, "America/St_Johns", "Pacific/Apia", "UTC");
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 120 }), zones, (moment, months, zone) => {
        const from = instant(moment.getTime());
        const until = Temporal.Instant.fromEpochMilliseconds(
          monthsLater(from, months, zone),
        ).toZonedDateTimeISO(zone);
        expect(until.equals(until.startOfDay())).toBe(true);
        const days = (until.epochMilliseconds - from) / 86_400_000;
        expect(days).toBeGreaterThan(27.9 * months);
        expect(days).toBeLessThan(31.1 * months + 2);
      }),
    );
  });

  it("later placed never expire sooner", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => instant(days * 86_400_000));
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 24 }), (a, b, months) => {
        const [sooner, later] = a < b ? [a, b] : [b, a];
        expect(monthsLater(sooner, months, london)).toBeLessThanOrEqual(monthsLater(later, months, london));
      }),
    );
  });
});

describe("the dates of a lot", () => {
  const placedAt = at("2026-03-10T17:45[Europe/London]");
  const order = anOrder({ placedAt, lines: [] });

  it("count from the moment the order was placed, so a late delivery opens the same lot", () => {
    const terms = someTerms({ pendingDays: 14, expiry: { kind: "age", months: 1 } });
    expect(lotDates(terms, order, london)).toEqual({
      orderId: order.orderId,
      idleDays: null,
      maturesAt: at("2026-03-24T17:45[Europe/London]"),
      expiresAt: at("2026-04-11T00:00[Europe/London]"),
    });
  });

  it("are none where points can be spent at once and never expire", () => {
    expect(lotDates(someTerms({ pendingDays: 0 }), order, london)).toEqual({
      orderId: order.orderId,
      idleDays: null,
      maturesAt: null,
      expiresAt: null,
    });
  });
});
