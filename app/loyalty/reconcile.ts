/**
 * Reconciliation of one order (law 1): from its newest state and what is posted for it already, the postings that close the difference.
 * Paid, edited, partially refunded, cancelled, delivered twice, late or out of order: this is the one code path.
 */
import { type Award, type AwardExclusion, noAward } from "./award";
import type { Groups } from "./award-factors";
import type { Instant, MemberId, TermsVersion } from "./brand";
import { type Spendings, spend } from "./campaign-budgets";
import type { MemberState } from "./member-state";
import { gather, withTier } from "./member-tier";
import type { Order } from "./order";
import { points } from "./points";
import { postDifference, redate } from "./post-award";
import type { Terms } from "./program";
import type { Redemption } from "./redemptions";
import type { MemberFacts } from "./segments";
import { settleRedemption } from "./settle-redemption";
import { targetAward, termsFor } from "./target-award";
import { nothingGathered, type Qualification } from "./tiers";

/** What is posted for an order so far. */
export interface PostedAward {
  readonly memberId: MemberId;
  readonly award: Pick<Award, "factors" | "points" | "eligible" | "none" | "campaigns">;
  /** Entries posted for this award; the next one's source carries the next number. */
  readonly postings: number;
}

export interface ReconcileInput {
  readonly order: Order;
  /** Whose order it is: its customer's, or the member's who claimed it; null for a guest and for a customer who is no member. */
  readonly memberId: MemberId | null;
  /** Why an order placed when this one was does not count for its member (`whyNotCounted`); null when it does. */
  readonly notCounted?: AwardExclusion | null;
  readonly posted: PostedAward | null;
  /** Redemptions whose code is on the order, or that this order had used before. */
  readonly redemptions: readonly Redemption[];
  readonly termsNow: { readonly version: TermsVersion; readonly terms: Terms };
  /** The terms the award was frozen with; the same as `termsNow` for a first award. */
  readonly termsThen: Terms;
  /** What segments ask of the member; needed only where the terms have segments. */
  readonly person: MemberFacts | null;
  /** The collections of the order's products, as the store tells now; needed only where the terms speak of collections. */
  readonly groups: Groups;
  /** Moved as campaigns give and take back. */
  readonly spendings: Spendings;
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

/** What an award counts towards tiers. */
function countsOf(award: PostedAward["award"] | null): Qualification {
  if (!award) return nothingGathered;
  return { spend: award.eligible, points: award.points, orders: award.eligible > 0 ? 1 : 0, engagement: 0 };
}

/** What the difference between two awards adds to a member's qualification. */
function gatherOrder(
  state: MemberState,
  input: ReconcileInput,
  { before, after }: Readonly<Record<"before" | "after", PostedAward["award"] | null>>,
): MemberState {
  const { orderId, placedAt } = input.order;
  const gain = { key: `order:${orderId}`, at: placedAt, counts: countsOf(after) };
  const next = gather(state, { gain, before: countsOf(before) });
  const isLast = gain.counts.orders > 0 && placedAt > (state.lastOrderAt ?? 0);
  return isLast ? { ...next, lastOrderAt: placedAt } : next;
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
  spend(input.spendings, { before: posted.award.campaigns, after: [] });
  book.set(
    posted.memberId,
    withTier(gatherOrder(left, input, { before: posted.award, after: null }), input.termsNow.terms, input),
  );
  const empty = {
    ...posted.award,
    points: points(0),
    eligible: noAward(posted.award.factors, "guest").eligible,
    campaigns: [],
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
    const none = input.order.customerId === null ? "guest" : "not-a-member";
    return { award: { ...posted, award: { ...noAward(posted.award.factors, none) } }, redemptions };
  }
  const state = stateOf(book, input.memberId);
  const due = { ...input, posted };
  const award = targetAward(due, state);
  const amount = award.points - (posted?.award.points ?? 0);
  const postings = (posted?.postings ?? 0) + (amount === 0 ? 0 : 1);
  const terms = termsFor(due);
  const next = redate(postDifference(state, input, { amount, posting: postings, terms }), input, terms);
  spend(input.spendings, { before: posted?.award.campaigns ?? [], after: award.campaigns });
  book.set(
    input.memberId,
    withTier(
      gatherOrder(next, input, { before: posted?.award ?? null, after: award }),
      input.termsNow.terms,
      input,
    ),
  );
  return { award: { memberId: input.memberId, award, postings }, redemptions };
}
