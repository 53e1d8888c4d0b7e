/**
 * Requests that Shopify forwards from the storefront (app proxy), verified: HMAC-SHA256 over the query, in constant time, no older than a minute and a half. By
 * ourselves, because the library's way also exchanges the shop's token when it is old, and a shopper must neither wait for that nor fail with it.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { type CustomerId, customerId } from "../../loyalty/brand";

export const TOLERANCE_MS = 90_000;

export interface ProxyVisit {
  readonly domain: string;
  /** null for a guest. Shopify's word, so nothing in a request's body is asked who the shopper is. */
  readonly customerId: CustomerId | null;
  /** Where the proxy begins on the storefront: "/apps/vafa". */
  readonly pathPrefix: string;
  readonly locale: string | null;
}

/** @returns null for a request that Shopify did not sign, or not just now. */
export function readProxyVisit(url: URL, secret: string, now: number): ProxyVisit | null {
  const query = url.searchParams;
  const signature = query.get("signature") ?? "";
  if (!isSame(signatureOf(query, secret), signature)) return null;
  const timestamp = query.get("timestamp") ?? "";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > TOLERANCE_MS) return null;
  const customer = query.get("logged_in_customer_id") ?? "";
  return {
    domain: (query.get("shop") ?? "").toLowerCase(),
    customerId: /^\d{1,20}$/.test(customer) ? customerId(customer) : null,
    pathPrefix: query.get("path_prefix") ?? "",
    locale: query.get("locale"),
  };
}

/** `key=value` of every parameter but the signature, sorted by bytes, joined without a separator; a parameter that is there twice has its values joined by commas. */
function signatureOf(query: URLSearchParams, secret: string): Buffer {
  const keys = [...new Set(query.keys())].filter((key) => key !== "signature");
  const text = keys.map((key) => `${key}=${query.getAll(key).join(",")}`).sort();
  return createHmac("sha256", secret).update(text.join("")).digest();
}

function isSame(expected: Buffer, signature: string): boolean {
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
