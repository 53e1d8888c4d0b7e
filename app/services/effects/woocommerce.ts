/** Effects of being connected to a WooCommerce store: its webhooks, and the companion plugin's connection. */
import { connectPlugin } from "../connect-plugin";
import { ensureWebhooks } from "../ensure-webhooks";
import { deliveriesAddress, openWoocommerce } from "../woocommerce-store";
import type { Handler, Handlers } from "./handler";

/** Those that deliver where nobody listens any more. */
const removeWebhooks: Handler = async (ctx, shopId, formerAddress) => {
  const { site, connection } = await openWoocommerce(ctx, shopId);
  if (formerAddress !== deliveriesAddress(connection)) await site.removeWebhooks(formerAddress);
};

export const woocommerceEffects: Handlers<"ensure-webhooks" | "remove-webhooks" | "connect-plugin"> = {
  "remove-webhooks": removeWebhooks,
  "ensure-webhooks": async (ctx, shopId) => {
    await ensureWebhooks(ctx, shopId);
  },
  "connect-plugin": connectPlugin,
};
