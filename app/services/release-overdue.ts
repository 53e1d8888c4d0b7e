/** Asks for the release of claims past their deadline (law 5): used once, or released once (field lesson 8). */
import { findOverdue } from "../db/redemptions";
import { sqlOf } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";
import { releaseRedemption } from "./release-redemption";

const sliceSize = 500;

/** @returns how many releases were asked for. */
export async function releaseOverdue(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const overdue = await findOverdue(sqlOf(ctx.db), shopId, dateOf(ctx.now()), sliceSize);
  for (const { redemptionId } of overdue) {
    await releaseRedemption(ctx, { shopId, redemptionId, memberId: null, reason: "deadline" });
  }
  return overdue.length;
}
