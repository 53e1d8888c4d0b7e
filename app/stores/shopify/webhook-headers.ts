/** What a webhook says of itself beside its body. None of it is signed, so it is held against the body and against what was seen before. */

export interface WebhookHeaders {
  readonly signature: string;
  readonly topic: string;
  readonly domain: string;
  readonly deliveryId: string;
  /** When it happened at Shopify; now when it does not say. */
  readonly triggeredAt: Date;
}

const DOMAIN = /^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/;
const DELIVERY_ID = /^[\x21-\x7e]{1,100}$/;

/**
 * @param header a header's value by its name in lower case
 * @returns null when one of them is missing or is not what Shopify sends.
 */
export function readWebhookHeaders(
  header: (name: string) => string | null,
  now: Date,
): WebhookHeaders | null {
  const signature = header("x-shopify-hmac-sha256");
  const topic = header("x-shopify-topic");
  const domain = header("x-shopify-shop-domain")?.toLowerCase() ?? "";
  const deliveryId = header("x-shopify-webhook-id") ?? "";
  if (!signature || !topic || !DOMAIN.test(domain) || !DELIVERY_ID.test(deliveryId)) return null;
  return {
    signature,
    topic,
    domain,
    deliveryId,
    triggeredAt: momentOf(header("x-shopify-triggered-at"), now),
  };
}

/** A message cannot be from the future: its order would then win against every later state of the same second. */
function momentOf(text: string | null, now: Date): Date {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) || at > now.getTime() ? now : new Date(at);
}

/** These take something away for good, so their body must name the shop; an order's body passed off as one of them does not. */
const NAMES_ITS_SHOP: Readonly<Record<string, string>> = {
  "app/uninstalled": "myshopify_domain",
  "customers/data_request": "shop_domain",
  "customers/redact": "shop_domain",
  "shop/redact": "shop_domain",
};

/** Whether a message may be believed to be of the shop it came for. What is no JSON object passes: reading it will park it. */
export function namesShop({ topic, domain }: WebhookHeaders, payload: string): boolean {
  const field = NAMES_ITS_SHOP[topic];
  const body = field === undefined ? null : objectIn(payload);
  if (field === undefined || body === null) return true;
  // Test messages from Shopify's own tools have the field, but leave it empty.
  const named = body.get(field);
  return named === null || (typeof named === "string" && named.toLowerCase() === domain);
}

function objectIn(payload: string): Map<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(payload);
    return typeof body === "object" && body !== null ? new Map(Object.entries(body)) : null;
  } catch {
    return null;
  }
}
