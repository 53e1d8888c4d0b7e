/**
 * Where a walk through past orders stands, as the opaque text that the import keeps. Shopify lets nobody page beyond 25,000 orders of
 * one question, so before that the question is put anew from the newest order seen; an order that comes twice is the same order (law 1).
 */
import type { Instant } from "../../loyalty/brand";

export const pageSizes: readonly number[] = [25, 10, 4, 1];

export interface ListPlace {
  /** ISO 8601: orders made before this are not asked for. */
  readonly from: string;
  /** How many orders at once this shop gives. */
  readonly first: number;
  /** How many orders this question has given so far. */
  readonly passed: number;
  readonly after: string | null;
}

const ASK_ANEW_AFTER = 20_000;

export function beginning(since: Instant): ListPlace {
  return { from: new Date(since).toISOString(), first: pageSizes[0] ?? 1, passed: 0, after: null };
}

interface Step {
  readonly first: number;
  readonly after: string | null;
  readonly passed: number;
  /** When the last order of the page was made. */
  readonly newest: string | undefined;
}

export function nextPlace(place: ListPlace, step: Step): ListPlace {
  const passed = place.passed + step.passed;
  const { newest, first, after } = step;
  // Where all these orders are of one moment the walk would begin again for ever, so it only turns where time has moved.
  const turns =
    passed >= ASK_ANEW_AFTER && newest !== undefined && Date.parse(newest) > Date.parse(place.from);
  return turns ? { from: newest, first, passed: 0, after: null } : { from: place.from, first, passed, after };
}

export function textOf({ from, first, passed, after }: ListPlace): string {
  return [from, first, passed, after ?? ""].join("|");
}

/** @throws Error for a text that is not ours. */
export function placeOf(text: string): ListPlace {
  const match = /^([^|]+)\|(\d+)\|(\d+)\|(.*)$/s.exec(text);
  const [, from = "", first, passed, after] = match ?? [];
  if (Number.isNaN(Date.parse(from))) throw new Error("this is not a place in a list of orders");
  return { from, first: Number(first), passed: Number(passed), after: after || null };
}
