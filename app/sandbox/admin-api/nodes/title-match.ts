/** How a title is searched: a word of it, whole, or its beginning when a star follows. */
import type { Matcher } from "../search-syntax";

export const titleMatch =
  <T>(pick: (item: T) => string): Matcher<T> =>
  (item, value) => {
    const wanted = value.toLowerCase();
    const words = pick(item)
      .toLowerCase()
      .split(/[^\p{L}\p{N}\p{M}]+/u);
    if (wanted.endsWith("*")) return words.some((word) => word.startsWith(wanted.slice(0, -1)));
    return words.includes(wanted) || pick(item).toLowerCase() === wanted;
  };
