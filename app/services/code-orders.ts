/** What the store is asked to make for a redemption: a single-use code bound to one customer, with the deadline and the combinations the merchant chose. */
import type { RedemptionRow } from "../db/redemptions";
import { findShop } from "../db/shops";
import type { Sql } from "../db/transaction";
import { instant, type ShopId } from "../loyalty/brand";
import { type Minor, minor } from "../loyalty/money";
import type { Redemption } from "../loyalty/redemptions";
import { combinationsOf, minimumSubtotal, type Reward } from "../loyalty/rewards";
import type { CodeOrder, CodeWorth, Combinations } from "../stores/store";
import type { ServiceContext } from "./context";
import { customerFor, rewardOf } from "./redemption-reward";

const combinesWithNothing: Combinations = {
  orderDiscounts: false,
  productDiscounts: false,
  shippingDiscounts: false,
};

/** What a code of this redemption takes off. Without its reward only the worth in money is known. */
function worthOf(reward: Reward | null, value: Minor): CodeWorth {
  switch (reward?.kind) {
    case "percentage-off":
      return { kind: "percentage-off", percentBp: reward.percentBp };
    case "free-shipping": {
      const { maximumShippingMinor: most } = reward;
      return { kind: "free-shipping", maximumShipping: most === 0 ? null : minor(most) };
    }
    case "free-product": {
      const { productId, variantId, quantity } = reward;
      return { kind: "free-product", productId, variantId, quantity };
    }
    default:
      return { kind: "amount-off", value };
  }
}

/** Combinations are the merchant's to change on codes that live already, so they are those of now (field lesson 14). */
export async function presentCombinations(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption }: { shopId: ShopId; redemption: Redemption },
): Promise<Combinations> {
  const shop = await findShop(sql, shopId);
  const now = shop && (await ctx.terms(sql, shopId, shop.termsVersion));
  const present = now?.rewards.find((candidate) => candidate.id === redemption.rewardId);
  const reward = present ?? (await rewardOf(ctx, sql, { shopId, redemption }));
  return reward ? combinationsOf(reward) : combinesWithNothing;
}

/** @returns null when the member has no customer in the store any more. */
export async function codeOrderFor(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption }: { shopId: ShopId; redemption: RedemptionRow },
): Promise<CodeOrder | null> {
  const customerId = await customerFor(sql, shopId, redemption);
  if (!customerId) return null;
  const reward = await rewardOf(ctx, sql, { shopId, redemption });
  const { redemption: limits } = await ctx.terms(sql, shopId, redemption.termsVersion);
  return {
    code: redemption.code,
    title: `${reward?.name.en ?? redemption.rewardId} (Vafa ${redemption.code})`,
    customerId,
    worth: worthOf(reward, redemption.value),
    currency: redemption.currency,
    startsAt: instant(redemption.reservedAt.getTime()),
    endsAt: redemption.deadline,
    minimumSubtotal: reward ? minimumSubtotal(reward, redemption.value, limits.maximumShareBp) : minor(0),
    combinesWith: await presentCombinations(ctx, sql, { shopId, redemption }),
  };
}
