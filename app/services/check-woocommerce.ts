/**
 * Looks after a connected store: whether it lets us in, what it says of itself now, and whether its companion plugin has been installed meanwhile. What comes of it is noted
 * where the merchant sees it.
 */
import { findShop, refreshShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { findConnection, noteReached, type WoocommerceFacts } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import { careForPlugin } from "./connect-plugin";
import { dateOf, type ServiceContext } from "./context";
import { stateBehind } from "./note-store-state";
import { openWoocommerce } from "./woocommerce-store";

/** @returns how the connection stands after the look; null when the shop has none */
export async function checkWoocommerce(
  ctx: ServiceContext,
  shopId: ShopId,
): Promise<WoocommerceFacts | null> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  const known = await findConnection(sql, shopId);
  if (!shop || shop.uninstalledAt || !known || known.state === "disconnected") return known;
  try {
    const opened = await openWoocommerce(ctx, shopId);
    await refreshShop(sql, shopId, await opened.store.describeShop());
    await careForPlugin(ctx, opened);
    await noteReached(sql, shopId, { state: "connected", problem: null, at: dateOf(ctx.now()) });
  } catch (error) {
    // How the store failed to answer has been noted; anything else is ours.
    if (stateBehind(error) === null) throw error;
  }
  return findConnection(sql, shopId);
}

/** For the schedule, which goes through the shops of both platforms. */
export async function checkIfWoocommerce(ctx: ServiceContext, shopId: ShopId): Promise<void> {
  const shop = await findShop(sqlOf(ctx.db), shopId);
  if (shop?.platform === "woocommerce") await checkWoocommerce(ctx, shopId);
}
