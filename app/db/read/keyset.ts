/**
 * Keyset pagination: a page begins after (or ends before) a row that is named, so the millionth page costs what the first one costs.
 */
export interface PageWish<Cursor> {
  /** The page after this row, or … */
  readonly after?: Cursor | undefined;
  /** … the page before this one. */
  readonly before?: Cursor | undefined;
  readonly limit: number;
}

export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** To be asked for as `before`; null on the first page. */
  readonly newer: Cursor | null;
  /** To be asked for as `after`; null on the last page. */
  readonly older: Cursor | null;
}

/**
 * Makes a page of `limit + 1` rows, read away from the cursor: one row more than is shown tells whether there is another page.
 */
export function pageOf<Item, Cursor>(
  rows: readonly Item[],
  wish: PageWish<Cursor>,
  cursorOf: (item: Item) => Cursor,
): Page<Item, Cursor> {
  const backwards = wish.before !== undefined;
  const more = rows.length > wish.limit;
  const shown = rows.slice(0, wish.limit);
  const items = backwards ? shown.reverse() : shown;
  const first = items[0];
  const last = items.at(-1);
  const hasNewer = backwards ? more : wish.after !== undefined;
  const hasOlder = backwards || more;
  return {
    items,
    newer: hasNewer && first !== undefined ? cursorOf(first) : null,
    older: hasOlder && last !== undefined ? cursorOf(last) : null,
  };
}
