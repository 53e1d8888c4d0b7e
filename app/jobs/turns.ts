/**
 * Whose turn it is on one line of work: each shop once at a time, only so many at once. A turn that takes long is waiting for its store and not for us, so it soon counts no more:
 * however many stores hang, there is a place for the others.
 */
import type { ShopId } from "../loyalty/brand";

const pauseAfterFailureMs = 2_000;
/** More would only queue for the same connections to the database. */
export const turnsAtOnce = 4;
/** A turn that has taken this long waits for somebody else. */
const longMs = 1_000;
/** Also of those that wait there must be an end. */
const mostInAll = 60;

export class Turns {
  private readonly atWork = new Map<ShopId, Promise<void>>();
  private readonly quick = new Set<ShopId>();
  private readonly restingUntil = new Map<ShopId, number>();
  private waiting: (() => void)[] = [];
  /** Each process begins somewhere else, or all of them would stand before the same shop's members while other shops wait. */
  private first = Math.floor(Math.random() * 1_000_000);

  /** Waits for a free place. */
  async place(): Promise<void> {
    while (this.quick.size >= turnsAtOnce || this.atWork.size >= mostInAll)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  mayBegin(shopId: ShopId): boolean {
    if (this.atWork.has(shopId)) return false;
    const until = this.restingUntil.get(shopId);
    if (until !== undefined && until > Date.now()) return false;
    this.restingUntil.delete(shopId);
    return true;
  }

  begin(shopId: ShopId, turn: Promise<void>): void {
    this.quick.add(shopId);
    const timer = setTimeout(() => this.makeRoom(shopId), longMs);
    const ended = turn.finally(() => {
      clearTimeout(timer);
      this.atWork.delete(shopId);
      this.makeRoom(shopId);
    });
    this.atWork.set(shopId, ended);
  }

  rest(shopId: ShopId): void {
    this.restingUntil.set(shopId, Date.now() + pauseAfterFailureMs);
  }

  /** Each pass begins with another shop, so that nobody is always last. */
  inTurn(shops: readonly ShopId[]): ShopId[] {
    if (shops.length === 0) return [];
    this.first = (this.first + 1) % shops.length;
    return [...shops.slice(this.first), ...shops.slice(0, this.first)];
  }

  async end(): Promise<void> {
    await Promise.all(this.atWork.values());
  }

  private makeRoom(shopId: ShopId): void {
    this.quick.delete(shopId);
    for (const go of this.waiting.splice(0)) go();
  }
}
