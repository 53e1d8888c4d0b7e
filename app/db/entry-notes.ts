/**
 * Staff's notes on entries. Free text may name a person, so it lives beside the ledger and is erased with the member's personal data; the entry itself keeps reason
 * and actor (field lesson 22).
 */
import type { MemberId, ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface EntryNote {
  readonly memberId: MemberId;
  readonly seq: number;
  readonly note: string;
}

export async function saveNote(sql: Sql, shopId: ShopId, { memberId, seq, note }: EntryNote): Promise<void> {
  if (note.trim() === "") return;
  await sql.query(`INSERT INTO "entry_notes" ("shopId", "memberId", "seq", "note") VALUES ($1, $2, $3, $4)`, [
    shopId,
    memberId,
    seq,
    note.trim(),
  ]);
}

/** The notes on some of a member's entries, by seq. */
export async function readNotes(
  sql: Sql,
  shopId: ShopId,
  { memberId, seqs }: { memberId: MemberId; seqs: readonly number[] },
): Promise<Map<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await sql.query<{ seq: number; note: string }>(
    `SELECT "seq", "note" FROM "entry_notes" WHERE "shopId" = $1 AND "memberId" = $2 AND "seq" = ANY($3::int[])`,
    [shopId, memberId, seqs],
  );
  return new Map(rows.map((row) => [row.seq, row.note]));
}

export async function eraseNotes(sql: Sql, shopId: ShopId, memberIds: readonly MemberId[]): Promise<void> {
  await sql.query(`DELETE FROM "entry_notes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`, [
    shopId,
    memberIds,
  ]);
}
