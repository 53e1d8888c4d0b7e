/** The history of tiers: every change of a member's tier with its cause. Rows are only ever added. */
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { TierChange, TierChangeReason } from "../loyalty/tier-standing";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

/** Why a tier changed; what staff did names who and for which reason. Nothing here names a person of the store. */
export interface TierChangeCause {
  readonly why: TierChangeReason;
  readonly actor?: string;
  readonly reason?: string;
  readonly until?: Instant | null;
}

export type NewTierChange = Pick<TierChange, "from" | "to" | "at"> & {
  readonly memberId: MemberId;
  readonly cause: TierChangeCause;
};

export async function insertTierChanges(
  sql: Sql,
  shopId: ShopId,
  changes: readonly NewTierChange[],
): Promise<void> {
  await insertRows(sql, {
    table: "tier_changes",
    shopId,
    columns: { memberId: "bigint", fromTierId: "text", toTierId: "text", cause: "jsonb", at: "timestamptz" },
    rows: changes.map(({ memberId, from, to, cause, at }) => ({
      memberId,
      fromTierId: from,
      toTierId: to,
      cause,
      at,
    })),
  });
}

export interface TierChangeRow {
  readonly id: number;
  readonly from: string | null;
  readonly to: string | null;
  /** As it was written; read it with care. */
  readonly cause: unknown;
  readonly at: Date;
}

/** The newest changes of a member, and of those who were merged into them. */
export async function readTierHistory(
  sql: Sql,
  shopId: ShopId,
  { memberId, limit }: { memberId: MemberId; limit: number },
): Promise<TierChangeRow[]> {
  return sql.query<TierChangeRow>(
    `SELECT "id", "fromTierId" AS "from", "toTierId" AS "to", "cause", "at" FROM "tier_changes"
     WHERE "shopId" = $1 AND "memberId" = ANY(ARRAY(SELECT $2::bigint UNION SELECT "id" FROM "members" WHERE "shopId" = $1 AND "mergedInto" = $2))
     ORDER BY "at" DESC, "id" DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
}
