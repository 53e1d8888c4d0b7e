/** What the store is asked to give for a redemption outside of any order: so much money to one customer, under a key of ours. */
import type { RedemptionRow } from "../db/redemptions";
import type { Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import type { Gift } from "../stores/store";
import type { ServiceContext } from "./context";
import { customerFor, rewardOf } from "./redemption-reward";

/** @returns null when the member has no customer in the store any more. */
export async function giftFor(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption }: { shopId: ShopId; redemption: RedemptionRow },
): Promise<Gift | null> {
  const customerId = await customerFor(sql, shopId, redemption);
  if (!customerId) return null;
  const reward = await rewardOf(ctx, sql, { shopId, redemption });
  return {
    key: redemption.redemptionId,
    customerId,
    value: redemption.value,
    currency: redemption.currency,
    note: `${reward?.name.en ?? redemption.rewardId} (Vafa ${redemption.redemptionId})`,
  };
}
