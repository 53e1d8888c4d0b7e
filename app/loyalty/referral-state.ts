/**
 * A referral's life: invited → qualified → rewarded | rejected. Signals are weak, so no one of them alone asks for a person, let alone blocks a household
 * (field lesson 23); only a friend who bought here before, or who is the advocate, is rejected outright. The return window decides: what comes back before
 * it closes earns nothing, what comes back later changes nothing.
 */
import { type Instant, instant } from "./brand";
import { type Minor, minor } from "./money";
import { type Buyer, netOf, type Order } from "./order";
import { declined, done, type Outcome } from "./outcome";
import type { ReferralTerms } from "./referrals";

export const referralStates = ["invited", "qualified", "rewarded", "rejected"] as const;
export type ReferralState = (typeof referralStates)[number];

/** What speaks against a referral, each by itself harmless: families share a home, a telephone, a card. The translation key is `referral.signal.<signal>`. */
export const signalWeights = {
  "same-email-pattern": 35,
  "same-device": 20,
  "same-address": 20,
  "same-payment": 35,
  "same-phone": 35,
  velocity: 30,
} as const;
export type Signal = keyof typeof signalWeights;
export const signals: readonly Signal[] = [
  "same-email-pattern",
  "same-device",
  "same-address",
  "same-payment",
  "same-phone",
  "velocity",
];

/** Why nothing was rewarded; the translation key is `referral.reason.<reason>`. */
export const rejectReasons = [
  "prior-customer",
  "self-referral",
  "order-returned",
  "yearly-limit",
  "advocate-gone",
  "lapsed",
  "staff",
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** An advocate whose friends come faster than this within a week is looked at. */
export const velocityFrom = 5;
export const velocityDays = 7;

/** What is known of an advocate: fingerprints of all they ever bought with. */
export interface AdvocateMarks {
  readonly emails: ReadonlySet<string>;
  readonly emailPatterns: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
  readonly payments: ReadonlySet<string>;
}

export interface FriendMarks {
  /** Of the order, and of the visit that asked for the code. */
  readonly buyers: readonly Buyer[];
  /** Friends of the same advocate in the last week, this one included. */
  readonly recentFriends: number;
}

/** The weak signals of one friend, in a fixed order. */
export function signalsOf(advocate: AdvocateMarks, friend: FriendMarks): Signal[] {
  const shared = (known: ReadonlySet<string>, field: keyof Buyer) =>
    friend.buyers.some((buyer) => {
      const mark = buyer[field];
      return mark !== null && known.has(mark);
    });
  const found: Record<Signal, boolean> = {
    "same-email-pattern": shared(advocate.emailPatterns, "emailPattern"),
    "same-device": shared(advocate.devices, "device"),
    "same-address": shared(advocate.addresses, "address"),
    "same-payment": shared(advocate.payments, "payment"),
    "same-phone": shared(advocate.phones, "phone"),
    velocity: friend.recentFriends >= velocityFrom,
  };
  return signals.filter((signal) => found[signal]);
}

/** 0–100; grows with every signal. */
export function scoreOf(found: readonly Signal[]): number {
  return Math.min(
    100,
    [...new Set(found)].reduce((sum, signal) => sum + signalWeights[signal], 0),
  );
}

/** Whether a person has to look: never for one weak signal, however low the limit was set. */
export function needsReview(found: readonly Signal[], reviewFrom: number): boolean {
  return new Set(found).size >= 2 && scoreOf(found) >= reviewFrom;
}

export interface Referral {
  readonly state: ReferralState;
  readonly review: boolean;
  readonly score: number;
  readonly signals: readonly Signal[];
  readonly reason: RejectReason | null;
  readonly decidedBy: string | null;
  readonly orderId: string | null;
  readonly dueAt: Instant | null;
}

export const invitedReferral: Referral = {
  state: "invited",
  review: false,
  score: 0,
  signals: [],
  reason: null,
  decidedBy: null,
  orderId: null,
  dueAt: null,
};

/** What the friend's goods still come to: paid, less what came back. Shipping and gift cards do not count. */
export function worthOf(order: Order): Minor {
  if (order.status !== "paid") return minor(0);
  const goods = order.lines.filter((line) => line.kind === "product");
  return minor(goods.reduce((sum, line) => sum + Math.max(0, netOf(line) - line.refunded), 0));
}

/** Whether an order is good enough for the advocate to be rewarded, as it is now. */
export function stands(order: Order, terms: Pick<ReferralTerms, "minimumMinor">): boolean {
  return worthOf(order) >= Math.max(1, terms.minimumMinor);
}

export interface Qualifying {
  readonly order: Order;
  readonly terms: ReferralTerms;
  readonly signals: readonly Signal[];
  /** The friend bought here before they were invited. */
  readonly priorCustomer: boolean;
  /** The friend is the advocate: same customer, or the very same e-mail. */
  readonly isAdvocate: boolean;
}

const dayMs = 86_400_000;

/** The friend's order has been paid. Answers the same referral when the order does not qualify it (not yet, or not any more). */
export function qualify(referral: Referral, facts: Qualifying): Referral {
  const { order, terms } = facts;
  if (referral.state !== "invited" || !stands(order, terms)) return referral;
  const score = scoreOf(facts.signals);
  const found = { ...referral, orderId: order.orderId, score, signals: [...facts.signals] };
  const dueAt = instant((order.paidAt ?? order.placedAt) + terms.waitDays * dayMs);
  if (facts.isAdvocate) return { ...found, dueAt, state: "rejected", reason: "self-referral" };
  if (facts.priorCustomer) return { ...found, dueAt, state: "rejected", reason: "prior-customer" };
  return { ...found, dueAt, state: "qualified", review: needsReview(facts.signals, terms.reviewFrom) };
}

export interface Settling {
  readonly at: Instant;
  /** The friend's order as it is now; null when it is not known any more. */
  readonly order: Order | null;
  readonly terms: ReferralTerms;
  /** Rewards of the same advocate in this calendar year. */
  readonly rewardedThisYear: number;
  readonly advocateIsMember: boolean;
}

/** The return window has closed. Answers the same referral while it is not due or a person has still to look. */
export function settle(referral: Referral, facts: Settling): Referral {
  const { at, order, terms } = facts;
  if (referral.state !== "qualified" || referral.review) return referral;
  if (referral.dueAt === null || at < referral.dueAt) return referral;
  const reject = (reason: RejectReason): Referral => ({ ...referral, state: "rejected", reason });
  if (!order || !stands(order, terms)) return reject("order-returned");
  if (!facts.advocateIsMember) return reject("advocate-gone");
  if (terms.maximumPerYear > 0 && facts.rewardedThisYear >= terms.maximumPerYear)
    return reject("yearly-limit");
  return { ...referral, state: "rewarded", reason: null };
}

/** The friend's code has ended and nobody has bought with it. */
export const lapse = (referral: Referral): Referral =>
  referral.state === "invited" ? { ...referral, state: "rejected", reason: "lapsed" } : referral;

export type Verdict = "approve" | "reject";

/** Suspicion a person may overrule; the return window and the limits are nobody's opinion. */
const overruled: ReadonlySet<RejectReason> = new Set(["prior-customer", "self-referral", "staff"]);

/** A person decides. Approving lets the referral go its way: it is still rewarded only when its order stands at the end of the window. */
export function decide(referral: Referral, verdict: Verdict, actor: string): Outcome<Referral> {
  const waiting = referral.state === "qualified";
  if (verdict === "reject") {
    if (!waiting) return declined("already-decided");
    return done({ ...referral, state: "rejected", review: false, reason: "staff", decidedBy: actor });
  }
  const mayReturn =
    referral.state === "rejected" && referral.reason !== null && overruled.has(referral.reason);
  if (!(waiting && referral.review) && !mayReturn) return declined("already-decided");
  if (referral.orderId === null) return declined("already-decided");
  return done({ ...referral, state: "qualified", review: false, reason: null, decidedBy: actor });
}
