/** One delivery over the line as WC_Webhook sends it: headers, signature over the raw bytes, a delivery id that is not unique, one attempt, no redirect followed. */
import { createHash, createHmac } from "node:crypto";
import { type Dispatcher, request } from "undici";
import { WOOCOMMERCE_VERSION } from "../rest/shapes/order";
import { WORDPRESS_VERSION } from "../rest/site";
import type { WooWebhook } from "../state/records";

export const USER_AGENT = `WooCommerce/${WOOCOMMERCE_VERSION} Hookshot (WordPress/${WORDPRESS_VERSION})`;
const PATIENCE_MS = 60_000;

export interface Parcel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function parcelOf(webhook: WooWebhook, home: string, body: string): Parcel {
  const [resource = "", event = ""] = webhook.topic.split(".");
  const second = Math.floor(Date.now() / 1_000);
  return {
    url: webhook.deliveryUrl,
    body,
    headers: {
      "Content-Type": "application/json",
      "X-WC-Webhook-Source": `${home}/`,
      "X-WC-Webhook-Topic": webhook.topic,
      "X-WC-Webhook-Resource": resource,
      "X-WC-Webhook-Event": event,
      "X-WC-Webhook-Signature": createHmac("sha256", webhook.secret).update(body).digest("base64"),
      "X-WC-Webhook-ID": String(webhook.id),
      // Made of the webhook and the second alone, as WooCommerce makes it.
      "X-WC-Webhook-Delivery-ID": createHash("md5").update(`${webhook.id}${second}`).digest("hex"),
    },
  };
}

/** Unsigned, and a form: the ping of a webhook that was just made. */
export const pingOf = (webhook: WooWebhook): Parcel => ({
  url: webhook.deliveryUrl,
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  body: `webhook_id=${webhook.id}`,
});

/** @returns the status, and 0 when nobody answered. */
export async function post(parcel: Parcel, dispatcher: Dispatcher): Promise<number> {
  try {
    const { statusCode, body } = await request(parcel.url, {
      method: "POST",
      headers: { "User-Agent": USER_AGENT, Accept: "*/*", ...parcel.headers },
      body: parcel.body,
      dispatcher,
      headersTimeout: PATIENCE_MS,
      bodyTimeout: PATIENCE_MS,
    });
    await body.dump();
    return statusCode;
  } catch {
    return 0;
  }
}
