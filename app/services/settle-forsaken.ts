/**
 * Ends claims whose code the store says was used, by an order that never came to us: placed while we were away, or deleted before we saw it. Law 5 knows two
 * ends, and the shopper had what the points were for, so they are spent and held no longer. Should the order come after all, it settles the claim as ever:
 * what is returned of it gives points back.
 */
import { recordAudit } from "../db/audit";
import { lockMembers } from "../db/members";
import { findForsaken, readRedemption } from "../db/redemptions";
import { saveRedemptions } from "../db/save-redemptions";
import { inTransaction, sqlOf } from "../db/transaction";
import { instant, type MemberId, type RedemptionId, type ShopId } from "../loyalty/brand";
import { points } from "../loyalty/points";
import { isOpen } from "../loyalty/redemptions";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

/** Sweeps and nightly comparisons with the store have had a week to find the order. */
const waitMs = 7 * 86_400_000;
const sliceSize = 500;

interface Forsaken {
  readonly redemptionId: RedemptionId;
  readonly memberId: MemberId;
}

async function settle(
  ctx: ServiceContext,
  shopId: ShopId,
  { redemptionId, memberId }: Forsaken,
): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    await lockMembers(sql, shopId, [memberId]);
    const found = await readRedemption(sql, shopId, redemptionId);
    // Its order may have come, or its member been merged into another, while we waited.
    if (!found || found.memberId !== memberId || !isOpen(found) || !found.codeDead || found.releasing) return;
    const at = ctx.now();
    const opened = await openMembers(sql, shopId, new Map([[memberId, {}]]));
    const state = opened.get(memberId);
    if (!state) throw new Error(`redemption ${redemptionId} belongs to no member`);
    const after = { ...state, reserved: points(state.reserved - found.points) };
    await saveOpened(sql, shopId, { opened, now: new Map([[memberId, after]]), at });
    await saveRedemptions(sql, shopId, [{ ...found, state: "used" }], dateOf(at));
    await recordAudit(sql, shopId, {
      actor: "system",
      action: "redemption-forsaken",
      subject: `member:${memberId}`,
      details: { redemption: redemptionId, points: found.points },
      at,
    });
  });
}

/** @returns how many there were. */
export async function settleForsaken(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const before = dateOf(instant(ctx.now() - waitMs));
  const forsaken = await findForsaken(sqlOf(ctx.db), shopId, before, sliceSize);
  for (const one of forsaken) await settle(ctx, shopId, one);
  return forsaken.length;
}
