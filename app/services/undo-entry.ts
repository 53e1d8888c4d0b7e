/** Undoes a staff adjustment by a counter-entry (law 3): nothing is edited, both facts stay and say so. */
import { recordAudit } from "../db/audit";
import { findEntryBySource, readEntry } from "../db/entries";
import { saveNote } from "../db/entry-notes";
import { inTransaction } from "../db/transaction";
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { LedgerEntry } from "../loyalty/ledger/entry";
import type { Wish } from "../loyalty/ledger/post";
import { postWish } from "../loyalty/member-state";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { negate } from "../loyalty/points";
import type { ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

export interface UndoRequest {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  /** The entry to undo. */
  readonly seq: number;
  readonly note: string;
  readonly actor: string;
}

/** Undoing a credit takes from the lot it opened first and may leave a deficit; undoing a debit returns to the lots it took from. */
function counterWish(entry: LedgerEntry, request: UndoRequest, at: Instant): Wish {
  const { actor, memberId, seq } = request;
  const base = {
    kind: "adjust",
    points: negate(entry.points),
    source: `undo:${memberId}:${seq}`,
    at,
  } as const;
  return entry.points > 0
    ? { ...base, cause: { why: "staff-undo-credit", undoes: seq, actor } }
    : { ...base, cause: { why: "staff-undo-debit", of: seq, actor } };
}

export async function undoEntry(ctx: ServiceContext, request: UndoRequest): Promise<Outcome<LedgerEntry>> {
  const { shopId, memberId, seq, note, actor } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<LedgerEntry>> => {
    const opened = await openMembers(
      sql,
      shopId,
      new Map([[memberId, { lots: true, debits: [seq], ownLots: [seq] }]]),
    );
    const state = opened.get(memberId);
    if (!state) return declined("no-such-member");
    const entry = await readEntry(sql, shopId, memberId, seq);
    if (!entry) return declined("no-such-entry");
    if (entry.cause.why !== "staff") return declined("not-undoable");
    if (await findEntryBySource(sql, shopId, `undo:${memberId}:${seq}`)) return declined("already-undone");
    const at = ctx.now();
    const posted = postWish(state, counterWish(entry, request, at));
    if (!posted.done) return posted;
    await saveOpened(sql, shopId, { opened, now: new Map([[memberId, posted.value]]), at });
    const counter = posted.value.posted.find((one) => one.source === `undo:${memberId}:${seq}`);
    if (!counter) throw new Error("an undo posted nothing");
    await saveNote(sql, shopId, { memberId, seq: counter.seq, note });
    const details = { undoes: seq, points: counter.points, seq: counter.seq };
    await recordAudit(sql, shopId, {
      actor,
      action: "entry-undone",
      subject: `member:${memberId}`,
      details,
      at,
    });
    return done(counter);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
