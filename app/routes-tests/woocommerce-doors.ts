/** For tests of a WooCommerce shop's door: deliveries signed as WooCommerce signs them, and the route's answer to one. */
import { createHmac } from "node:crypto";
import { action } from "../routes/webhooks.woocommerce.$door";
import type { ConnectedShop } from "../testing/woocommerce-shop";
import { call } from "./shopify-doors";

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
