/** What happened in a former program: facts beside our ledger, which neither counts nor changes them. The description is free text, so it goes with the member's personal data. */
import { type Instant, instant, type MemberId, type ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface PastEvent {
  readonly at: Instant;
  /** Signed, as the former program told it; null where it told none. */
  readonly points: number | null;
  readonly description: string;
}

export interface NewPastEvent extends PastEvent {
  readonly memberId: MemberId;
  readonly importId: number;
  /** Fingerprint of the row. */
  readonly digest: string;
}

/** @returns how many of them were new. */
export async function insertPastEvents(
  sql: Sql,
  shopId: ShopId,
  events: readonly NewPastEvent[],
): Promise<number> {
  const columns = {
    memberId: "bigint",
    at: "timestamptz",
    points: "bigint",
    description: "text",
    importId: "bigint",
    digest: "text",
  } as const;
  const batch = { table: "past_events", shopId, columns, rows: events };
  const added = await insertRows(sql, batch, `ON CONFLICT ("shopId", "digest") DO NOTHING RETURNING "id"`);
  return added.length;
}

const mine = `"memberId" = ANY(ARRAY(SELECT $2::bigint UNION SELECT "id" FROM "members" WHERE "shopId" = $1 AND "mergedInto" = $2))`;

/** The newest of a member's, and of those who were merged into them. */
export async function readPastEvents(
  sql: Sql,
  shopId: ShopId,
  { memberId, limit }: { memberId: MemberId; limit: number },
): Promise<PastEvent[]> {
  const rows = await sql.query<Omit<PastEvent, "at"> & { at: Date }>(
    `SELECT "at", "points", "description" FROM "past_events" WHERE "shopId" = $1 AND ${mine} ORDER BY "at" DESC, "id" DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
  return rows.map((row) => ({ ...row, at: instant(row.at.getTime()) }));
}
