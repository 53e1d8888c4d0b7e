/** Dates as files of members write them: ISO, in whatever digits; what has no zone of its own is in the shop's. */
import { Temporal } from "temporal-polyfill";
import { latinDigits } from "../i18n/digits";
import { readMonthDay } from "../loyalty/birthdays";
import { type Instant, instant } from "../loyalty/brand";

export interface DateReading {
  readonly timeZone: string;
  /** A day alone means its end: good through that day. */
  readonly through: boolean;
}

const dayAlone = /^\d{4}-\d{2}-\d{2}$/;
const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/;
const latest = Date.UTC(9999, 11, 31);

function epochOf(text: string, { timeZone, through }: DateReading): number {
  if (dayAlone.test(text)) {
    const day = Temporal.PlainDate.from(text).add({ days: through ? 1 : 0 });
    return day.toZonedDateTime(timeZone).epochMilliseconds;
  }
  const iso = text
    .replace(/\s*UTC$/, "Z")
    .replace(/^(\d{4}-\d{2}-\d{2})\s+/, "$1T")
    .replace(/\s+/g, "");
  if (zoned.test(iso)) return Temporal.Instant.from(iso).epochMilliseconds;
  return Temporal.PlainDateTime.from(iso).toZonedDateTime(timeZone).epochMilliseconds;
}

/** @returns null for what is no date between 1970 and 9999. */
export function readMoment(text: string, reading: DateReading): Instant | null {
  try {
    const at = epochOf(latinDigits(text), reading);
    return at >= 0 && at < latest ? instant(at) : null;
  } catch {
    return null;
  }
}

/** MM-DD, a full date, or as Yotpo writes it MM/DD and MM/DD/YYYY. @returns "03-21"; a year is not kept. */
export function readBirthdate(text: string): string | null {
  const latin = latinDigits(text);
  const match =
    /^(?:\d{4}-)?(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(latin) ??
    /^(\d{1,2})\/(\d{1,2})(?:\/\d{4})?$/.exec(latin);
  return match ? readMonthDay(Number(match[1]), Number(match[2])) : null;
}
