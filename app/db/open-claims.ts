/** Every claim of a shop whose code may still be used: for a shop that is left. */
import { type RedemptionId, redemptionId, type ShopId } from "../loyalty/brand";
import type { RewardKind } from "../loyalty/rewards";
import type { Sql } from "./transaction";

export interface OpenClaim {
  readonly redemptionId: RedemptionId;
  readonly kind: RewardKind;
}

export async function readOpenClaims(sql: Sql, shopId: ShopId): Promise<OpenClaim[]> {
  const raw = await sql.query<{ id: string; kind: RewardKind }>(
    `SELECT "id"::text, "rewardKind" AS "kind" FROM "redemptions"
     WHERE "shopId" = $1 AND "state" IN ('reserved', 'issued') AND NOT "codeDead" ORDER BY "reservedAt"`,
    [shopId],
  );
  return raw.map(({ id, kind }) => ({ redemptionId: redemptionId(id), kind }));
}
