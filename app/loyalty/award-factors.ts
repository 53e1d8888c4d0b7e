/** What an award is computed with beside the order itself, frozen when something of the order first counts (law 2). */
import type { TermsVersion } from "./brand";
import type { Order } from "./order";
import type { Terms } from "./program";

export interface AwardFactors {
  readonly termsVersion: TermsVersion;
  readonly tierId: string | null;
  readonly multiplierBp: number;
  /** The segments the member was in. */
  readonly segmentIds: readonly string[];
  /** The collections each product was in, of those the terms speak of. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Products to the collections they are in now, as the store tells. */
export type Groups = ReadonlyMap<string, readonly string[]>;
export const noGroups: Groups = new Map();

const spokenOf = new WeakMap<Terms, ReadonlySet<string>>();

/** The collections that rules, campaigns or excludes of the terms ask for. */
export function collectionsSpokenOf(terms: Terms): ReadonlySet<string> {
  const known = spokenOf.get(terms);
  if (known) return known;
  const asked = [...terms.earningRules, ...terms.campaigns].flatMap(({ conditions: { collections } }) => [
    ...collections.include,
    ...collections.exclude,
  ]);
  const all = new Set([...asked, ...terms.eligibility.excludedCollections]);
  spokenOf.set(terms, all);
  return all;
}

export const speaksOfCollections = (terms: Terms): boolean => collectionsSpokenOf(terms).size > 0;

/** The products of an order whose collections an award under these terms needs to know. */
export function productsOf(order: Order): string[] {
  return [...new Set(order.lines.flatMap((line) => (line.productId === null ? [] : [line.productId])))];
}

/**
 * The groups to freeze: what is frozen stays, products that an edit of the order brought are looked up now. Only collections the terms speak of, so that a row
 * stays small.
 */
export function groupsOf(
  order: Order,
  terms: Terms,
  { now, frozen }: { now: Groups; frozen: AwardFactors["groups"] },
) {
  const spoken = collectionsSpokenOf(terms);
  if (spoken.size === 0) return frozen;
  // Without a prototype: a product may have any id, and names that come from outside are kept quicker so.
  const groups: Record<string, readonly string[]> = Object.create(null);
  for (const productId in frozen) groups[productId] = frozen[productId] ?? inNone;
  for (const { productId } of order.lines) {
    if (productId === null || groups[productId] !== undefined) continue;
    groups[productId] = spokenOnly(now.get(productId) ?? inNone, spoken);
  }
  return groups;
}

function spokenOnly(collections: readonly string[], spoken: ReadonlySet<string>): readonly string[] {
  for (const one of collections) if (spoken.has(one)) return collections.filter((id) => spoken.has(id));
  return inNone;
}

const inNone: readonly string[] = [];
