/** A member's ledger, newest entries first, page by page, with what explains each entry: its order's award, and whether it was undone. */
import type { MemberId, ShopId } from "../../loyalty/brand";
import type { LedgerEntry } from "../../loyalty/ledger/entry";
import { entryColumns, type RawEntry, toEntry } from "../entries";
import type { Sql } from "../transaction";
import { type Page, type PageWish, pageOf } from "./keyset";

export interface TimelineWish extends PageWish<number> {
  readonly memberId: MemberId;
}

/** `after` and `before` are seqs; the page after a seq holds older entries. */
export async function readTimeline(
  sql: Sql,
  shopId: ShopId,
  wish: TimelineWish,
): Promise<Page<LedgerEntry, number>> {
  const backwards = wish.before !== undefined;
  const rows = await sql.query<RawEntry>(
    `SELECT ${entryColumns} FROM "ledger_entries" WHERE "shopId" = $1 AND "memberId" = $2
       AND "seq" ${backwards ? ">" : "<"} $3 ORDER BY "seq" ${backwards ? "ASC" : "DESC"} LIMIT $4`,
    [shopId, wish.memberId, wish.before ?? wish.after ?? 2_147_483_647, wish.limit + 1],
  );
  return pageOf(rows.map(toEntry), wish, (entry) => entry.seq);
}

/** Which of these entries staff have undone. A counter-entry's source names what it undoes, so this is one probe of an index each. */
export async function readUndone(
  sql: Sql,
  shopId: ShopId,
  { memberId, seqs }: { memberId: MemberId; seqs: readonly number[] },
): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const sources = seqs.map((seq) => `undo:${memberId}:${seq}`);
  const rows = await sql.query<{ source: string }>(
    `SELECT "source" FROM "ledger_entries" WHERE "shopId" = $1 AND "source" = ANY($2::text[])`,
    [shopId, sources],
  );
  const undone = new Set(rows.map((row) => row.source));
  return new Set(seqs.filter((seq) => undone.has(`undo:${memberId}:${seq}`)));
}
