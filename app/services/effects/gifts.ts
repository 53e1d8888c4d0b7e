/**
 * Store credit and gift cards: money given outside of any order. What was asked of the store once is finished and never taken back, because after a time-out nobody knows
 * whether it was given; the store finds the first one by our key, so asking again never gives twice (field lesson 8).
 */
import { cancelUntried } from "../../db/outbox";
import { type RedemptionRow, readRedemption } from "../../db/redemptions";
import { noteError } from "../../db/save-redemptions";
import { sqlOf } from "../../db/transaction";
import { redemptionId, type ShopId } from "../../loyalty/brand";
import type { CodeAnswer, Gift, Store } from "../../stores/store";
import { dateOf, type ServiceContext } from "../context";
import { giftFor } from "../gift-orders";
import { giftIsGiven } from "../give-gift";
import { codeIsDead, dropRelease, releaseRedemption } from "../release-redemption";
import type { Handler, Handlers } from "./handler";

function give(store: Store, redemption: RedemptionRow, gift: Gift): Promise<CodeAnswer> {
  return redemption.kind === "gift-card"
    ? store.issueGiftCard({ ...gift, code: redemption.code })
    : store.giveStoreCredit(gift);
}

/** The store said no, so nothing was given: the points go back at once, for there is no code that would have to die first. */
async function refuse(ctx: ServiceContext, shopId: ShopId, redemption: RedemptionRow): Promise<void> {
  const { redemptionId: id } = redemption;
  await releaseRedemption(ctx, { shopId, redemptionId: id, memberId: null, reason: "refused-by-store" });
  await codeIsDead(ctx, { shopId, redemptionId: id, used: false });
}

const giveReward: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (redemption?.state !== "reserved") return;
  const gift = await giftFor(ctx, sql, { shopId, redemption });
  if (!gift) return refuse(ctx, shopId, redemption);
  const answer = await give(await ctx.storeFor(shopId), redemption, gift);
  if (answer.status === "issued") {
    const { redemptionId: id } = redemption;
    await giftIsGiven(ctx, { shopId, redemptionId: id, storeRef: answer.storeRef });
    return;
  }
  await noteError(sql, shopId, { id: redemption.redemptionId, error: answer.detail });
  await refuse(ctx, shopId, redemption);
};

/** Whether a gift may still be taken back: only while the store was never asked for it. */
export async function takeBackGift(
  ctx: ServiceContext,
  shopId: ShopId,
  redemption: RedemptionRow,
): Promise<void> {
  const { redemptionId: id } = redemption;
  const untried = await cancelUntried(sqlOf(ctx.db), shopId, {
    kind: "give-reward",
    subject: id,
    at: dateOf(ctx.now()),
  });
  if (untried) await codeIsDead(ctx, { shopId, redemptionId: id, used: false });
  else await dropRelease(ctx, shopId, id);
}

export const giftEffects: Handlers<"give-reward"> = { "give-reward": giveReward };
