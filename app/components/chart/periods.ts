/**
 * The periods of a chart: months of the reader's calendar, or weeks, in the shop's time zone. A Persian reader's months begin where the
 * Persian calendar's do.
 */
import { Temporal } from "temporal-polyfill";

export type Span = "months" | "days";

/** Beginnings of the periods, oldest first, and the end of the last: one more than there are periods; epoch milliseconds. */
export function periodBounds(
  span: Span,
  nowMs: number,
  place: { timeZone: string; calendar: string },
): number[] {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(place.timeZone)
    .withCalendar(place.calendar);
  if (span === "months") {
    const month = now.with({ day: 1 }).startOfDay();
    return steps(12, (back) => month.add({ months: 1 - back }));
  }
  const tomorrow = now.startOfDay().add({ days: 1 });
  return steps(13, (back) => tomorrow.subtract({ days: 7 * back }));
}

function steps(count: number, at: (back: number) => Temporal.ZonedDateTime): number[] {
  return Array.from({ length: count + 1 }, (_, index) => at(count - index).epochMilliseconds);
}
