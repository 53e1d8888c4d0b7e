/** How often one may knock: so many at once, and one more every so often. In this process's memory, because it only has to slow an abuser down. */

export interface TokenBucket {
  /** @returns how long to wait, in milliseconds; 0 when one may come in now. */
  take(who: string): number;
}

export interface Pace {
  readonly atOnce: number;
  readonly everyMs: number;
  readonly now: () => number;
}

/** Beyond this the full buckets, which remember nothing, are swept out. */
const SWEEP_AT = 10_000;

export function createTokenBucket({ atOnce, everyMs, now }: Pace): TokenBucket {
  /** When each one's bucket will be full again. */
  const fullAt = new Map<string, number>();
  const sweep = (at: number) => {
    for (const [who, full] of fullAt) if (full <= at) fullAt.delete(who);
  };
  return {
    take(who) {
      const at = now();
      const full = Math.max(at, fullAt.get(who) ?? at) + everyMs;
      const tooEarly = full - at - atOnce * everyMs;
      if (tooEarly > 0) return tooEarly;
      fullAt.set(who, full);
      if (fullAt.size > SWEEP_AT) sweep(at);
      return 0;
    },
  };
}
