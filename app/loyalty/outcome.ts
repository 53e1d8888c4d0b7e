/**
 * An outcome: a deed done, or declined with a reason. Law 7: a refusal is a value, and its reason is the translation
 * key `declined.<reason>` in every language. Bugs and broken infrastructure throw instead.
 */
export const declineReasons = [
  "not-a-member",
  "member-closed",
  "no-such-reward",
  "reward-inactive",
  "points-not-a-multiple",
  "below-reward-minimum",
  "above-reward-maximum",
  "below-minimum-to-redeem",
  "not-enough-points",
  "key-used-differently",
  "source-used-differently",
  "points-must-not-be-zero",
  "reason-missing",
  "adjustment-limit",
  "already-undone",
  "not-undoable",
  "no-such-entry",
  "no-such-member",
  "no-such-redemption",
  "redemption-used",
  "terms-changed-meanwhile",
  "code-refused-by-store",
  "bad-request",
  "forbidden",
  "too-many-requests",
  "reward-not-for-member",
  "reward-not-yet",
  "reward-over",
  "reward-sold-out",
  "reward-limit",
  "order-limit",
  "no-such-rule",
  "action-limit",
  "action-not-for-member",
  "already-done",
  "birthday-fixed",
  "birthday-too-new",
  "no-such-code",
  "code-used",
  "code-expired",
  "not-invited",
  "not-paid",
  "already-member",
  "referral-off",
  "self-referral",
  "no-such-referral",
  "already-decided",
  "no-such-tier",
  "no-such-batch",
  "no-such-api-key",
  "scope-missing",
  "membership-over",
  "unreadable-file",
  "import-running",
  "no-such-import",
  "no-such-order",
  "store-address-refused",
  "store-unreachable",
  "store-not-woocommerce",
  "store-keys-refused",
  "store-keys-read-only",
  "store-keys-lack-rights",
  "store-currency-unknown",
  "store-said-no",
  "store-request-over",
  "no-such-store",
] as const;

export type DeclineReason = (typeof declineReasons)[number];

export interface Done<T> {
  readonly done: true;
  readonly value: T;
}

export interface Declined {
  readonly done: false;
  readonly reason: DeclineReason;
  /** Figures the message may show, such as `{ missing: 40 }`. */
  readonly details: Readonly<Record<string, string | number>>;
}

export type Outcome<T> = Done<T> | Declined;

export function done<T>(value: T): Done<T> {
  return { done: true, value };
}

export function declined(reason: DeclineReason, details: Declined["details"] = {}): Declined {
  return { done: false, reason, details };
}
