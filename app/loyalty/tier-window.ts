/**
 * Over which time qualification counts, and what was gathered in it. Windows begin at midnight in the shop's time zone, so that everything that looks on one
 * day sees the same window.
 */
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./brand";
import { byQuarter } from "./by-quarter";
import { nothingGathered, type Qualification, type TierWindow } from "./tiers";

/** When and where the clock is read. */
export interface Moment {
  readonly at: Instant;
  readonly timeZone: string;
}

const local = ({ at, timeZone }: Moment) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

/** From when on things count; null for ever. */
export function windowStart(span: TierWindow, { at, timeZone }: Moment): Instant | null {
  if (span.kind === "lifetime") return null;
  return span.kind === "rolling"
    ? monthsBefore(at, span.months, timeZone)
    : yearStart(at, span.startsInMonth, timeZone);
}

const monthsBefore = byQuarter((at, months: number, timeZone: string): Instant => {
  const today = local({ at, timeZone }).startOfDay();
  return instant(today.subtract({ months }).epochMilliseconds);
});

const yearStart = byQuarter((at, startsInMonth: number, timeZone: string): Instant => {
  const today = local({ at, timeZone }).startOfDay();
  const year = today.month >= startsInMonth ? today.year : today.year - 1;
  const first = today.with({ year, month: startsInMonth, day: 1 });
  return instant(first.startOfDay().epochMilliseconds);
});

/** The hour of the day in the shop, 0–23. */
export const hourOf = (moment: Moment): number => local(moment).hour;

/** The end of the day, in the shop's time zone, so many days later; no days are this very moment. */
export function daysLater(moment: Moment, days: number): Instant {
  return days === 0 ? moment.at : endOfDayLater(moment.at, days, moment.timeZone);
}

const endOfDayLater = byQuarter((at, days: number, timeZone: string): Instant => {
  const later = local({ at, timeZone })
    .startOfDay()
    .add({ days: days + 1 });
  return instant(later.startOfDay().epochMilliseconds);
});

/** The end of a day of the calendar, such as "2026-12-31", in the shop's time zone; null for what is no date. */
export function endOfDate(date: string, timeZone: string): Instant | null {
  try {
    const day = Temporal.PlainDate.from(date, { overflow: "reject" });
    return instant(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}

/** What one order or one action counts towards tiers, and since when. */
export interface Gain {
  /** `order:<id>` or `action:<…>`: an order's later state replaces its earlier one. */
  readonly key: string;
  readonly at: Instant;
  readonly counts: Qualification;
}

export function addQualification(a: Qualification, b: Qualification): Qualification {
  return {
    spend: a.spend + b.spend,
    points: a.points + b.points,
    orders: a.orders + b.orders,
    engagement: a.engagement + b.engagement,
  };
}

export function sumOf(gains: readonly Gain[]): Qualification {
  return gains.reduce((sum, gain) => addQualification(sum, gain.counts), nothingGathered);
}

/** The gains once this one has taken its order's place. */
export function replaceGain(gains: readonly Gain[], gain: Gain): Gain[] {
  return [...gains.filter((one) => one.key !== gain.key), gain];
}
