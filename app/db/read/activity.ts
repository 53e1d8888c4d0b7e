/**
 * Points issued and spent over time, by when the purchase or the return happened. The caller says where each period begins, because months differ between calendars and time zones.
 * Periods that begin with a quarter of an hour, as every day does everywhere, are read from the sums, any others from the entries themselves.
 */
import type { ShopId } from "../../loyalty/brand";
import { quarterMs } from "../activity-sums";
import type { Sql } from "../transaction";

export interface ActivityPeriod {
  /** Earned, taken back with returned orders, and adjusted by staff; can be below 0. */
  readonly issued: number;
  /** Redeemed less restored; can be below 0. */
  readonly spent: number;
}

const fromSums = `SELECT width_bucket("quarter", $4::timestamptz[]) AS "period", sum("issued")::bigint AS "issued", sum("spent")::bigint AS "spent"
  FROM "activity_sums" WHERE "shopId" = $1 AND "quarter" >= $2 AND "quarter" < $3 GROUP BY 1`;

const fromEntries = `SELECT width_bucket("happenedAt", $4::timestamptz[]) AS "period",
    coalesce(sum("points") FILTER (WHERE "kind" IN ('earn', 'clawback', 'adjust')), 0) AS "issued",
    coalesce(-sum("points") FILTER (WHERE "kind" IN ('redeem', 'restore')), 0) AS "spent"
  FROM "ledger_entries" WHERE "shopId" = $1 AND "happenedAt" >= $2 AND "happenedAt" < $3 GROUP BY 1`;

/** @param bounds the beginnings of the periods, oldest first, and the end of the last one; epoch milliseconds */
export async function readActivity(
  sql: Sql,
  shopId: ShopId,
  bounds: readonly number[],
): Promise<ActivityPeriod[]> {
  const [first] = bounds;
  const last = bounds.at(-1);
  if (first === undefined || last === undefined || bounds.length < 2) return [];
  const moments = bounds.map((bound) => new Date(bound));
  const rows = await sql.query<{ period: number; issued: number; spent: number }>(
    bounds.every((bound) => bound % quarterMs === 0) ? fromSums : fromEntries,
    [shopId, new Date(first), new Date(last), moments],
  );
  const byPeriod = new Map(rows.map((row) => [row.period, row]));
  return bounds.slice(1).map((_, index) => {
    const row = byPeriod.get(index + 1);
    return { issued: row?.issued ?? 0, spent: row?.spent ?? 0 };
  });
}
