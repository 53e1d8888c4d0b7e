/**
 * When points mature and expire. Dates count from what happened (the order was placed, paid, handed over), not from when we heard of it, so that a late
 * delivery gives the same lots; months are calendar months in the shop's time zone.
 */
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./brand";
import { byQuarter } from "./by-quarter";
import type { LotTerms } from "./ledger/entry";
import { notYet } from "./not-yet";
import type { Order } from "./order";
import type { Expiry, Terms } from "./program";

const dayMs = 86_400_000;

/** The end of the day, in the shop's time zone, `months` after `from`: points stay good through their last day. */
export const monthsLater = byQuarter((from, months: number, timeZone: string): Instant => {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  return instant(start.startOfDay().add({ months, days: 1 }).startOfDay().epochMilliseconds);
});

type CalendarEnd = Extract<Expiry, { kind: "calendar" }>;

/** The end of the next `month`/`day` that is at least `spareMonths` after `from`. A day the month has not is its last. */
export const nextCalendarEnd = (from: Instant, end: CalendarEnd, timeZone: string): Instant =>
  calendarEnd(from, end.month, end.day, end.spareMonths, timeZone);

type EndKey = readonly [month: number, day: number, spareMonths: number, timeZone: string];
const calendarEnd = byQuarter((from, ...[month, day, spareMonths, timeZone]: EndKey): Instant => {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate();
  const least = start.add({ months: spareMonths });
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
  const thisYear = inYear(least.year);
  const date = Temporal.PlainDate.compare(thisYear, least) < 0 ? inYear(least.year + 1) : thisYear;
  return instant(date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
});

type Dates = Pick<LotTerms, "maturesAt" | "expiresAt" | "idleDays">;

function expiryDates(expiry: Expiry, from: Instant, timeZone: string): Omit<Dates, "maturesAt"> {
  switch (expiry.kind) {
    case "never":
      return { expiresAt: null, idleDays: null };
    case "age":
      return { expiresAt: monthsLater(from, expiry.months, timeZone), idleDays: null };
    case "inactivity":
      return { expiresAt: instant(from + expiry.days * dayMs), idleDays: expiry.days };
    case "calendar":
      return { expiresAt: nextCalendarEnd(from, expiry, timeZone), idleDays: null };
  }
}

/** The dates of points that are no order's: spendable at once, expiring as the terms say from now on. */
export function creditDates(terms: Terms, at: Instant, timeZone: string): LotTerms {
  return { maturesAt: null, ...expiryDates(terms.expiry, at, timeZone), orderId: null };
}

function maturity(terms: Terms, order: Order): Instant | null {
  if (terms.pendingDays === 0 && terms.pendingFrom === "payment") return null;
  const from = terms.pendingFrom === "payment" ? (order.paidAt ?? order.placedAt) : order.fulfilledAt;
  return from === null ? notYet : instant(from + terms.pendingDays * dayMs);
}

export function lotDates(terms: Terms, order: Order, timeZone: string): LotTerms {
  return {
    maturesAt: maturity(terms, order),
    ...expiryDates(terms.expiry, order.placedAt, timeZone),
    orderId: order.orderId,
  };
}
