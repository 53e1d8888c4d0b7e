/**
 * Days of the Persian calendar and the days that forms send ("2026-11-22"), one for one. The calendar is that of Intl, which prints every other date of the admin too, so that what
 * is chosen is what is shown.
 */
export interface PersianDay {
  readonly year: number;
  /** 1 is Farvardin. */
  readonly month: number;
  readonly day: number;
}

const dayMs = 86_400_000;
const format = new Intl.DateTimeFormat("en-US-u-ca-persian-nu-latn", {
  timeZone: "UTC",
  year: "numeric",
  month: "numeric",
  day: "numeric",
});

function persianAt(at: number): PersianDay {
  const parts = format.formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? Number.NaN);
  return { year: part("year"), month: part("month"), day: part("day") };
}

/** null for what is no day. */
export function persianDay(iso: string): PersianDay | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? null : persianAt(at);
}

const isSame = (one: PersianDay, other: PersianDay) =>
  one.year === other.year && one.month === other.month && one.day === other.day;

/** Six months of 31 days, then months of 30; the year begins within a day or two of 21 March. @returns null for a day that its month does not have. */
export function isoOf(wanted: PersianDay): string | null {
  const { year, month, day } = wanted;
  const into = (month - 1) * 30 + Math.min(month - 1, 6) + (day - 1);
  const about = Date.UTC(year + 621, 2, 21) + into * dayMs;
  for (const off of [0, -1, 1, -2, 2]) {
    const at = about + off * dayMs;
    if (isSame(persianAt(at), wanted)) return new Date(at).toISOString().slice(0, 10);
  }
  return null;
}

/** How many days a month has; of a year that is not known yet, the most it can have. */
export function daysIn(year: number | null, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11 || year === null) return 30;
  return isoOf({ year, month, day: 30 }) === null ? 29 : 30;
}
