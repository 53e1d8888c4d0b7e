/** How Shopify signs a webhook: HMAC-SHA256 of the raw body with the app's secret, in base64, and the headers around it. */
import { createHmac } from "node:crypto";

export function webhookSignature(secret: string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

export interface WebhookFacts {
  readonly topic: string;
  readonly shop: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly triggeredAt: number;
  readonly apiVersion: string;
}

export function webhookHeaders(
  secret: string,
  facts: WebhookFacts,
  body: string | Uint8Array,
): Record<string, string> {
  return {
    "Content-Type": "application/json",
    Accept: "*/*",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": facts.topic,
    "X-Shopify-Shop-Domain": facts.shop,
    "X-Shopify-Hmac-Sha256": webhookSignature(secret, body),
    "X-Shopify-Webhook-Id": facts.webhookId,
    "X-Shopify-Event-Id": facts.eventId,
    "X-Shopify-Triggered-At": new Date(facts.triggeredAt).toISOString(),
    "X-Shopify-API-Version": facts.apiVersion,
  };
}
