/**
 * Merging two accounts (field lesson 13): what the merged member has left moves over by entries, lot by lot, so that every date and every order's own lot stays. What expired of
 * an order's points moves with it and expires again at once: a later refund of that order finds it with the member who is left and takes nothing twice. The ledger is
 * never rewritten (law 3).
 */
import { type Instant, instant } from "./brand";
import { expiryOf, inSpendingOrder } from "./ledger/account";
import type { Lot } from "./ledger/entry";
import { deficit, expireDue, forfeit, type MemberState, mustPost } from "./member-state";
import { negate, type Points, points } from "./points";

export interface Pair {
  readonly kept: MemberState;
  readonly merged: MemberState;
}

interface Move {
  readonly amount: Points;
  readonly lot: Pick<Lot, "maturesAt" | "expiresAt" | "idleDays" | "orderId">;
  readonly from: Lot;
  readonly at: Instant;
}

function move(pair: Pair, { amount, lot, from, at }: Move): Pair {
  const { maturesAt, expiresAt, idleDays, orderId } = lot;
  const source = `member:${pair.merged.memberId}:lot:${from.seq}:merge:${pair.merged.account.lastSeq + 1}`;
  const merged = mustPost(pair.merged, {
    kind: "adjust",
    points: negate(amount),
    source: `${source}:out`,
    at,
    cause: { why: "merged-into", memberId: pair.kept.memberId, lotSeq: from.seq },
  });
  const kept = mustPost(pair.kept, {
    kind: "adjust",
    points: amount,
    source: `${source}:in`,
    at,
    cause: { why: "merged-from", memberId: pair.merged.memberId },
    lot: { maturesAt, expiresAt, idleDays, orderId },
  });
  return { kept, merged };
}

/** Moves what is left of one lot: the same points, the same dates, the same order. */
function moveRest(pair: Pair, lot: Lot, at: Instant): Pair {
  if (lot.remaining === 0) return pair;
  // What the merged member did kept it alive until then; from now on the kept member's doings count.
  const expiresAt = expiryOf(lot, pair.merged.account);
  return move(pair, { amount: lot.remaining, lot: { ...lot, expiresAt }, from: lot, at });
}

/** What of a lot was written off and has not been given back. */
function expiredOf(state: MemberState, lot: Lot): Points {
  const { allocations } = state.account;
  let sum = 0;
  for (const one of allocations.values()) {
    if (one.lotSeq === lot.seq && one.debitKind === "expire") sum += one.points - one.returned;
  }
  return points(sum);
}

/** Moves what expired of an order's lot, past its date wherever it goes. */
function moveExpired(pair: Pair, lot: Lot, at: Instant): Pair {
  const amount = expiredOf(pair.merged, lot);
  if (lot.orderId === null || amount === 0) return pair;
  const expiry = expiryOf(lot, pair.merged.account) ?? at;
  const over = { ...lot, idleDays: null, expiresAt: instant(Math.min(expiry, at)) };
  return move(pair, { amount, lot: over, from: lot, at });
}

/** What the merged member owes, the kept member owes. */
function moveDeficit(pair: Pair, at: Instant): Pair {
  const owed = deficit(pair.merged);
  if (owed === 0) return pair;
  const source = `member:${pair.merged.memberId}:deficit:merge:${pair.merged.account.lastSeq + 1}`;
  const into = { why: "merged-into", memberId: pair.kept.memberId, lotSeq: null } as const;
  const from = { why: "merged-from", memberId: pair.merged.memberId } as const;
  const out = { kind: "adjust", points: owed, source: `${source}:out`, at, cause: into } as const;
  const back = { kind: "adjust", points: negate(owed), source: `${source}:in`, at, cause: from } as const;
  return { kept: mustPost(pair.kept, back), merged: mustPost(pair.merged, out) };
}

/** Moves everything that is left. Run again it moves only what has come since. */
export function mergeAccounts(pair: Pair, at: Instant): Pair {
  let current: Pair = { kept: pair.kept, merged: expireDue(pair.merged, at) };
  // What the kept member owes is paid by what comes first, so lots come in the order in which the debit would have taken them had the two been one already.
  const { account } = current.merged;
  const seqs = [...account.lots.values()].sort(inSpendingOrder(account, at)).map(({ seq }) => seq);
  for (const seq of seqs) {
    // Looked up each time, because moving one lot may pay what another owes.
    const now = () => current.merged.account.lots.get(seq);
    const rest = now();
    if (rest) current = moveRest(current, rest, at);
    const expired = now();
    if (expired) current = moveExpired(current, expired, at);
  }
  current = moveDeficit(current, at);
  const settled = expireDue(current.kept, at);
  // Whoever is left may have left the program: then nothing comes to them any more.
  const kept = settled.status === "left" ? forfeit(settled, at) : settled;
  return { kept, merged: { ...current.merged, status: "merged" } };
}
