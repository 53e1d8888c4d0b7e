/**
 * Shopify's leaky bucket as we last saw it: every operation costs points, the bucket refills by so many a second. Who knows what an operation
 * costs waits before asking instead of being turned away (one memory per shop, shared by all that speak to it).
 */

export interface Bucket {
  readonly available: number;
  readonly perSecond: number;
}

export interface Throttle {
  /** How long to wait before this operation, by what it asked for the last time. */
  waitFor(operation: string): number;
  /** What Shopify said of the bucket, and what the operation asks for. */
  heard(operation: string, cost: { readonly requested: number; readonly bucket: Bucket }): void;
}

/** A wait that is longer than this is not waited for in advance: other callers' points may come back sooner than we think. */
const LONGEST_MS = 5_000;

export function refillMs(missing: number, perSecond: number): number {
  if (missing <= 0) return 0;
  return Math.ceil((missing / Math.max(1, perSecond)) * 1_000);
}

export function createThrottle(now: () => number): Throttle {
  const costs = new Map<string, number>();
  let seen: (Bucket & { readonly at: number }) | null = null;
  return {
    waitFor(operation) {
      const cost = costs.get(operation);
      if (seen === null || cost === undefined) return 0;
      const available = seen.available + ((now() - seen.at) / 1_000) * seen.perSecond;
      return Math.min(LONGEST_MS, refillMs(cost - available, seen.perSecond));
    },
    heard(operation, { requested, bucket }) {
      costs.set(operation, requested);
      seen = { ...bucket, at: now() };
    },
  };
}

const throttles = new Map<string, Throttle>();

/** The shop's own, for as long as this process lives. */
export function throttleOf(domain: string): Throttle {
  const known = throttles.get(domain);
  if (known) return known;
  const made = createThrottle(Date.now);
  throttles.set(domain, made);
  return made;
}
