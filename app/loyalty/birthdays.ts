/**
 * Birthdays: month and day, never a year. Points come on the day itself in the shop's time zone, once a year, and editing the date earns nothing: it must have been
 * on record for the rule's days, and the last birthday's points must be most of a year ago.
 */
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./brand";
import { dayOf } from "./calendar-periods";
import { declined, done, type Outcome } from "./outcome";

/** "03-21". 29 February may be a birthday; 30 February may not. */
export type MonthDay = string;

/** Between two birthdays' points. A corrected date may lie some weeks off, but nobody has two birthdays in a year. */
const leastDaysBetween = 300;
const dayMs = 86_400_000;

/** @returns the date as it is kept, or null for what is no day of any year. */
export function readMonthDay(month: number, day: number): MonthDay | null {
  try {
    return Temporal.PlainMonthDay.from(
      { monthCode: `M${String(month).padStart(2, "0")}`, day },
      { overflow: "reject" },
    )
      .toString()
      .slice(-5);
  } catch {
    return null;
  }
}

/** The day of one year on which a birthday is kept: 29 February is 28 February in a common year. */
function inYear(birthday: MonthDay, year: number): Temporal.PlainDate {
  const [month = 1, day = 1] = birthday.split("-").map(Number);
  return Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
}

/** The birthdays that are kept on one day: two of them on 28 February of a common year. */
export function birthdaysOn(date: Temporal.PlainDate): MonthDay[] {
  const own = readMonthDay(date.month, date.day) ?? "";
  return own === "02-28" && !date.inLeapYear ? [own, "02-29"] : [own];
}

/** The days a job looks at: today and some before it, so that a day on which nothing ran is made up for. */
export function daysUpTo(at: Instant, timeZone: string, days: number): Temporal.PlainDate[] {
  const today = dayOf(at, timeZone);
  return Array.from({ length: days }, (_, back) => today.subtract({ days: back }));
}

export interface BirthdayFacts {
  readonly birthday: MonthDay;
  readonly setAt: Instant;
  /** When the rule last gave points for a birthday. */
  readonly lastAt: Instant | null;
  readonly knownDays: number;
  readonly timeZone: string;
}

export interface DueBirthday {
  /** Of the calendar the shop's clock shows; the action's key, so that one year's birthday earns once. */
  readonly year: number;
  /** The first moment of the day. */
  readonly at: Instant;
}

/**
 * Whether the birthday of `day`'s year earns. `day` is a day on which this birthday is kept.
 * Declines `birthday-too-new` when the date was set or changed too shortly before, and `already-done` when the last points are too recent.
 */
export function birthdayOn(day: Temporal.PlainDate, facts: BirthdayFacts): Outcome<DueBirthday> {
  const { birthday, setAt, lastAt, knownDays, timeZone } = facts;
  const date = inYear(birthday, day.year);
  const knownSince = dayOf(setAt, timeZone).add({ days: knownDays });
  if (Temporal.PlainDate.compare(knownSince, date) > 0)
    return declined("birthday-too-new", { days: knownDays });
  const at = instant(date.toZonedDateTime(timeZone).startOfDay().epochMilliseconds);
  if (lastAt !== null && at - lastAt < leastDaysBetween * dayMs) return declined("already-done");
  return done({ year: date.year, at });
}
