/**
 * Where a walk through a store's list is. Rows shift while it is walked (orders come, change and go), so a page begins at the last row's own moment and not after so many
 * rows; only where a whole page is of one second, pages are counted within it.
 */
import * as z from "zod";
import { type Instant, instant } from "../../../app/loyalty/brand";

export interface Place {
  /** Everything before this second has been walked. */
  readonly from: Instant;
  /** Counted within that second. */
  readonly page: number;
  /** Ids of this second that were given already. */
  readonly given: readonly number[];
  /** Which part of the walk, where there are several. */
  readonly part: number;
  /** How many rows are asked for at once: fewer once a store was too slow for many. */
  readonly size: number;
}

/** The most that WooCommerce gives at once. */
export const PER_PAGE = 100;

const written = z.object({
  from: z.int().nonnegative(),
  page: z.int().positive(),
  given: z.array(z.int()).max(10_000),
  part: z.int().nonnegative(),
  size: z.int().positive().max(PER_PAGE),
});

export const beginning = (from: Instant, part = 0): Place => ({
  from,
  page: 1,
  given: [],
  part,
  size: PER_PAGE,
});

/** A place is kept as text between two pages. What is no place of ours begins anew: walking twice changes nothing. */
export function placeOf(cursor: string | null, start: Instant): Place {
  if (cursor === null) return beginning(start);
  try {
    const { from, ...rest } = written.parse(JSON.parse(cursor));
    return { ...rest, from: instant(from) };
  } catch {
    return beginning(start);
  }
}

export const textOf = (place: Place): string => JSON.stringify(place);

/**
 * A moment as WooCommerce is asked: with its Z, which is exact. `dates_are_gmt=true` beside it makes it skip orders; and without a Z it reads the text on the site's own
 * clock, on which an hour of each spring does not exist, so that the orders of that hour would be skipped.
 */
export const gmtText = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** "After" leaves out the second it names. */
export const afterText = ({ from }: Place): string => gmtText(instant(Math.max(0, from - 1_000)));

const SMALLER = 4;
const SMALLEST = 6;

/** The same place with smaller pages; null when they are small already. */
export function withSmallerPages(place: Place): Place | null {
  const size = Math.floor(place.size / SMALLER);
  // Whole pages before this one stay whole, so nothing is between them.
  return size < SMALLEST ? null : { ...place, size, page: (place.page - 1) * SMALLER + 1 };
}

export interface Row {
  readonly id: number;
  readonly at: Instant;
}

/** The place after a page, or null when it was the last. `total`: how many rows the store says there are from this place on. */
export function nextPlace(place: Place, rows: readonly Row[], total: number | null): Place | null {
  // A row that the store may not show makes a page shorter without ending the list.
  const more = total === null ? rows.length >= place.size : total > place.page * place.size;
  if (!more) return null;
  const last = rows.at(-1);
  const first = rows[0];
  const ascending = rows.every((row, index) => index === 0 || row.at >= (rows[index - 1]?.at ?? 0));
  if (!last || !first || !ascending || last.at <= first.at || last.at <= place.from)
    return { ...place, page: place.page + 1, given: together(place.given, rows) };
  const given = rows.filter(({ at }) => at === last.at).map(({ id }) => id);
  return { ...place, from: last.at, page: 1, given };
}

const together = (given: readonly number[], rows: readonly Row[]): number[] =>
  [...new Set([...given, ...rows.map(({ id }) => id)])].slice(-9_000);
