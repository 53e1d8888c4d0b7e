/** The items that a `query` argument leaves. */
import type { Args } from "./connection";
import { type Searchable, searchTest } from "./search-syntax";

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

export function searched<T>(items: readonly T[], args: Args, searchable: Searchable<T>): T[] {
  return items.filter(searchTest(textOf(args.query), searchable));
}
