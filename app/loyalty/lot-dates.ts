/**
 * When the points of an order mature and expire. Dates count from the moment the order was placed, not from when we heard of it, so that a late
 * delivery gives the same lots; months are calendar months in the shop's time zone.
 */
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "./brand";
import type { LotTerms } from "./ledger/entry";
import type { Terms } from "./program";

const dayMs = 86_400_000;

/** The end of the day, in the shop's time zone, `months` after `from`: points stay good through their last day. */
export function monthsLater(from: Instant, months: number, timeZone: string): Instant {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  return instant(start.startOfDay().add({ months, days: 1 }).startOfDay().epochMilliseconds);
}

export function lotDates(
  terms: Terms,
  placedAt: Instant,
  timeZone: string,
): Pick<LotTerms, "maturesAt" | "expiresAt"> {
  return {
    maturesAt: terms.pendingDays === 0 ? null : instant(placedAt + terms.pendingDays * dayMs),
    expiresAt: terms.expiry.kind === "age" ? monthsLater(placedAt, terms.expiry.months, timeZone) : null,
  };
}
