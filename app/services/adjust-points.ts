/** Support mends a balance: an adjustment with reason, note and actor, in the ledger and in the audit trail (laws 3 and 7). */
import { recordAudit } from "../db/audit";
import { findEntryBySource, type StoredEntry } from "../db/entries";
import { saveNote } from "../db/entry-notes";
import { findShop } from "../db/shops";
import { inTransaction } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import type { LedgerEntry } from "../loyalty/ledger/entry";
import { creditDates } from "../loyalty/lot-dates";
import { postWish } from "../loyalty/member-state";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { points } from "../loyalty/points";
import type { ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

/** Why staff adjust; the translation key is `adjustment.<reason>`. */
export const adjustmentReasons = [
  "goodwill",
  "missing-order",
  "mistake",
  "returned-goods",
  "competition",
  "other",
] as const;
export type AdjustmentReason = (typeof adjustmentReasons)[number];

/** More than this at once is surely a slip of the finger. */
export const largestAdjustment = 10_000_000;

export interface AdjustRequest {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  /** Signed. */
  readonly points: number;
  readonly reason: AdjustmentReason;
  readonly note: string;
  readonly actor: string;
  /** Chosen once by the form, so that sending it twice adjusts once. */
  readonly key: string;
}

/** The same key with the same content is the entry that is there; with other content it is an error (law 3). */
function alreadyPosted(known: StoredEntry, request: AdjustRequest): Outcome<LedgerEntry> {
  const same = known.memberId === request.memberId && known.entry.points === request.points;
  return same ? done(known.entry) : declined("source-used-differently");
}

export async function adjustPoints(
  ctx: ServiceContext,
  request: AdjustRequest,
): Promise<Outcome<LedgerEntry>> {
  const { shopId, memberId, reason, note, actor } = request;
  if (!Number.isSafeInteger(request.points) || request.points === 0)
    return declined("points-must-not-be-zero");
  if (Math.abs(request.points) > largestAdjustment)
    return declined("adjustment-limit", { limit: largestAdjustment });
  const source = `adjust:${request.key}`;
  return inTransaction(ctx.db, async (sql): Promise<Outcome<LedgerEntry>> => {
    const opened = await openMembers(sql, shopId, new Map([[memberId, { lots: true }]]));
    const state = opened.get(memberId);
    const shop = await findShop(sql, shopId);
    if (!state || !shop) return declined("no-such-member");
    const known = await findEntryBySource(sql, shopId, source);
    if (known) return alreadyPosted(known, request);
    // Who has lapsed keeps their points, and staff may mend them.
    if (state.status === "left") return declined("not-a-member");
    if (state.status === "closed" || state.status === "merged") return declined("member-closed");
    const at = ctx.now();
    const terms = await ctx.terms(sql, shopId, shop.termsVersion);
    const posted = postWish(state, {
      kind: "adjust",
      points: points(request.points),
      source,
      at,
      cause: { why: "staff", reason, actor },
      lot: creditDates(terms, at, shop.timeZone),
    });
    if (!posted.done) return posted;
    await saveOpened(sql, shopId, { opened, now: new Map([[memberId, posted.value]]), at });
    const entry = posted.value.posted.at(-1);
    if (!entry) throw new Error("an adjustment posted nothing");
    await saveNote(sql, shopId, { memberId, seq: entry.seq, note });
    const details = { points: request.points, reason, seq: entry.seq };
    await recordAudit(sql, shopId, {
      actor,
      action: "points-adjusted",
      subject: `member:${memberId}`,
      details,
      at,
    });
    return done(entry);
  }).then((outcome) => {
    if (outcome.done) ctx.nudge();
    return outcome;
  });
}
