/**
 * Division of whole numbers with a named rounding (law 9), and sharing out a whole so that the parts sum to it.
 * Minor units × points × basis points may leave the safe integers: what stays within them is computed in plain numbers, everything else in BigInt.
 */
export const roundings = ["down", "nearest", "up"] as const;
export type Rounding = (typeof roundings)[number];

/**
 * `numerator / denominator` for non-negative numerators. `nearest` rounds halves up.
 * @throws RangeError for a negative numerator, a denominator below 1 or a result beyond the safe integers.
 */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): number {
  if (denominator <= 0n) throw new RangeError("denominator must be positive");
  if (numerator < 0n) throw new RangeError("numerator must not be negative");
  const floor = numerator / denominator;
  const rest = numerator % denominator;
  const up = rounding === "up" ? rest > 0n : rounding === "nearest" && rest * 2n >= denominator;
  const result = Number(up ? floor + 1n : floor);
  if (!Number.isSafeInteger(result)) throw new RangeError("result is beyond the safe integers");
  return result;
}

/**
 * The same in plain numbers, where both are safe integers: exact, and much quicker. Null where they are not, or where `divide` would refuse. A product that
 * is beyond the safe integers stays beyond them however it was rounded, so callers may pass one as it comes.
 */
export function divideSmall(numerator: number, denominator: number, rounding: Rounding): number | null {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return null;
  if (numerator < 0 || denominator <= 0) return null;
  const floor = Math.floor(numerator / denominator);
  if (rounding === "down") return floor;
  const rest = numerator - floor * denominator;
  return (rounding === "up" ? rest > 0 : rest * 2 >= denominator) ? floor + 1 : floor;
}

/** floor(whole × part / of), exact at part = 0 and part = of. */
export function proportion(whole: number, part: number, of: number): number {
  return divideSmall(whole * part, of, "down") ?? divide(BigInt(whole) * BigInt(part), BigInt(of), "down");
}

/** One of several weights, and the fraction `part / of` of it that counts. */
export interface Weighed {
  readonly weight: number;
  readonly part: number;
  readonly of: number;
}

/**
 * floor(whole × Σ weight·part/of ÷ Σ weight): rounded once, at the end, however many fractions are summed. Exact when no part counts and when
 * every part does; 0 when nothing has weight.
 */
export function proportionOfAll(whole: number, weighed: readonly Weighed[]): number {
  const total = weighed.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (total === 0n) return 0;
  let numerator = 0n;
  let denominator = 1n;
  for (const { weight, part, of } of weighed) {
    if (part === 0) continue;
    const [p, q] = part === of ? [1n, 1n] : [BigInt(part), BigInt(of)];
    numerator = numerator * q + BigInt(weight) * p * denominator;
    denominator *= q;
  }
  return divide(BigInt(whole) * numerator, total * denominator, "down");
}

/**
 * Shares `whole` out in proportion to `weights` by the largest remainder: each part is its exact share rounded down or up, and the
 * parts sum to `whole`. Ties go to the earlier part. When every weight is 0, all of it goes to the first part.
 */
export function shareOut(whole: number, weights: readonly number[]): number[] {
  const parts = weights.map(() => 0);
  addShares(parts, whole, weights);
  return parts;
}

/** Shares `whole` out as `shareOut` does, and adds each part to the sum in its place. */
export function addShares(sums: number[], whole: number, weights: readonly number[]): void {
  if (weights.length === 0 && whole !== 0) throw new RangeError("nothing to share out to");
  let total = 0;
  for (const weight of weights) total += weight;
  if (total === 0) {
    if (weights.length > 0) sums[0] = (sums[0] ?? 0) + whole;
  } else if (Number.isSafeInteger(whole * total)) addSmallShares(sums, { whole, weights, total });
  else addLargeShares(sums, whole, weights);
}

/** Every product stays within the safe integers, so plain numbers are exact, and much quicker. */
function addSmallShares(
  sums: number[],
  { whole, weights, total }: { whole: number; weights: readonly number[]; total: number },
): void {
  let left = whole;
  for (let index = 0; index < weights.length; index += 1) {
    const part = Math.floor((whole * (weights[index] ?? 0)) / total);
    sums[index] = (sums[index] ?? 0) + part;
    left -= part;
  }
  if (left === 0) return;
  const remainders = weights.map((weight) => whole * weight - Math.floor((whole * weight) / total) * total);
  giveRest(sums, remainders, left);
}

function addLargeShares(sums: number[], whole: number, weights: readonly number[]): void {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  const parts = exact.map((value) => Number(value / total));
  for (const [index, part] of parts.entries()) sums[index] = (sums[index] ?? 0) + part;
  const left = parts.reduce((rest, part) => rest - part, whole);
  giveRest(
    sums,
    exact.map((value) => value % total),
    left,
  );
}

/** So few that looking for the largest one again costs less than putting them in order. */
const few = 16;

/** One more to each of the `left` parts with the largest remainders. */
function giveRest(sums: number[], remainders: (number | bigint)[], left: number): void {
  if (remainders.length > few) {
    const byRemainder = [...remainders.keys()].sort((a, b) => {
      const [one, other] = [remainders[a] ?? 0, remainders[b] ?? 0];
      return one === other ? a - b : one > other ? -1 : 1;
    });
    for (const index of byRemainder.slice(0, left)) sums[index] = (sums[index] ?? 0) + 1;
    return;
  }
  for (let given = 0; given < left; given += 1) {
    let largest = 0;
    for (let index = 1; index < remainders.length; index += 1)
      if ((remainders[index] ?? 0) > (remainders[largest] ?? 0)) largest = index;
    sums[largest] = (sums[largest] ?? 0) + 1;
    remainders[largest] = -1;
  }
}
