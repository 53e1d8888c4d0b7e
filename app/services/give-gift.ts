/** The store has given a gift: its claim is used, once and for good. The points held for it are spent. */
import { readRedemption } from "../db/redemptions";
import { noteGiven, saveRedemptions } from "../db/save-redemptions";
import { inTransaction } from "../db/transaction";
import type { RedemptionId, ShopId } from "../loyalty/brand";
import { points } from "../loyalty/points";
import { isOpen } from "../loyalty/redemptions";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

export async function giftIsGiven(
  ctx: ServiceContext,
  given: { shopId: ShopId; redemptionId: RedemptionId; storeRef: string },
): Promise<void> {
  const { shopId, redemptionId, storeRef } = given;
  await inTransaction(ctx.db, async (sql) => {
    const found = await readRedemption(sql, shopId, redemptionId);
    if (!found) return;
    const opened = await openMembers(sql, shopId, new Map([[found.memberId, {}]]));
    const redemption = await readRedemption(sql, shopId, redemptionId);
    const state = opened.get(found.memberId);
    if (!redemption || !state || !isOpen(redemption)) return;
    const at = ctx.now();
    const after = { ...state, reserved: points(state.reserved - redemption.points) };
    await saveOpened(sql, shopId, { opened, now: new Map([[state.memberId, after]]), at });
    const used = { ...redemption, state: "used" as const, releasing: null, codeDead: true };
    await saveRedemptions(sql, shopId, [used], dateOf(at));
    await noteGiven(sql, shopId, { id: redemptionId, storeRef, at: dateOf(at) });
  });
}
