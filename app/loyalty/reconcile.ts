/**
 * Reconciliation of one order (law 1): from its newest state and what is posted for it already, the postings that close the difference.
 * Paid, edited, partially refunded, cancelled, delivered twice, late or out of order: this is the one code path.
 */
import { type Award, type AwardFactors, computeAward, noAward } from "./award";
import type { Instant, MemberId, TermsVersion } from "./brand";
import { lotDates } from "./lot-dates";
import { type MemberState, mustPost, withTier } from "./member-state";
import type { Order } from "./order";
import { points } from "./points";
import type { Terms } from "./program";
import type { Redemption } from "./redemptions";
import { settleRedemption } from "./settle-redemption";
import { multiplierOf, tierFor } from "./tiers";

/** What is posted for an order so far. */
export interface PostedAward {
  readonly memberId: MemberId;
  readonly award: Pick<Award, "factors" | "points" | "eligible" | "none">;
  /** Entries posted for this award; the next one's source carries the next number. */
  readonly postings: number;
}

export interface ReconcileInput {
  readonly order: Order;
  /** The member the order's customer is; null for a guest. */
  readonly memberId: MemberId | null;
  readonly posted: PostedAward | null;
  /** Redemptions whose code is on the order, or that this order had used before. */
  readonly redemptions: readonly Redemption[];
  readonly termsNow: { readonly version: TermsVersion; readonly terms: Terms };
  /** The terms the award was frozen with; the same as `termsNow` for a first award. */
  readonly termsThen: Terms;
  readonly timeZone: string;
  readonly at: Instant;
}

export interface Reconciled {
  readonly award: PostedAward & { readonly award: Award };
  readonly redemptions: readonly Redemption[];
}

/** The members a batch works on. Reconciling moves their states; everything else stays a value. */
export type Book = Map<MemberId, MemberState>;

function stateOf(book: Book, memberId: MemberId): MemberState {
  const state = book.get(memberId);
  if (!state) throw new Error(`member ${memberId} was not opened`);
  return state;
}

/** Whether the factors of an award are frozen: an order of which nothing ever counted is judged by the day on which something first does. */
function isFrozen(posted: PostedAward | null): posted is PostedAward {
  return posted !== null && (posted.postings > 0 || posted.award.eligible > 0);
}

function factorsFor(input: ReconcileInput, state: MemberState): AwardFactors {
  if (isFrozen(input.posted)) return input.posted.award.factors;
  // From what was gathered, not from `state.tierId`: a new member has none yet, and after a change of terms it is old until the job has looked.
  const tier = tierFor(input.termsNow.terms.tiers, state.gathered);
  return { termsVersion: input.termsNow.version, tierId: tier?.id ?? null, multiplierBp: multiplierOf(tier) };
}

function targetAward(input: ReconcileInput, state: MemberState): Award {
  const factors = factorsFor(input, state);
  if (state.status !== "active" && !isFrozen(input.posted)) return noAward(factors, "member-closed");
  const rewardCodes = new Set(input.redemptions.map((redemption) => redemption.code));
  return computeAward(input.order, {
    terms: isFrozen(input.posted) ? input.termsThen : input.termsNow.terms,
    factors,
    rewardCodes,
  });
}

/** What the difference between two awards adds to a member's qualification. */
function gather(
  state: MemberState,
  before: PostedAward["award"] | null,
  after: PostedAward["award"] | null,
): MemberState {
  const { gathered } = state;
  const counts = (award: PostedAward["award"] | null) => (award && award.eligible > 0 ? 1 : 0);
  return {
    ...state,
    gathered: {
      spend: gathered.spend + (after?.eligible ?? 0) - (before?.eligible ?? 0),
      points: gathered.points + (after?.points ?? 0) - (before?.points ?? 0),
      orders: gathered.orders + counts(after) - counts(before),
      engagement: gathered.engagement,
    },
  };
}

interface Difference {
  readonly amount: number;
  readonly posting: number;
  readonly terms: Terms;
}

function postDifference(state: MemberState, input: ReconcileInput, difference: Difference): MemberState {
  const { order, at, timeZone } = input;
  const { amount, posting, terms } = difference;
  if (amount === 0) return state;
  const why = posting === 1 ? "order-awarded" : "order-changed";
  return mustPost(state, {
    kind: amount > 0 ? "earn" : "clawback",
    points: points(amount),
    source: `order:${order.orderId}:award:${posting}`,
    at,
    // A first award happened with the purchase, a later change when the order changed.
    happenedAt: posting === 1 ? order.placedAt : order.updatedAt,
    cause: { why, orderId: order.orderId, orderName: order.name },
    lot: { ...lotDates(terms, order.placedAt, timeZone), orderId: order.orderId },
  });
}

/** Takes everything back from the member an order belonged to before the store gave it to somebody else. */
function leaveFormerMember(book: Book, input: ReconcileInput, posted: PostedAward): PostedAward {
  const former = stateOf(book, posted.memberId);
  const posting = posted.postings + 1;
  const left = postDifference(former, input, {
    amount: -posted.award.points,
    posting,
    terms: input.termsThen,
  });
  book.set(posted.memberId, withTier(gather(left, posted.award, null), input.termsNow.terms));
  const empty = {
    ...posted.award,
    points: points(0),
    eligible: noAward(posted.award.factors, "guest").eligible,
  };
  return { ...posted, award: empty, postings: posted.award.points === 0 ? posted.postings : posting };
}

/**
 * Reconciles one order into the book.
 * @returns what to store for the order; null when nobody was ever awarded for it.
 */
export function reconcileOrder(
  book: Book,
  input: ReconcileInput,
): Reconciled | { readonly award: null; readonly redemptions: readonly Redemption[] } {
  const redemptions = input.redemptions.map((redemption) => settleRedemption(book, input, redemption));
  const before = input.posted;
  const moved = before !== null && before.memberId !== input.memberId;
  const posted = moved ? leaveFormerMember(book, input, before) : before;
  if (input.memberId === null) {
    if (!posted) return { award: null, redemptions };
    return { award: { ...posted, award: { ...noAward(posted.award.factors, "guest") } }, redemptions };
  }
  const state = stateOf(book, input.memberId);
  const award = targetAward({ ...input, posted }, state);
  const amount = award.points - (posted?.award.points ?? 0);
  const postings = (posted?.postings ?? 0) + (amount === 0 ? 0 : 1);
  const next = postDifference(state, input, {
    amount,
    posting: postings,
    terms: isFrozen(posted) ? input.termsThen : input.termsNow.terms,
  });
  book.set(input.memberId, withTier(gather(next, posted?.award ?? null, award), input.termsNow.terms));
  return { award: { memberId: input.memberId, award, postings }, redemptions };
}
