/**
 * Posting: decides which entries a wish leads to. Before a debit, lots past their date are written off, so that the result never depends
 * on whether the nightly job has run; a redemption must be covered; a clawback may leave a deficit.
 */
import type { Instant, MemberId } from "../brand";
import { declined, done, type Outcome } from "../outcome";
import { addPoints, leastPoints, negate, type Points, points } from "../points";
import { type Account, activePoints, byExpiry, expiryOf, isPastDate, type Posted } from "./account";
import { applyTo, type Draft, draftOf, isActivity, isOwnLot } from "./apply";
import type { Cause, EntryKind, LedgerEntry, LotTerms } from "./entry";

export interface Wish {
  readonly kind: EntryKind;
  /** Signed, never 0. */
  readonly points: Points;
  readonly source: string;
  readonly at: Instant;
  /** When what it is about happened; the same as `at` unless given. */
  readonly happenedAt?: Instant;
  readonly cause: Cause;
  /** Needed for credits that open a lot. */
  readonly lot?: LotTerms;
}

const unlimited: LotTerms = { maturesAt: null, expiresAt: null, idleDays: null, orderId: null };

/** A posting under way: the account it changes and the entries it has led to. */
interface Posting {
  readonly draft: Draft;
  readonly entries: LedgerEntry[];
}

const begin = (account: Account): Posting => ({ draft: draftOf(account), entries: [] });
const posted = ({ draft, entries }: Posting): Posted => ({ account: draft, entries });

function append({ draft, entries }: Posting, wish: Wish): void {
  const opensLot = wish.points > 0 && !("of" in wish.cause);
  const entry: LedgerEntry = {
    seq: draft.lastSeq + 1,
    kind: wish.kind,
    points: wish.points,
    source: wish.source,
    at: wish.at,
    happenedAt: wish.happenedAt ?? wish.at,
    cause: wish.cause,
    lot: opensLot ? (wish.lot ?? unlimited) : null,
    balanceAfter: addPoints(draft.balance, wish.points),
  };
  applyTo(draft, entry);
  entries.push(entry);
}

/** Writes off what is left of every lot past its date; takes exactly what is left of each. */
function writeOff(posting: Posting, memberId: MemberId, at: Instant): void {
  const due = [...posting.draft.lots.values()]
    .filter((lot) => lot.remaining > 0 && isPastDate(lot, at, posting.draft))
    .sort(byExpiry(posting.draft));
  for (const lot of due) {
    append(posting, {
      kind: "expire",
      points: negate(lot.remaining),
      source: `member:${memberId}:lot:${lot.seq}:expire:${posting.draft.lastSeq + 1}`,
      at,
      cause: { why: "lot-expired", lotSeq: lot.seq, expiredAt: expiryOf(lot, posting.draft) ?? at },
    });
  }
}

/** Only lots that go by the member's activity: a plain credit leaves everything else to the nightly job. */
function writeOffIdle(posting: Posting, memberId: MemberId, at: Instant): void {
  const idle = [...posting.draft.lots.values()].some((lot) => lot.idleDays !== null && lot.remaining > 0);
  if (idle) writeOff(posting, memberId, at);
}

/** How points that expired come back, so that they can be taken: with their order's return, or with staff's undoing of their credit. */
function revivalOf({ cause }: Wish, of: number): Pick<Wish, "kind" | "cause"> | null {
  if (cause.why === "order-changed") {
    const { orderId } = cause;
    return { kind: "restore", cause: { why: "expired-points-of-returned-order", orderId, of } };
  }
  if (cause.why === "staff-undo-credit") {
    const { actor } = cause;
    return { kind: "adjust", cause: { why: "staff-undo-debit", of, actor } };
  }
  if (cause.why === "merged-into") {
    const { memberId } = cause;
    return { kind: "restore", cause: { why: "expired-points-moved", memberId, of } };
  }
  return null;
}

/**
 * The points that a returned order or an undone credit gave may have expired unspent. Taking them again would charge the member twice for the
 * same points, so what expired of the entry's own lots comes back before it is taken.
 */
function reviveExpired(posting: Posting, wish: Wish): void {
  const { lots, allocations } = posting.draft;
  const own = [...lots.values()].filter((lot) => isOwnLot(lot, wish.cause));
  const ownSeqs = new Set(own.map((lot) => lot.seq));
  const left = own.reduce((sum, lot) => sum + lot.remaining, 0);
  let missing = points(Math.max(0, -wish.points - left));
  for (const allocation of [...allocations.values()]) {
    const revival = revivalOf(wish, allocation.debitSeq);
    if (!revival || allocation.debitKind !== "expire" || !ownSeqs.has(allocation.lotSeq)) continue;
    const revived = leastPoints(missing, points(allocation.points - allocation.returned));
    if (revived <= 0) continue;
    const source = `${wish.source}:revive:${allocation.debitSeq}`;
    append(posting, { ...revival, points: revived, source, at: wish.at });
    missing = points(missing - revived);
  }
}

/**
 * Posts one wish to a member's account.
 * Declines `not-enough-points` when a redemption or a staff debit is not covered by spendable points.
 */
export function post(account: Account, memberId: MemberId, wish: Wish): Outcome<Posted> {
  if (wish.points === 0) return declined("points-must-not-be-zero");
  const posting = begin(account);
  if (wish.points > 0) {
    // An order keeps points alive that would have been gone later, never those that are gone already.
    if (isActivity(wish)) writeOffIdle(posting, memberId, wish.at);
    append(posting, wish);
    // What returns to a lot past its date is written off at once: it could not be spent anyway (law 4).
    if ("of" in wish.cause) writeOff(posting, memberId, wish.at);
    return done(posted(posting));
  }
  const mustBeCovered = wish.cause.why === "redemption-reserved" || wish.cause.why === "staff";
  const active = activePoints(account, wish.at);
  if (mustBeCovered && active < -wish.points) {
    return declined("not-enough-points", { active, missing: -wish.points - active });
  }
  writeOff(posting, memberId, wish.at);
  reviveExpired(posting, wish);
  append(posting, wish);
  return done(posted(posting));
}

/** Writes off whatever is left of every lot: its member has left the program. */
export function forfeitLots(account: Account, memberId: MemberId, at: Instant): Posted {
  const posting = begin(account);
  writeOff(posting, memberId, at);
  const left = [...posting.draft.lots.values()]
    .filter((lot) => lot.remaining > 0)
    .sort(byExpiry(posting.draft));
  for (const lot of left) {
    append(posting, {
      kind: "expire",
      points: negate(lot.remaining),
      source: `member:${memberId}:lot:${lot.seq}:left:${posting.draft.lastSeq + 1}`,
      at,
      cause: { why: "member-left", lotSeq: lot.seq },
    });
  }
  return posted(posting);
}

/** Posts the write-off of all lots past their date; no entries when there is nothing due. */
export function expireLots(account: Account, memberId: MemberId, at: Instant): Posted {
  const posting = begin(account);
  writeOff(posting, memberId, at);
  return posted(posting);
}
