/** Parts that sum to the whole (largest remainder), as Shopify spreads an order discount over its lines. */

export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = exact.map((value) => Number(value / BigInt(sum)));
  let left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value % BigInt(sum) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** `part` of `whole` of an amount, so that taking all parts one after the other takes exactly the amount. */
export function proportionUpTo(amount: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

/** Half away from zero, in basis points of an amount. */
export function basisPoints(amount: number, bp: number): number {
  return Math.round((amount * bp) / 10_000);
}

/** The tax that is inside an amount. */
export function taxInside(amount: number, bp: number): number {
  return Math.round((amount * bp) / (10_000 + bp));
}
