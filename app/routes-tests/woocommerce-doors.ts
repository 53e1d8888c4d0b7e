/** For tests of a WooCommerce shop's door: a connected shop, deliveries signed as WooCommerce signs them, and the route's answer to one. */
import { createHmac } from "node:crypto";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { currency } from "../loyalty/money";
import { action } from "../routes/webhooks.woocommerce.$door";
import type { ServiceContext } from "../services/context";
import { installShop } from "../services/install-shop";
import { call } from "./shopify-doors";

export interface ConnectedShop {
  readonly shop: ShopRow;
  readonly secret: string;
  readonly door: string;
}

export interface ConnectionWish {
  readonly storeUrl?: string;
  readonly secret?: string;
  readonly name?: string;
  readonly currency?: string;
}

/** A WooCommerce shop as connecting leaves it, without a store that was asked. */
export async function connectedShop(ctx: ServiceContext, wish: ConnectionWish = {}): Promise<ConnectedShop> {
  const { storeUrl = "http://127.0.0.1:9", secret = "wh-secret-1", name = "Nordlicht" } = wish;
  const shop = await installShop(ctx, {
    platform: "woocommerce",
    domain: `${storeUrl.replace(/^https?:\/\//, "")}/${name.toLowerCase()}`,
    name,
    currency: currency(wish.currency ?? "EUR"),
    timeZone: "Europe/Berlin",
    locale: "en",
    scopes: "",
  });
  const doorId = `door${shop.shopId}`;
  await saveConnection(sqlOf(ctx.db), ctx.cipher, {
    shopId: shop.shopId,
    storeUrl,
    doorId,
    deliverTo: "https://vafa.test",
    signing: storeUrl.startsWith("https") ? "basic" : "oauth",
    secrets: {
      consumerKey: `ck_canary_${name}`,
      consumerSecret: `cs_canary_${name}`,
      webhookSecret: secret,
      pluginSecret: `plugin_canary_${name}`,
    },
    at: new Date(ctx.now()),
  });
  return { shop, secret, door: `${shop.shopId}-${doorId}` };
}

export interface DeliveryWish {
  readonly topic?: string | null;
  readonly body: string | Uint8Array;
  readonly secret?: string;
  /** Whatever stands here goes instead of what WooCommerce would send; null leaves it out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A delivery as WooCommerce sends it; its delivery id is not unique, as there. */
export async function sendDelivery({ door, secret }: ConnectedShop, wish: DeliveryWish): Promise<number> {
  const bytes = typeof wish.body === "string" ? new TextEncoder().encode(wish.body) : wish.body;
  const topic = wish.topic === undefined ? "order.updated" : wish.topic;
  const sent: Record<string, string | null> = {
    "Content-Type": "application/json",
    "X-WC-Webhook-Source": "https://shop.example/",
    "X-WC-Webhook-Topic": topic,
    "X-WC-Webhook-Signature": createHmac("sha256", wish.secret ?? secret)
      .update(bytes)
      .digest("base64"),
    "X-WC-Webhook-ID": "7",
    "X-WC-Webhook-Delivery-ID": "1c2d",
    ...wish.headers,
  };
  const headers = Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== null);
  const request = new Request(`https://vafa.test/webhooks/woocommerce/${door}`, {
    method: "POST",
    headers,
    body: new Uint8Array(bytes),
  });
  return (await call(action, request, { door })).status;
}
