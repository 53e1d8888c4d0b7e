/**
 * Opens a WooCommerce shop's store: the port that every service knows, and what only connecting and watching ask. Whatever is asked of it, how the store answers is
 * noted where the merchant sees it, because WooCommerce tells nobody that keys were revoked.
 */
import { sqlOf } from "../db/transaction";
import { openConnection, type WoocommerceConnection } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import { type Store, StoreClosed } from "../stores/store";
import { type WoocommerceSite, woocommerceSiteFor, woocommerceStoreFor } from "../stores/woocommerce.server";
import type { ServiceContext } from "./context";
import { type Noting, noteAnswer, noteFailure } from "./note-store-state";

/** What of the context it takes: boot opens stores before there is a whole one. */
export type StoreOpening = Noting & Pick<ServiceContext, "cipher" | "fingerprint" | "woocommerce">;

export interface OpenedWoocommerce {
  readonly connection: WoocommerceConnection;
  readonly store: Store;
  readonly site: WoocommerceSite;
}

/** Where this shop's deliveries come in. Nobody can guess it, and it proves nothing. */
export const deliveriesAddress = ({
  deliverTo,
  shopId,
  doorId,
}: Pick<WoocommerceConnection, "deliverTo" | "shopId" | "doorId">): string =>
  `${deliverTo}/webhooks/woocommerce/${shopId}-${doorId}`;

/** Every deed of `target`, with what came of it noted. */
function watched<Target extends object>(
  ctx: StoreOpening,
  connection: WoocommerceConnection,
  target: Target,
): Target {
  const watch = async (deed: () => unknown): Promise<unknown> => {
    try {
      const answer = await deed();
      await noteAnswer(ctx, connection);
      return answer;
    } catch (error) {
      await noteFailure(ctx, connection.shopId, error);
      throw error;
    }
  };
  return new Proxy(target, {
    get(of, name) {
      const found: unknown = Reflect.get(of, name);
      if (typeof found !== "function") return found;
      return (...given: unknown[]) => watch(() => Reflect.apply(found, of, given));
    },
  });
}

/** Also of a shop that is being disconnected, as long as there are keys. @throws StoreClosed when there are none, or none that open */
export async function openWoocommerce(ctx: StoreOpening, shopId: ShopId): Promise<OpenedWoocommerce> {
  const connection = await openConnection(sqlOf(ctx.db), ctx.cipher, shopId).catch(async (error: unknown) => {
    await noteFailure(ctx, shopId, error);
    throw new StoreClosed(`the keys of shop ${shopId} do not open`, { cause: error });
  });
  if (!connection) throw new StoreClosed(`shop ${shopId} is not connected`);
  const { storeUrl, signing, secrets } = connection;
  const { consumerKey, consumerSecret } = secrets;
  const reached = { storeUrl, signing, keys: { consumerKey, consumerSecret } };
  const deps = { fingerprint: ctx.fingerprint, allowPrivate: ctx.woocommerce.allowPrivate };
  return {
    connection,
    store: watched(ctx, connection, woocommerceStoreFor(reached, deps)),
    site: watched(ctx, connection, woocommerceSiteFor(reached, deps)),
  };
}
