/**
 * Hands the connection over to the companion plugin: where we are, which shop it is, and the secret its tokens are signed with. A store that has no plugin yet is connected all
 * the same; the plugin gets it when it is there.
 */
import { addEffects } from "../db/outbox";
import { sqlOf } from "../db/transaction";
import { savePluginVersion } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import type { PluginState } from "../stores/woocommerce.server";
import { dateOf } from "./context";
import { type OpenedWoocommerce, openWoocommerce, type StoreOpening } from "./woocommerce-store";

async function handOver(
  ctx: StoreOpening,
  { connection, site }: OpenedWoocommerce,
): Promise<PluginState | null> {
  const { shopId, deliverTo, secrets } = connection;
  const plugin = await site.connectPlugin({
    appUrl: deliverTo,
    shopId: String(shopId),
    secret: secrets.pluginSecret,
  });
  const sql = sqlOf(ctx.db);
  await savePluginVersion(sql, shopId, plugin?.version ?? null);
  // It shows rewards and words that it has to be told first.
  if (plugin)
    await addEffects(sql, shopId, [{ kind: "push-program", subject: "program" }], dateOf(ctx.now()));
  return plugin;
}

/** @throws StoreUnavailable | StoreClosed */
export async function connectPlugin(ctx: StoreOpening, shopId: ShopId): Promise<void> {
  await handOver(ctx, await openWoocommerce(ctx, shopId));
}

/** Looks whether there is a plugin, and hands the connection over to one that has none, or another shop's. @throws StoreUnavailable | StoreClosed */
export async function careForPlugin(
  ctx: StoreOpening,
  opened: OpenedWoocommerce,
): Promise<PluginState | null> {
  const { connection, site } = opened;
  const found = await site.readPlugin();
  if (found && !(found.connected && found.shopId === String(connection.shopId))) return handOver(ctx, opened);
  if ((found?.version ?? null) !== connection.pluginVersion)
    await savePluginVersion(sqlOf(ctx.db), connection.shopId, found?.version ?? null);
  return found;
}
