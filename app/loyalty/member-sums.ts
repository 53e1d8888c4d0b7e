/** The sums kept beside a member's account: what was earned, spent and expired in all. They add up what the entries say and nothing else. */
import type { LedgerEntry } from "./ledger/entry";
import { addPoints, negate, noPoints, type Points } from "./points";

export interface Sums {
  /** Earned by orders and actions, less what was clawed back. */
  readonly earned: Points;
  /** Spent on redemptions, less what came back. */
  readonly spent: Points;
  readonly expired: Points;
}
export const noSums: Sums = { earned: noPoints, spent: noPoints, expired: noPoints };

/** What one entry does to the sums. */
export function sumsAfter<Kept extends Sums>(sums: Kept, entry: LedgerEntry): Kept {
  switch (entry.kind) {
    case "earn":
    case "clawback":
      return { ...sums, earned: addPoints(sums.earned, entry.points) };
    case "redeem":
      return { ...sums, spent: addPoints(sums.spent, negate(entry.points)) };
    case "expire":
      return { ...sums, expired: addPoints(sums.expired, negate(entry.points)) };
    case "restore":
      return entry.cause.why === "expired-points-of-returned-order" ||
        entry.cause.why === "expired-points-moved"
        ? { ...sums, expired: addPoints(sums.expired, negate(entry.points)) }
        : { ...sums, spent: addPoints(sums.spent, negate(entry.points)) };
    case "adjust":
      return sums;
  }
}
