/** Calendar periods in the shop's time zone: what "once a day" or "twice a month" counts over. Weeks begin on Monday. */
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./brand";
import type { LimitPeriod } from "./earning-rules/action";

export interface Period {
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

/** Wide enough for every moment a calendar can name, narrow enough for a database's. */
const always: Period = { from: instant(0), until: instant(Date.UTC(9999, 11, 31)) };

const localDay = (at: Instant, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay();

/** The calendar day of a moment, as the shop's clock shows it. */
export function dayOf(at: Instant, timeZone: string): Temporal.PlainDate {
  return localDay(at, timeZone).toPlainDate();
}

/** The period that holds `at`. */
export function periodOf(per: LimitPeriod, at: Instant, timeZone: string): Period {
  if (per === "lifetime") return always;
  const day = localDay(at, timeZone);
  const [first, length] = {
    day: [day, { days: 1 }] as const,
    week: [day.subtract({ days: day.dayOfWeek - 1 }), { weeks: 1 }] as const,
    month: [day.with({ day: 1 }), { months: 1 }] as const,
    year: [day.with({ month: 1, day: 1 }), { years: 1 }] as const,
  }[per];
  // Midnight may not exist on a day the clocks change; the day then begins with its first moment.
  const from = first.startOfDay();
  const until = from.add(length).startOfDay();
  return { from: instant(from.epochMilliseconds), until: instant(until.epochMilliseconds) };
}

export function isWithin({ from, until }: Period, at: Instant): boolean {
  return from <= at && at < until;
}
