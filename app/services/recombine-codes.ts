/** Combination rules changed by the merchant reach the codes that live already, not only new ones (field lesson 14). */
import { addRecombinations } from "../db/redemption-effects";
import type { Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import type { Reward } from "../loyalty/rewards";

const kinds = ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const;

function combinesOtherwise(before: Reward | undefined, after: Reward): boolean {
  return before !== undefined && kinds.some((kind) => before.combinesWith[kind] !== after.combinesWith[kind]);
}

/** Asks for every live code of the rewards whose combinations differ. @returns how many codes those are. */
export async function recombineCodes(
  sql: Sql,
  shopId: ShopId,
  terms: { before: Terms; after: Terms; at: Date },
): Promise<number> {
  const before = new Map(terms.before.rewards.map((reward) => [reward.id, reward]));
  const changed = terms.after.rewards.filter((reward) => combinesOtherwise(before.get(reward.id), reward));
  if (changed.length === 0) return 0;
  return addRecombinations(sql, shopId, { rewardIds: changed.map((reward) => reward.id), dueAt: terms.at });
}
