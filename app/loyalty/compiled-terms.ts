/**
 * Terms made quick to evaluate: their rules and campaigns, found by what they ask for. A program of hundreds of rules costs an order no more than the few
 * rules that can match it. The index only leaves out what `matching.ts` would refuse; it decides nothing.
 */
import type { Campaign } from "./campaigns";
import type { Conditions } from "./conditions";
import { isOrderRule, type OrderRule } from "./earning-rules/definition";
import type { ExchangeRate, Terms } from "./program";

type Words = ReadonlySet<string>;

/** Conditions with their lists as sets. */
export interface QuickConditions {
  readonly currencies: Words;
  readonly channels: Words;
  readonly tierIds: Words;
  readonly segmentIds: Words;
  readonly products: Words;
  readonly notProducts: Words;
  readonly collections: Words;
  readonly notCollections: Words;
  readonly minimumMinor: number;
  /** Whether products or collections matter at all. */
  readonly asksForLines: boolean;
}

/** A rule or campaign with its conditions, in the place it is taken in. */
export interface Entry<Item> {
  readonly item: Item;
  readonly place: number;
  readonly conditions: QuickConditions;
}

/** What an order and its frozen factors say that conditions ask for. */
export interface Traits {
  /** Of those the terms speak of. */
  readonly products: readonly string[];
  readonly collections: readonly string[];
  readonly segmentIds: readonly string[];
  readonly tierIds: readonly string[];
  readonly currencies: readonly string[];
  readonly channels: readonly string[];
}

type Shelf<Item> = Map<string, Entry<Item>[]>;

/** Each entry stands on exactly one shelf, or under each of the products and collections it asks for. */
export interface Shelves<Item> {
  readonly all: readonly Entry<Item>[];
  readonly always: readonly Entry<Item>[];
  readonly by: {
    readonly [Trait in "product" | "collection" | "segment" | "tier" | "currency" | "channel"]: Shelf<Item>;
  };
}

export interface CompiledTerms {
  readonly rules: Shelves<OrderRule>;
  /** In descending priority. */
  readonly campaigns: Shelves<Campaign>;
  /** The products that rules and campaigns are found by. Most lines are of none of them. */
  readonly productsSpokenOf: Words;
  readonly excludedProducts: Words;
  readonly excludedCollections: Words;
  readonly rates: ReadonlyMap<string, ExchangeRate>;
}

function quick(conditions: Conditions): QuickConditions {
  const { products, collections } = conditions;
  const lists = [products.include, products.exclude, collections.include, collections.exclude];
  return {
    currencies: new Set(conditions.currencies),
    channels: new Set(conditions.channels),
    tierIds: new Set(conditions.tierIds),
    segmentIds: new Set(conditions.segmentIds),
    products: new Set(conditions.products.include),
    notProducts: new Set(conditions.products.exclude),
    collections: new Set(conditions.collections.include),
    notCollections: new Set(conditions.collections.exclude),
    minimumMinor: conditions.minimumMinor,
    asksForLines: lists.some((list) => list.length > 0),
  };
}

function put<Item>(shelf: Shelf<Item>, keys: Words, entry: Entry<Item>): void {
  for (const key of keys) {
    const there = shelf.get(key);
    if (there) there.push(entry);
    else shelf.set(key, [entry]);
  }
}

function shelve<Item extends { readonly conditions: Conditions; readonly active: boolean }>(
  items: readonly Item[],
): Shelves<Item> {
  const all = items.map((item, place) => ({ item, place, conditions: quick(item.conditions) }));
  const by = {
    product: new Map(),
    collection: new Map(),
    segment: new Map(),
    tier: new Map(),
    currency: new Map(),
    channel: new Map(),
  };
  const always: Entry<Item>[] = [];
  for (const entry of all) {
    const { conditions, item } = entry;
    if (!item.active) continue;
    if (conditions.products.size + conditions.collections.size > 0) {
      put(by.product, conditions.products, entry);
      put(by.collection, conditions.collections, entry);
    } else if (conditions.segmentIds.size > 0) put(by.segment, conditions.segmentIds, entry);
    else if (conditions.tierIds.size > 0) put(by.tier, conditions.tierIds, entry);
    else if (conditions.currencies.size > 0) put(by.currency, conditions.currencies, entry);
    else if (conditions.channels.size > 0) put(by.channel, conditions.channels, entry);
    else always.push(entry);
  }
  return { all, always, by };
}

/** Puts an entry in its place, once. What was found is short and nearly in order, so this costs less than a set and a sort. */
function putInPlace<Item>(found: Entry<Item>[], entry: Entry<Item>): void {
  let at = found.length;
  while (at > 0 && (found[at - 1]?.place ?? 0) > entry.place) at -= 1;
  if (found[at - 1] === entry) return;
  if (at === found.length) found.push(entry);
  else found.splice(at, 0, entry);
}

function take<Item>(found: Entry<Item>[], shelf: Shelf<Item>, keys: readonly string[]): void {
  if (shelf.size === 0) return;
  for (const key of keys) {
    const entries = shelf.get(key);
    if (entries) for (const entry of entries) putInPlace(found, entry);
  }
}

/** The entries that may match, each once, in their places. */
export function candidatesOf<Item>({ always, by }: Shelves<Item>, traits: Traits): readonly Entry<Item>[] {
  const found = [...always];
  take(found, by.product, traits.products);
  take(found, by.collection, traits.collections);
  take(found, by.segment, traits.segmentIds);
  take(found, by.tier, traits.tierIds);
  take(found, by.currency, traits.currencies);
  take(found, by.channel, traits.channels);
  return found;
}

const byPriority = (a: Campaign, b: Campaign) =>
  b.priority - a.priority || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function compile(terms: Terms): CompiledTerms {
  const rules = shelve(terms.earningRules.filter(isOrderRule));
  const campaigns = shelve([...terms.campaigns].sort(byPriority));
  return {
    rules,
    campaigns,
    productsSpokenOf: new Set([...rules.by.product.keys(), ...campaigns.by.product.keys()]),
    excludedProducts: new Set(terms.eligibility.excludedProducts),
    excludedCollections: new Set(terms.eligibility.excludedCollections),
    rates: new Map(terms.exchangeRates.map((rate) => [rate.currency, rate])),
  };
}

const compiled = new WeakMap<Terms, CompiledTerms>();

/** Terms are immutable, so each is compiled once for as long as somebody holds it. */
export function compiledTerms(terms: Terms): CompiledTerms {
  const known = compiled.get(terms);
  if (known) return known;
  const made = compile(terms);
  compiled.set(terms, made);
  return made;
}
