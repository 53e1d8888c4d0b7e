/** An order made ready for its rules: what each line counts, which collections it is in, and the sums, once for however many rules look at it. */
import type { AwardFactors } from "./award-factors";
import { type CompiledTerms, compiledTerms, type Traits } from "./compiled-terms";
import { type Counting, eligibleOf, emptyReason, type LineExclusion } from "./eligible-money";
import type { Order, OrderLine } from "./order";
import type { ExchangeRate } from "./program";
import { proportion } from "./rounding";

export interface CountedLine {
  readonly line: OrderLine;
  /** Minor units of the order's currency. */
  readonly eligible: number;
  /** Units that stand and were paid with money. */
  readonly units: number;
  readonly collections: readonly string[];
  readonly excluded: LineExclusion | null;
}

/** What points are shared out by. */
type Weights<Value> = { readonly [By in "eligible" | "units"]: Value };

export interface PreparedOrder {
  readonly order: Order;
  readonly factors: AwardFactors;
  readonly compiled: CompiledTerms;
  readonly lines: readonly CountedLine[];
  /** Indexes of all lines. */
  readonly every: readonly number[];
  /** Line by line, and summed over all lines: most rules ask for no lines in particular. */
  readonly weights: Weights<readonly number[]>;
  readonly sums: Weights<number>;
  /** All that counts, in the program's currency. */
  readonly counted: number;
  /** Set when the order is in another currency than the program. */
  readonly rate: ExchangeRate | null;
  /** What rules and campaigns are found by. */
  readonly traits: Traits;
}

const inNone: readonly string[] = [];

/** Only a list is an answer: a product's id may be the name of what every object has. */
export function collectionsOf(groups: AwardFactors["groups"], productId: string | null): readonly string[] {
  // Most programs speak of no collections, and to look up a name that was never one costs more than the rest of a line.
  if (productId === null || Object.keys(groups).length === 0) return inNone;
  const found = groups[productId];
  return Array.isArray(found) ? found : inNone;
}

function exclusionOf(
  line: OrderLine,
  collections: readonly string[],
  counting: Counting,
): LineExclusion | null {
  const { eligibility } = counting.terms;
  const { excludedProducts, excludedCollections } = compiledTerms(counting.terms);
  if (line.kind === "gift-card" && !eligibility.includeGiftCards) return "gift-card-excluded";
  if (line.kind === "shipping" && !eligibility.includeShipping) return "shipping-excluded";
  if (line.productId !== null && excludedProducts.has(line.productId)) return "product-excluded";
  return collections.some((id) => excludedCollections.has(id)) ? "collection-excluded" : null;
}

function countLine(line: OrderLine, order: Order, { groups }: AwardFactors, counting: Counting): CountedLine {
  const collections = collectionsOf(groups, line.productId);
  const excluded = exclusionOf(line, collections, counting);
  const eligible = excluded ? 0 : eligibleOf(line, order, counting);
  return {
    line,
    eligible,
    units: eligible > 0 && line.kind !== "shipping" ? Math.max(0, line.quantity - line.returnedQuantity) : 0,
    collections,
    excluded: excluded ?? emptyReason(line, eligible),
  };
}

function traitsOf(
  order: Order,
  factors: AwardFactors,
  { lines, compiled }: Pick<PreparedOrder, "lines" | "compiled">,
): Traits {
  const { productsSpokenOf } = compiled;
  const products: string[] = [];
  const collections: string[] = [];
  for (const { line, collections: each } of lines) {
    if (line.productId !== null && productsSpokenOf.has(line.productId)) products.push(line.productId);
    for (const id of each) collections.push(id);
  }
  const tierIds = factors.tierId === null ? [] : [factors.tierId];
  const { segmentIds } = factors;
  return {
    products,
    collections,
    segmentIds,
    tierIds,
    currencies: [order.paidCurrency],
    channels: [order.channel],
  };
}

/** Whether an order can be counted under these terms: it is in the program's currency, or there is a rate for it. */
export function isCountable(order: Order, terms: Counting["terms"]): boolean {
  return order.currency === (terms.currency as string) || compiledTerms(terms).rates.has(order.currency);
}

function sum(values: readonly number[]): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}

/** @throws Error when the order's currency cannot be converted; such orders are parked before (field lesson 11). */
export function prepareOrder(order: Order, factors: AwardFactors, counting: Counting): PreparedOrder {
  const { terms } = counting;
  const compiled = compiledTerms(terms);
  const rate = compiled.rates.get(order.currency) ?? null;
  if (!isCountable(order, terms)) throw new Error(`order in ${order.currency}, terms in ${terms.currency}`);
  const lines = order.lines.map((line) => countLine(line, order, factors, counting));
  const weights = { eligible: lines.map((line) => line.eligible), units: lines.map((line) => line.units) };
  const foreign = order.currency === (terms.currency as string) ? null : rate;
  const sums = { eligible: sum(weights.eligible), units: sum(weights.units) };
  return {
    order,
    factors,
    compiled,
    lines,
    every: lines.map((_, index) => index),
    weights,
    sums,
    counted: inProgramsCurrency({ rate: foreign }, sums.eligible),
    rate: foreign,
    traits: traitsOf(order, factors, { lines, compiled }),
  };
}

/** A sum of the order's minor units in the program's, rounded down once. */
export function inProgramsCurrency({ rate }: Pick<PreparedOrder, "rate">, sum: number): number {
  return rate ? proportion(sum, rate.toMinor, rate.fromMinor) : sum;
}

export function sumOf(prepared: PreparedOrder, lines: readonly number[], of: "eligible" | "units"): number {
  if (lines === prepared.every) return prepared.sums[of];
  const weights = prepared.weights[of];
  let all = 0;
  for (const index of lines) all += weights[index] ?? 0;
  return all;
}
