/** Effects of being connected to a WooCommerce store: its webhooks, and the companion plugin's connection. */
import { connectPlugin } from "../connect-plugin";
import { ensureWebhooks } from "../ensure-webhooks";
import type { Handlers } from "./handler";

export const woocommerceEffects: Handlers<"ensure-webhooks" | "connect-plugin"> = {
  "ensure-webhooks": async (ctx, shopId) => {
    await ensureWebhooks(ctx, shopId);
  },
  "connect-plugin": connectPlugin,
};
