/** A member's history, with that of whoever was merged into them, newest entries first, page by page, with what explains each entry: its order's award, and whether it was undone. */
import { type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { LedgerEntry } from "../../loyalty/ledger/entry";
import { entryColumns, type RawEntry, toEntry } from "../entries";
import { mergedInto } from "../memberships";
import type { Sql } from "../transaction";
import { type Page, type PageWish, pageOf } from "./keyset";

export interface TimelineWish extends PageWish<number> {
  readonly memberId: MemberId;
}

/** An entry with its place in the whole history, from 1 for the oldest, and the member whose ledger holds it. */
export interface TimelineEntry extends LedgerEntry {
  readonly memberId: MemberId;
  readonly place: number;
}

const toTimeline = (raw: RawEntry & { place: number }): TimelineEntry => ({
  ...toEntry(raw),
  memberId: memberId(raw.memberId),
  place: raw.place,
});

/** Most members are nobody but themselves: their places are their seqs, which an index knows. */
const ownEntries = `SELECT ${entryColumns}, "seq" AS "place" FROM "ledger_entries" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`;
/** Whoever others were merged into has their histories too, as one, in the order in which things were posted. */
const allEntries = `SELECT ${entryColumns}, row_number() OVER (ORDER BY "at", "memberId", "seq")::int AS "place" FROM "ledger_entries"
  WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`;

/** `after` and `before` are places; the page after a place holds older entries. */
export async function readTimeline(
  sql: Sql,
  shopId: ShopId,
  wish: TimelineWish,
): Promise<Page<TimelineEntry, number>> {
  const backwards = wish.before !== undefined;
  const members = [wish.memberId, ...(await mergedInto(sql, shopId, wish.memberId))];
  const edge = wish.before ?? wish.after ?? 2_147_483_647;
  const direction = backwards ? "ASC" : "DESC";
  const compare = backwards ? ">" : "<";
  const text =
    members.length === 1
      ? `${ownEntries} AND "seq" ${compare} $3 ORDER BY "seq" ${direction} LIMIT $4`
      : `SELECT * FROM (${allEntries}) AS history WHERE "place" ${compare} $3 ORDER BY "place" ${direction} LIMIT $4`;
  const rows = await sql.query<RawEntry & { place: number }>(text, [shopId, members, edge, wish.limit + 1]);
  return pageOf(rows.map(toTimeline), wish, (entry) => entry.place);
}

/** Which of these entries staff have undone. A counter-entry's source names what it undoes, so this is one probe of an index each. */
export async function readUndone(
  sql: Sql,
  shopId: ShopId,
  { memberId: member, seqs }: { memberId: MemberId; seqs: readonly number[] },
): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const sources = seqs.map((seq) => `undo:${member}:${seq}`);
  const rows = await sql.query<{ source: string }>(
    `SELECT "source" FROM "ledger_entries" WHERE "shopId" = $1 AND "source" = ANY($2::text[])`,
    [shopId, sources],
  );
  const undone = new Set(rows.map((row) => row.source));
  return new Set(seqs.filter((seq) => undone.has(`undo:${member}:${seq}`)));
}
