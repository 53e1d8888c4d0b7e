/** The store of a WooCommerce shop as the app itself opens it (boot.server.ts), for tests that have no whole app around them. */
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { openWoocommerce, type StoreOpening } from "../services/woocommerce-store";
import { type Store, StoreClosed } from "../stores/store";

/** @throws StoreClosed of a shop that is not installed */
export async function woocommerceStoreOf(ctx: StoreOpening, shopId: ShopId): Promise<Store> {
  const shop = await findShop(sqlOf(ctx.db), shopId);
  if (!shop || shop.uninstalledAt) throw new StoreClosed(`shop ${shopId} is not installed`);
  return (await openWoocommerce(ctx, shopId)).store;
}
