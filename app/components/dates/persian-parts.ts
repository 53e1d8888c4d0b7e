/** A Persian day as it stands in its three fields while it is being chosen. */
import { readWhole } from "../../i18n/digits";
import { daysIn, isoOf, type PersianDay, persianDay } from "./persian-day";

export interface PersianParts {
  /** "" while it is not chosen, as the others. */
  readonly day: string;
  readonly month: string;
  /** As typed, in any digits. */
  readonly year: string;
}

/** Nobody plans for other years, and half a year typed is none. */
const years = { from: 1300, until: 1500 };

const noParts: PersianParts = { day: "", month: "", year: "" };

export function partsOf(iso: string, number: (value: number) => string): PersianParts {
  const day = persianDay(iso);
  return day ? { day: String(day.day), month: String(day.month), year: number(day.year) } : noParts;
}

function yearOf({ year }: PersianParts): number | null {
  const whole = readWhole(year);
  return whole !== null && whole >= years.from && whole <= years.until ? whole : null;
}

/** "" until all three are chosen, as a date field of the browser has it. */
export function isoOfParts(parts: PersianParts): string {
  const year = yearOf(parts);
  if (year === null || parts.month === "" || parts.day === "") return "";
  const day: PersianDay = { year, month: Number(parts.month), day: Number(parts.day) };
  return isoOf(day) ?? "";
}

export const daysOf = (parts: PersianParts): number =>
  parts.month === "" ? 31 : daysIn(yearOf(parts), Number(parts.month));

/** What changes with a part: the 31st of a month that has 30 days becomes its last. */
export function changed(parts: PersianParts, change: Partial<PersianParts>): PersianParts {
  const next = { ...parts, ...change };
  const most = daysOf(next);
  return Number(next.day) > most ? { ...next, day: String(most) } : next;
}
