/**
 * The store has an order no more. Its last state is kept, because it says what was bought and what the points were for, and counts like a cancelled order from now on: what it
 * earned is taken back and what was spent on it returns. An order that the store gives again afterwards was restored: that state wins like any newer one.
 */
import { readOrders } from "../db/orders";
import { findShop } from "../db/shops";
import { inTransaction } from "../db/transaction";
import type { Instant, OrderId, ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { knowingGroups } from "./product-groups";
import { reconcileOrders } from "./reconcile-orders";

export interface Deletion {
  readonly shopId: ShopId;
  readonly orderId: OrderId;
  /** When the store was asked; a state that came after that is newer. */
  readonly askedAt: Instant;
}

/** @returns whether there was anything to take back or to note; false for an order we never had. */
export function cancelDeletedOrder(
  ctx: ServiceContext,
  { shopId, orderId, askedAt }: Deletion,
): Promise<boolean> {
  return knowingGroups(ctx, shopId, () =>
    inTransaction(ctx.db, async (sql) => {
      const shop = await findShop(sql, shopId);
      const stored = (await readOrders(sql, shopId, [orderId])).get(orderId);
      if (!shop || !stored || stored.order.status === "deleted") return false;
      const order = { ...stored.order, status: "deleted" as const };
      const states = [{ received: { order, customer: null }, triggeredAt: askedAt }];
      await reconcileOrders(ctx, sql, { shop, states });
      return true;
    }),
  );
}
