/**
 * Looks again at the stored orders that a member may claim (field lesson 13): bought before joining, as a guest with the e-mail they have proved, or while they were no
 * member. Each is reconciled like any other order, so claiming twice is claiming once, and an order that arrives later ends the same (law 1).
 */
import { readOrders } from "../db/orders";
import { findShop } from "../db/shops";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { findClaimable, membersOfLateOrders } from "../db/unclaimed-orders";
import { instant, type MemberId, type OrderId, type ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";
import { askForClaims } from "./enroll-member";
import { knowingGroups } from "./product-groups";
import { reconcileOrders } from "./reconcile-orders";

const sliceSize = 200;

async function claimSlice(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, orders }: { shopId: ShopId; orders: readonly OrderId[] },
): Promise<void> {
  const shop = await findShop(sql, shopId);
  if (!shop) return;
  const stored = await readOrders(sql, shopId, orders);
  const states = [...stored.values()].map(({ order, revision }) => ({
    received: { order, customer: null },
    triggeredAt: revision.triggeredAt,
    again: true,
  }));
  await reconcileOrders(ctx, sql, { shop, states });
}

/** Slice by slice; being interrupted costs nothing but the slice at hand. */
export async function claimOrders(ctx: ServiceContext, shopId: ShopId, memberId: MemberId): Promise<void> {
  for (let after = ""; ; ) {
    const orders = await findClaimable(sqlOf(ctx.db), shopId, { memberId, after, limit: sliceSize });
    const last = orders.at(-1);
    if (last === undefined) return;
    await knowingGroups(ctx, shopId, () =>
      inTransaction(ctx.db, (sql) => claimSlice(ctx, sql, { shopId, orders })),
    );
    after = last;
  }
}

const recentMs = 2 * 86_400_000;

/** An order and a joining written at the same moment did not see each other: whoever has such an order gets to claim it. */
export async function sweepUnclaimed(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const at = ctx.now();
  const sql = sqlOf(ctx.db);
  const members = await membersOfLateOrders(sql, shopId, dateOf(instant(at - recentMs)));
  await askForClaims(sql, shopId, members, dateOf(at));
  return members.length;
}
