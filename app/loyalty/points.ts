/** Points are whole numbers (law 9), signed: a ledger entry takes or gives. */
import type { Branded } from "./brand";

export type Points = Branded<number, "Points">;

/** @throws RangeError when `value` is not a safe integer: fractions of a point do not exist. */
export function points(value: number): Points {
  if (!Number.isSafeInteger(value)) throw new RangeError(`points must be whole and safe, got ${value}`);
  // Negative zero would print as "-0" and break deep equality of two equal ledgers.
  return (value === 0 ? 0 : value) as Points;
}

export const noPoints = points(0);

export function addPoints(...terms: readonly Points[]): Points {
  return points(terms.reduce<number>((sum, term) => sum + term, 0));
}

export function negate(value: Points): Points {
  return points(-value);
}

export function leastPoints(a: Points, b: Points): Points {
  return a < b ? a : b;
}
