/**
 * The ledger's facts. Law 3: an entry is never edited; a mistake is mended by another entry. Law 7: every entry carries its cause, so that
 * every point can be explained. Law 4: credits open lots, debits are allocated to them.
 */
import type { Instant, MemberId, OrderId, RedemptionId, TermsVersion } from "../brand";
import type { ActionKind } from "../earning-rules/action";
import type { Points } from "../points";

export const entryKinds = ["earn", "redeem", "expire", "adjust", "clawback", "restore"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Why an entry exists. Stored as JSON beside it and shown as one sentence, `entry.<kind>.<why>`. */
export type Cause =
  | { readonly why: "order-awarded"; readonly orderId: OrderId; readonly orderName: string }
  | { readonly why: "order-changed"; readonly orderId: OrderId; readonly orderName: string }
  /** Taken from what is left of the order's lots with another date, and given again with this one. */
  | {
      readonly why: "order-redated";
      readonly orderId: OrderId;
      readonly orderName: string;
      readonly maturesAt: Instant | null;
    }
  | {
      readonly why: "action";
      readonly ruleId: string;
      readonly termsVersion: TermsVersion;
      readonly action: ActionKind;
    }
  | { readonly why: "redemption-reserved"; readonly redemptionId: RedemptionId; readonly rewardId: string }
  | {
      readonly why: "redemption-released";
      readonly redemptionId: RedemptionId;
      readonly release: string;
      readonly of: number;
    }
  | { readonly why: "redemption-used-late"; readonly redemptionId: RedemptionId; readonly orderId: OrderId }
  | {
      readonly why: "redeemed-order-returned";
      readonly redemptionId: RedemptionId;
      readonly orderId: OrderId;
      readonly orderName: string;
      readonly of: number;
    }
  | {
      readonly why: "redeemed-order-restated";
      readonly redemptionId: RedemptionId;
      readonly orderId: OrderId;
      readonly orderName: string;
    }
  | { readonly why: "lot-expired"; readonly lotSeq: number; readonly expiredAt: Instant }
  | { readonly why: "member-left"; readonly lotSeq: number }
  | { readonly why: "expired-points-moved"; readonly memberId: MemberId; readonly of: number }
  | { readonly why: "expired-points-of-returned-order"; readonly orderId: OrderId; readonly of: number }
  | { readonly why: "merged-into"; readonly memberId: MemberId; readonly lotSeq: number | null }
  | { readonly why: "merged-from"; readonly memberId: MemberId }
  | { readonly why: "referral"; readonly referralId: number }
  /** Brought along from a former program. */
  | { readonly why: "imported"; readonly importId: number }
  | { readonly why: "staff"; readonly reason: string; readonly actor: string }
  | {
      readonly why: "staff-undo-credit";
      readonly undoes: number;

      readonly actor: string;
    }
  | { readonly why: "staff-undo-debit"; readonly of: number; readonly actor: string };

/** What opens a lot: when it can be spent and when it is gone; null means at once and never. */
export interface LotTerms {
  readonly maturesAt: Instant | null;
  /** With `idleDays`, not before this; see `expiryOf`. */
  readonly expiresAt: Instant | null;
  /** Days without an order or a redemption of the member after which the points are gone; null where that does not matter. */
  readonly idleDays: number | null;
  /** The order that earned it: a clawback of that order takes from its own lots first. */
  readonly orderId: OrderId | null;
}

export interface LedgerEntry {
  /** Gapless per member from 1, so a missing fact shows. */
  readonly seq: number;
  readonly kind: EntryKind;
  /** Signed, never 0. */
  readonly points: Points;
  /** Unique in the shop: writing twice is writing once. */
  readonly source: string;
  /** When it was posted: what decides which lots could be spent. */
  readonly at: Instant;
  /** When what it is about happened: the purchase, the return. Earlier than `at` for orders that were imported or arrived late. */
  readonly happenedAt: Instant;
  readonly cause: Cause;
  /** Set for credits that open a lot (earn, and adjust above 0). */
  readonly lot: LotTerms | null;
  /** Sum of all entries up to and with this one. */
  readonly balanceAfter: Points;
}

export interface Lot extends LotTerms {
  /** The seq of the entry that opened it. */
  readonly seq: number;
  readonly points: Points;
  readonly remaining: Points;
}

/** Which debit took how much of which lot, and how much of that went back to it. */
export interface Allocation {
  readonly debitSeq: number;
  readonly debitKind: EntryKind;
  readonly lotSeq: number;
  readonly points: Points;
  readonly returned: Points;
}

/** What a debit could not find in any lot; the next credit absorbs it. The sum of debts is the member's deficit. */
export interface Debt {
  readonly debitSeq: number;
  readonly debitKind: EntryKind;
  readonly owed: Points;
}
