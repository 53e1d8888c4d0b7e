/**
 * Redemptions: one member's use of a reward, a claim with a deadline (law 5): reserved → issued → used | released. The platform's code
 * is dead before points return.
 */
import type { Instant, MemberId, OrderId, RedemptionId, TermsVersion } from "./brand";
import type { Currency, Minor } from "./money";
import { isTakenBack, netOf, type Order, type OrderLine, returnedShare } from "./order";
import { declined, done, type Outcome } from "./outcome";
import { noPoints, type Points, points } from "./points";
import { isGift, type RewardKind } from "./rewards";
import { proportionOfAll } from "./rounding";

export const redemptionStates = ["reserved", "issued", "used", "released"] as const;
export type RedemptionState = (typeof redemptionStates)[number];

/** Why a claim ends without being used; the translation key is `release.<reason>`. */
export const releaseReasons = [
  "deadline",
  "cancelled-by-member",
  "cancelled-by-staff",
  "refused-by-store",
  "member-closed",
  "member-left",
  "shop-disconnected",
] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

export interface Redemption {
  readonly redemptionId: RedemptionId;
  readonly memberId: MemberId;
  readonly rewardId: string;
  /** The kind of reward when it was reserved. */
  readonly kind: RewardKind;
  readonly termsVersion: TermsVersion;
  readonly state: RedemptionState;
  readonly points: Points;
  readonly value: Minor;
  readonly currency: Currency;
  readonly code: string;
  readonly deadline: Instant;
  /** Set once a release was asked for; points return when the store has confirmed that the code is dead. */
  readonly releasing: ReleaseReason | null;
  readonly codeDead: boolean;
  readonly usedBy: OrderId | null;
  /** Given back because the order that used it was returned. */
  readonly restored: Points;
  /** The debits that took its points, oldest first. */
  readonly debitSeqs: readonly number[];
}

export function isOpen(redemption: Redemption): boolean {
  return redemption.state === "reserved" || redemption.state === "issued";
}

/** Whether a claim may be released now. */
export function mayRelease(redemption: Redemption): Outcome<Redemption> {
  if (redemption.state === "used") return declined("redemption-used");
  return done(redemption);
}

/**
 * A delivery that cost nothing can never be refunded by itself: what it was worth comes back with the goods it brought. Every other line says itself
 * how much of it came back.
 */
const saysItsReturn = (line: OrderLine): boolean => line.kind !== "shipping" || netOf(line) > 0;

/**
 * How many of a redemption's points an order's present state gives back: all of an order's that was cancelled or deleted, otherwise in proportion to the
 * discount on what was returned, whatever kind of discount it was, rounded down once, exact at the whole (field lesson 3). What was given
 * outside of any order is no order's to give back.
 */
export function restoredBy(order: Order, redemption: Redemption): Points {
  if (isGift(redemption.kind)) return noPoints;
  if (isTakenBack(order)) return redemption.points;
  const byCode = (line: OrderLine) =>
    line.discounts.reduce(
      (sum, discount) => (discount.code === redemption.code ? sum + discount.amount : sum),
      0,
    );
  const useful = order.lines.some((line) => saysItsReturn(line) && byCode(line) > 0);
  const weight = (line: OrderLine) =>
    useful ? (saysItsReturn(line) ? byCode(line) : 0) : line.kind === "shipping" ? 0 : line.gross;
  return points(
    proportionOfAll(
      redemption.points,
      order.lines.map((line) => {
        const [part, of] = returnedShare(line);
        return { weight: weight(line), part, of };
      }),
    ),
  );
}
