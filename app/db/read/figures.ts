/** A shop's program in figures, summed over its members: no shop-wide balance is stored, so that a hot shop never becomes a hot row. */
import type { ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface Figures {
  readonly members: number;
  /** For orders less clawbacks, and what staff gave or took. */
  readonly issued: number;
  /** Used redemptions, less what was restored; what open redemptions hold is not spent yet. */
  readonly spent: number;
  readonly expired: number;
  /** What can still be spent: all that is left in lots, and what open redemptions hold. What members owe is not deducted. */
  readonly outstanding: number;
}

interface RawSums {
  members: number;
  balance: number;
  deficit: number;
  reserved: number;
  spent: number;
  expired: number;
}

/** Every entry is earned, given by staff, spent or expired; so what is not spent or expired and not there was issued. */
export async function readFigures(sql: Sql, shopId: ShopId): Promise<Figures> {
  const [raw] = await sql.query<RawSums>(
    `SELECT count(*) FILTER (WHERE "status" <> 'merged') AS "members", coalesce(sum("balance"), 0) AS "balance",
       coalesce(sum("deficit"), 0) AS "deficit", coalesce(sum("reserved"), 0) AS "reserved",
       coalesce(sum("spent"), 0) AS "spent", coalesce(sum("expired"), 0) AS "expired"
     FROM "members" WHERE "shopId" = $1`,
    [shopId],
  );
  if (!raw) throw new Error("a sum without rows is still one row");
  return {
    members: raw.members,
    issued: raw.balance + raw.spent + raw.expired,
    spent: raw.spent - raw.reserved,
    expired: raw.expired,
    outstanding: raw.balance + raw.deficit + raw.reserved,
  };
}
