/**
 * The shop whose companion plugin signed a token, with what proves it. A shop that has been disconnected has no plugin any more, whatever is still signed with its old
 * secret; one that does not let us in just now still has its shoppers and its staff.
 */
import { UnsealError } from "../db/encryption";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { openConnection } from "../db/woocommerce-connections";
import { shopNamedBy } from "../stores/woocommerce/plugin-token";
import type { ServiceContext } from "./context";

export interface PluginStore {
  readonly shop: ShopRow;
  readonly secret: string;
  /** Without a slash at its end. */
  readonly storeUrl: string;
}

/** The shop that a token names; nothing is proved by that. null when there is no such shop, or no plugin of it. */
export async function pluginStoreOf(ctx: ServiceContext, token: string): Promise<PluginStore | null> {
  const named = shopNamedBy(token);
  if (named === null) return null;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, named);
  if (shop?.platform !== "woocommerce" || shop.uninstalledAt) return null;
  const connection = await openConnection(sql, ctx.cipher, named).catch((error: unknown) => {
    // Sealed with a key that we have no more: the card of the connection says so, and here nobody's token can be proved.
    if (error instanceof UnsealError) return null;
    throw error;
  });
  if (!connection || connection.state === "disconnected") return null;
  return { shop, secret: connection.secrets.pluginSecret, storeUrl: connection.storeUrl };
}
