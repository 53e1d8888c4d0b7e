/** What customers brought along from a former program, as the last file said it: what a later import is compared with, so that only the difference is posted. */
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface FormerStanding {
  /** Fingerprint of whom the file named. */
  readonly subject: string;
  readonly memberId: MemberId;
  readonly spend: number;
  readonly points: number;
  readonly orders: number;
  /** Points that came as one sum; null when they came lot by lot, or not at all. */
  readonly balance: number | null;
  readonly lots: number;
  readonly tierId: string | null;
  readonly tierUntil: Instant | null;
}

interface RawStanding extends Omit<FormerStanding, "memberId" | "tierUntil"> {
  readonly memberId: number;
  readonly tierUntil: Date | null;
}

/** By subject: those of whom a file names, and whatever else was brought for their members under another name. */
export async function readFormerStandings(
  sql: Sql,
  shopId: ShopId,
  { subjects, members }: { subjects: readonly string[]; members: readonly MemberId[] },
): Promise<Map<string, FormerStanding>> {
  const rows = await sql.query<RawStanding>(
    `SELECT "subject", "memberId", "spend", "points", "orders", "balance", "lots", "tierId", "tierUntil" FROM "former_standings"
     WHERE "shopId" = $1 AND ("subject" = ANY($2::text[]) OR "memberId" = ANY($3::bigint[]))`,
    [shopId, subjects, members],
  );
  return new Map(
    rows.map((raw) => [
      raw.subject,
      {
        ...raw,
        memberId: memberId(raw.memberId),
        tierUntil: raw.tierUntil && instant(raw.tierUntil.getTime()),
      },
    ]),
  );
}

export async function saveFormerStandings(
  sql: Sql,
  shopId: ShopId,
  rows: readonly FormerStanding[],
): Promise<void> {
  await insertRows(
    sql,
    {
      table: "former_standings",
      shopId,
      columns: {
        subject: "text",
        memberId: "bigint",
        spend: "bigint",
        points: "bigint",
        orders: "int",
        balance: "bigint",
        lots: "int",
        tierId: "text",
        tierUntil: "timestamptz",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "subject") DO UPDATE SET "memberId" = excluded."memberId", "spend" = excluded."spend", "points" = excluded."points",
       "orders" = excluded."orders", "balance" = excluded."balance", "lots" = excluded."lots", "tierId" = excluded."tierId", "tierUntil" = excluded."tierUntil"`,
  );
}
