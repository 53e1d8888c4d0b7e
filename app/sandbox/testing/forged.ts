/** What somebody without our secret, or with too much of somebody else's, sends to our doors: webhooks, forwarded requests, session tokens. */
import { randomUUID } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { proxySignature } from "../proxy/sign";
import { webhookHeaders } from "../webhooks/sign";
import type { SandboxState } from "./sandbox-script";

export type Keys = SandboxState["app"];

export interface WebhookWish {
  readonly shop: string;
  readonly topic: string;
  readonly body: string | Uint8Array;
  /** The route's path; that of the topic when not given. */
  readonly path?: string;
  readonly secret?: string;
  readonly deliveryId?: string;
  /** Over what Shopify would send; null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

const pathOf = (topic: string): string => `/webhooks/${topic.replaceAll("_", "-")}`;

/** @returns the status of the answer. */
export async function sendWebhook(url: string, keys: Keys, wish: WebhookWish): Promise<number> {
  const { shop, topic, body, secret = keys.apiSecret, deliveryId = randomUUID() } = wish;
  const facts = {
    topic,
    shop,
    webhookId: deliveryId,
    eventId: randomUUID(),
    triggeredAt: Date.now(),
    apiVersion: "2026-07",
  };
  const signed = webhookHeaders(secret, facts, body);
  const headers = Object.entries({ ...signed, ...wish.headers }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const response = await fetch(`${url}${wish.path ?? pathOf(topic)}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  await response.arrayBuffer();
  return response.status;
}

export interface ProxyWish {
  readonly path: string;
  readonly shop: string;
  readonly customerId: number | string;
  readonly secret?: string;
  readonly at?: number;
  /** Changed after it was signed. */
  readonly tampered?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

export async function askProxy(
  url: string,
  keys: Keys,
  wish: ProxyWish,
): Promise<{ status: number; text: string }> {
  const query = new URLSearchParams({
    shop: wish.shop,
    logged_in_customer_id: String(wish.customerId),
    path_prefix: "/apps/vafa",
    timestamp: String(Math.floor((wish.at ?? Date.now()) / 1_000)),
  });
  query.set("signature", proxySignature(wish.secret ?? keys.apiSecret, query));
  for (const [name, value] of Object.entries(wish.tampered ?? {})) query.set(name, value);
  const response = await fetch(`${url}/proxy/${wish.path}?${query}`, {
    headers: { Accept: "application/json" },
    redirect: "manual",
    ...(wish.form ? { method: "POST", body: new URLSearchParams(wish.form) } : {}),
  });
  return { status: response.status, text: await response.text() };
}

export interface TokenWish {
  readonly dest: string;
  readonly sub?: string;
  readonly audience?: string;
  readonly secret?: string;
  /** Seconds from now until it runs out. */
  readonly lifetime?: number;
  readonly unsigned?: boolean;
}

export async function forgeToken(keys: Keys, wish: TokenWish): Promise<string> {
  const { dest, sub, audience = keys.apiKey, secret = keys.apiSecret, lifetime = 60 } = wish;
  const now = Math.floor(Date.now() / 1_000);
  const claims = { dest, iss: `${dest}/admin`, sid: randomUUID(), ...(sub === undefined ? {} : { sub }) };
  if (wish.unsigned)
    return new UnsecuredJWT(claims)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .encode();
  return new SignJWT({ ...claims, jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(audience)
    .setIssuedAt(now - 600)
    .setNotBefore(now - 600)
    .setExpirationTime(now + lifetime)
    .sign(new TextEncoder().encode(secret));
}
