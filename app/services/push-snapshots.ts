/** Pushes members' snapshots to the store, where theme blocks print them (law 12). The snapshot is read when it is pushed, so the newest always wins. */
import { customersOfMembers } from "../db/members";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { memberId, type ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { readSnapshots } from "./snapshots";

/** @param subjects member ids, as the outbox names them */
export async function pushSnapshots(
  ctx: ServiceContext,
  shopId: ShopId,
  subjects: readonly string[],
): Promise<void> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) return;
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const members = subjects.map((subject) => memberId(Number(subject)));
  const customers = await customersOfMembers(sql, shopId, members);
  const snapshots = await readSnapshots(sql, { shopId, members, terms, at: ctx.now() });
  const pushes = members.flatMap((member) => {
    const snapshot = snapshots.get(member);
    return snapshot ? (customers.get(member) ?? []).map((customerId) => ({ customerId, snapshot })) : [];
  });
  if (pushes.length === 0) return;
  const store = await ctx.storeFor(shopId);
  const { gone } = await store.pushSnapshots(pushes);
  if (gone.length > 0)
    ctx.log.info({ shopId, customers: gone.length }, "customers whose snapshot has nowhere to go");
}
