/** Which reward a redemption was of, and under which terms: what the timeline needs to name it, long after the reward is gone. */
import {
  type RedemptionId,
  redemptionId,
  type ShopId,
  type TermsVersion,
  termsVersion,
} from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface RedeemedReward {
  readonly rewardId: string;
  readonly termsVersion: TermsVersion;
}

export async function readRedeemedRewards(
  sql: Sql,
  shopId: ShopId,
  ids: readonly RedemptionId[],
): Promise<Map<RedemptionId, RedeemedReward>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; rewardId: string; termsVersion: number }>(
    `SELECT "id", "rewardId", "termsVersion" FROM "redemptions" WHERE "shopId" = $1 AND "id" = ANY($2::uuid[])`,
    [shopId, [...new Set(ids)]],
  );
  return new Map(
    rows.map((row) => [
      redemptionId(row.id),
      { rewardId: row.rewardId, termsVersion: termsVersion(row.termsVersion) },
    ]),
  );
}
