/**
 * Division of whole numbers with a named rounding (law 9), and sharing out a whole so that the parts sum to it.
 * All arithmetic runs in BigInt, because minor units × points × basis points leave the safe integers quickly.
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

/** floor(whole × part / of), exact at part = 0 and part = of. */
export function proportion(whole: number, part: number, of: number): number {
  return divide(BigInt(whole) * BigInt(part), BigInt(of), "down");
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
  if (weights.length === 0) {
    if (whole !== 0) throw new RangeError("nothing to share out to");
    return [];
  }
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? whole : 0));
  const { parts, remainders } =
    BigInt(whole) * total <= mostExact
      ? shareSmall(whole, weights, Number(total))
      : shareLarge(whole, weights, total);
  let left = whole - parts.reduce((sum, part) => sum + part, 0);
  if (left === 0) return parts;
  const byRemainder = parts
    .map((_, index) => index)
    .sort((a, b) => {
      const [one, other] = [remainders[a] ?? 0, remainders[b] ?? 0];
      return one === other ? a - b : one > other ? -1 : 1;
    });
  for (const index of byRemainder) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

interface Shares {
  readonly parts: number[];
  readonly remainders: readonly (number | bigint)[];
}

const mostExact = BigInt(Number.MAX_SAFE_INTEGER);

/** Every product stays within the safe integers, so plain numbers are exact, and much quicker. */
function shareSmall(whole: number, weights: readonly number[], total: number): Shares {
  const exact = weights.map((weight) => whole * weight);
  return {
    parts: exact.map((value) => Math.floor(value / total)),
    remainders: exact.map((value) => value % total),
  };
}

function shareLarge(whole: number, weights: readonly number[], total: bigint): Shares {
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  return {
    parts: exact.map((value) => Number(value / total)),
    remainders: exact.map((value) => value % total),
  };
}
