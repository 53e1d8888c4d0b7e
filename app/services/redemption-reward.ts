/** What a redemption was made for, and whom in the store it goes to. */
import { customersOfMembers } from "../db/members";
import type { RedemptionRow } from "../db/redemptions";
import type { Sql } from "../db/transaction";
import type { CustomerId, ShopId } from "../loyalty/brand";
import type { Redemption } from "../loyalty/redemptions";
import type { Reward } from "../loyalty/rewards";
import type { ServiceContext } from "./context";

/** The reward as it was when it was reserved (law 2). */
export async function rewardOf(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption }: { shopId: ShopId; redemption: Redemption },
): Promise<Reward | null> {
  const terms = await ctx.terms(sql, shopId, redemption.termsVersion);
  return terms.rewards.find((candidate) => candidate.id === redemption.rewardId) ?? null;
}

/** The customer who asked, or another one of the same member when that one is gone. */
export async function customerFor(
  sql: Sql,
  shopId: ShopId,
  redemption: RedemptionRow,
): Promise<CustomerId | null> {
  const customers = (await customersOfMembers(sql, shopId, [redemption.memberId])).get(redemption.memberId);
  if (customers?.includes(redemption.customerId)) return redemption.customerId;
  return customers?.[0] ?? null;
}
