/** What the store is asked to make for a redemption: a single-use code bound to one customer, with the deadline and the combinations the merchant chose. */
import { customersOfMembers } from "../db/members";
import type { RedemptionRow } from "../db/redemptions";
import type { Sql } from "../db/transaction";
import { instant, type ShopId } from "../loyalty/brand";
import { minor } from "../loyalty/money";
import type { CodeOrder } from "../stores/store";
import type { ServiceContext } from "./context";

/** @returns null when the member has no customer in the store any more. */
export async function codeOrderFor(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption }: { shopId: ShopId; redemption: RedemptionRow },
): Promise<CodeOrder | null> {
  const customers = (await customersOfMembers(sql, shopId, [redemption.memberId])).get(redemption.memberId);
  const customerId = customers?.includes(redemption.customerId) ? redemption.customerId : customers?.[0];
  if (!customerId) return null;
  const terms = await ctx.terms(sql, shopId, redemption.termsVersion);
  const reward = terms.rewards.find((candidate) => candidate.id === redemption.rewardId);
  return {
    code: redemption.code,
    title: `${reward?.name.en ?? redemption.rewardId} (Vafa ${redemption.code})`,
    customerId,
    value: redemption.value,
    currency: redemption.currency,
    startsAt: instant(redemption.reservedAt.getTime()),
    endsAt: redemption.deadline,
    minimumSubtotal: minor(reward?.minimumSubtotalMinor ?? 0),
    combinesWith: reward?.combinesWith ?? {
      orderDiscounts: false,
      productDiscounts: false,
      shippingDiscounts: false,
    },
  };
}
