/** Whether conditions match an order, and which of its lines. Each refusal has its reason, which is what an explanation says (law 7). */
import type { QuickConditions } from "./compiled-terms";
import { type CountedLine, inProgramsCurrency, type PreparedOrder, sumOf } from "./prepared-order";

/** What about an order conditions did not match. */
export const conditionMisses = [
  "currency",
  "channel",
  "tier",
  "segment",
  "products",
  "nothing-counts",
  "minimum",
] as const;
export type ConditionMiss = (typeof conditionMisses)[number];

export interface LinesMatched {
  readonly matched: true;
  /** Indexes of the lines that match and count. */
  readonly lines: readonly number[];
  /** In the program's currency. */
  readonly eligible: number;
}

export interface Missed<Reason extends string> {
  readonly matched: false;
  readonly reason: Reason;
  /** What a sentence may say of it. */
  readonly details: Readonly<Record<string, number>>;
}

export const missed = <Reason extends string>(
  reason: Reason,
  details: Missed<Reason>["details"] = {},
): Missed<Reason> => ({ matched: false, reason, details });

const empty = (words: ReadonlySet<string>) => words.size === 0;

function orderMiss(conditions: QuickConditions, { order, factors }: PreparedOrder): ConditionMiss | null {
  const { currencies, channels, tierIds, segmentIds } = conditions;
  if (!empty(currencies) && !currencies.has(order.paidCurrency)) return "currency";
  if (!empty(channels) && !channels.has(order.channel)) return "channel";
  if (!empty(tierIds) && !(factors.tierId !== null && tierIds.has(factors.tierId))) return "tier";
  if (!empty(segmentIds) && !factors.segmentIds.some((id) => segmentIds.has(id))) return "segment";
  return null;
}

/** A line matches by its product or by any of its collections; an exclude wins over both. */
function lineMatches(conditions: QuickConditions, { line, collections }: CountedLine): boolean {
  const { productId } = line;
  if (productId !== null && conditions.notProducts.has(productId)) return false;
  if (!empty(conditions.notCollections) && collections.some((id) => conditions.notCollections.has(id)))
    return false;
  if (empty(conditions.products) && empty(conditions.collections)) return true;
  if (productId !== null && conditions.products.has(productId)) return true;
  return collections.some((id) => conditions.collections.has(id));
}

export function matchConditions(
  conditions: QuickConditions,
  prepared: PreparedOrder,
): LinesMatched | Missed<ConditionMiss> {
  const miss = orderMiss(conditions, prepared);
  if (miss) return missed(miss);
  const { every, lines: all } = prepared;
  const lines = conditions.asksForLines
    ? every.filter((index) => {
        const line = all[index];
        return line !== undefined && lineMatches(conditions, line);
      })
    : every;
  if (lines.length === 0) return missed("products");
  const raw = sumOf(prepared, lines, "eligible");
  if (raw === 0) return missed("nothing-counts");
  const eligible = lines === every ? prepared.counted : inProgramsCurrency(prepared, raw);
  const minimum = conditions.minimumMinor;
  return eligible < minimum ? missed("minimum", { minimum, eligible }) : { matched: true, lines, eligible };
}
