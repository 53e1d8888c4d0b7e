/** An order made ready for its rules: what each line counts, which collections it is in, and the sums, once for however many rules look at it. */
import type { AwardFactors } from "./award-factors";
import { type CompiledTerms, compiledTerms, type Traits } from "./compiled-terms";
import { type Counting, eligibleOf, emptyReason, type LineExclusion } from "./eligible-money";
import type { Order, OrderLine } from "./order";
import type { ExchangeRate } from "./program";
import { divide } from "./rounding";

export interface CountedLine {
  readonly line: OrderLine;
  /** Minor units of the order's currency. */
  readonly eligible: number;
  /** Units that stand and were paid with money. */
  readonly units: number;
  readonly collections: readonly string[];
  readonly excluded: LineExclusion | null;
}

export interface PreparedOrder {
  readonly order: Order;
  readonly factors: AwardFactors;
  readonly compiled: CompiledTerms;
  readonly lines: readonly CountedLine[];
  /** Indexes of all lines. */
  readonly every: readonly number[];
  /** Set when the order is in another currency than the program. */
  readonly rate: ExchangeRate | null;
  /** What rules and campaigns are found by. */
  readonly traits: Traits;
}

export const collectionsOf = (groups: AwardFactors["groups"], productId: string | null): readonly string[] =>
  productId !== null && Object.hasOwn(groups, productId) ? (groups[productId] ?? []) : [];

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

function traitsOf(order: Order, factors: AwardFactors, lines: readonly CountedLine[]): Traits {
  const products: string[] = [];
  const collections: string[] = [];
  for (const { line, collections: each } of lines) {
    if (line.productId !== null) products.push(line.productId);
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

/** @throws Error when the order's currency cannot be converted; such orders are parked before (field lesson 11). */
export function prepareOrder(order: Order, factors: AwardFactors, counting: Counting): PreparedOrder {
  const { terms } = counting;
  const compiled = compiledTerms(terms);
  const rate = compiled.rates.get(order.currency) ?? null;
  if (!isCountable(order, terms)) throw new Error(`order in ${order.currency}, terms in ${terms.currency}`);
  const lines = order.lines.map((line) => countLine(line, order, factors, counting));
  return {
    order,
    factors,
    compiled,
    lines,
    every: lines.map((_, index) => index),
    rate: order.currency === (terms.currency as string) ? null : rate,
    traits: traitsOf(order, factors, lines),
  };
}

/** A sum of the order's minor units in the program's, rounded down once. */
export function inProgramsCurrency({ rate }: Pick<PreparedOrder, "rate">, sum: number): number {
  return rate ? divide(BigInt(sum) * BigInt(rate.toMinor), BigInt(rate.fromMinor), "down") : sum;
}

export function sumOf(prepared: PreparedOrder, lines: readonly number[], of: "eligible" | "units"): number {
  let sum = 0;
  for (const index of lines) sum += prepared.lines[index]?.[of] ?? 0;
  return sum;
}
