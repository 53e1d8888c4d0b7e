/**
 * A member as postings see them: the account, the sums kept beside it, and the entries posted since it was opened. Services open it under lock,
 * the core moves it, services save it.
 */
import type { Instant, MemberId } from "./brand";
import { type Account, deficitOf } from "./ledger/account";
import type { LedgerEntry } from "./ledger/entry";
import { expireLots, forfeitLots, post, type Wish } from "./ledger/post";
import { type Sums, sumsAfter } from "./member-sums";
import type { MemberStatus } from "./membership-standing";
import { done, type Outcome } from "./outcome";
import type { Points } from "./points";
import type { TierChange, TierStanding } from "./tier-standing";
import type { Gain } from "./tier-window";
import type { Qualification } from "./tiers";

/** A change of tier, and what else hangs on it. */
export interface PostedTierChange extends TierChange {
  /** Whether the customer has other tags in the store now. */
  readonly retag: boolean;
  /** What staff say about it. */
  readonly said?: { readonly actor: string; readonly reason?: string; readonly until?: Instant | null };
}

export interface MemberState extends Sums {
  readonly memberId: MemberId;
  readonly status: MemberStatus;
  /** When a paid membership ends; null for one without end. */
  readonly until: Instant | null;
  readonly standing: TierStanding;
  readonly account: Account;
  /** Held by open redemptions. */
  readonly reserved: Points;
  /** Gathered towards tiers in a lifetime. */
  readonly gathered: Qualification;
  /** When the last order that counted was placed. */
  readonly lastOrderAt: Instant | null;
  /** What was gathered lately, as far as windows ask for it (member-tier.ts); null where nobody has asked. */
  readonly gains: readonly Gain[] | null;
  /** Posted since the state was opened, oldest first. */
  readonly posted: readonly LedgerEntry[];
  /** Since the state was opened, oldest first. */
  readonly tierChanges: readonly PostedTierChange[];
}

function withPosted(state: MemberState, account: Account, entries: readonly LedgerEntry[]): MemberState {
  const sums = entries.reduce<Sums>(sumsAfter, {
    earned: state.earned,
    spent: state.spent,
    expired: state.expired,
  });
  return { ...state, ...sums, account, posted: [...state.posted, ...entries] };
}

/** Posts one wish; a refusal leaves the state as it was. */
export function postWish(state: MemberState, wish: Wish): Outcome<MemberState> {
  const outcome = post(state.account, state.memberId, wish);
  return outcome.done ? done(withPosted(state, outcome.value.account, outcome.value.entries)) : outcome;
}

/** Posts a wish that cannot be refused (credits, clawbacks). @throws Error when it is: a bug. */
export function mustPost(state: MemberState, wish: Wish): MemberState {
  const outcome = postWish(state, wish);
  if (!outcome.done) throw new Error(`${wish.source} was declined: ${outcome.reason}`);
  return outcome.value;
}

/** Writes off what is past its date. */
export function expireDue(state: MemberState, at: Instant): MemberState {
  const posted = expireLots(state.account, state.memberId, at);
  return posted.entries.length === 0 ? state : withPosted(state, posted.account, posted.entries);
}

/** Writes off everything: the member has left. */
export function forfeit(state: MemberState, at: Instant): MemberState {
  const posted = forfeitLots(state.account, state.memberId, at);
  return posted.entries.length === 0 ? state : withPosted(state, posted.account, posted.entries);
}

export function deficit(state: MemberState): Points {
  return deficitOf(state.account);
}
