/** Shopify's leaky bucket of cost points, one per shop: what is not there is refused, what was not used comes back at once. */

export interface ThrottleLimits {
  readonly maximumAvailable: number;
  readonly restoreRate: number;
}

/** Shopify Plus. Standard plans have a tenth of it. */
export const PLUS_LIMITS: ThrottleLimits = { maximumAvailable: 20_000, restoreRate: 1_000 };

export interface ThrottleStatus extends ThrottleLimits {
  readonly currentlyAvailable: number;
}

interface Bucket {
  available: number;
  at: number;
}

export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly now: () => number,
    public limits: ThrottleLimits = PLUS_LIMITS,
  ) {}

  /** Takes the points an operation may cost, or nothing when they are not there. */
  take(shop: string, points: number): boolean {
    const bucket = this.filled(shop);
    if (bucket.available < points) return false;
    bucket.available -= points;
    return true;
  }

  giveBack(shop: string, points: number): void {
    const bucket = this.filled(shop);
    bucket.available = Math.min(this.limits.maximumAvailable, bucket.available + points);
  }

  status(shop: string): ThrottleStatus {
    return { ...this.limits, currentlyAvailable: Math.floor(this.filled(shop).available) };
  }

  private filled(shop: string): Bucket {
    const now = this.now();
    const bucket = this.buckets.get(shop) ?? { available: this.limits.maximumAvailable, at: now };
    const restored = ((now - bucket.at) / 1_000) * this.limits.restoreRate;
    bucket.available = Math.min(this.limits.maximumAvailable, bucket.available + restored);
    bucket.at = now;
    this.buckets.set(shop, bucket);
    return bucket;
  }
}
