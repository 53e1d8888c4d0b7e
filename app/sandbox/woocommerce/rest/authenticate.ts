/**
 * Who asks, as WC_REST_Authentication finds out: keys as name and password over https alone, OAuth 1.0a otherwise, really verified (signature over the address that
 * WordPress believes in, clock within 15 minutes, every nonce once). Without keys nobody is anybody.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { WooKey, WooUser } from "../state/records";
import type { WooShop } from "../state/shop";
import { failed, type RestAnswer } from "./call";
import type { Query } from "./query";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Query;
  /** Whether WordPress knows that the request came by https. */
  readonly secure: boolean;
  readonly authorization: string | null;
}

export type Who = { readonly user: WooUser; readonly key: WooKey } | { readonly answer: RestAnswer } | null;

const WINDOW = 15 * 60;

export class Authenticator {
  /** Nonces by key, with the moment they were used. */
  private readonly nonces = new Map<string, number>();

  constructor(private readonly shop: WooShop) {}

  /** @returns null when nobody said who they are. */
  who(asked: Asked, home: string): Who {
    const basic = asked.secure ? this.basic(asked) : null;
    const found = basic ?? this.oauth(asked, home);
    if (found === null || "answer" in found) return found;
    return permitted(found.key, asked.method) ?? found;
  }

  private basic({ query, authorization }: Asked): Who {
    const pair = keysIn(query) ?? keysOf(authorization);
    if (pair === null) return null;
    const key = this.keyOf(pair.consumerKey);
    if (key === null) return null;
    if (key.consumerSecret !== pair.consumerSecret) return denied("Consumer secret is invalid.");
    return this.personOf(key);
  }

  private oauth(asked: Asked, home: string): Who {
    const params = new Map([...asked.query.all(), ...fromHeader(asked.authorization)]);
    const names = [
      "oauth_consumer_key",
      "oauth_timestamp",
      "oauth_nonce",
      "oauth_signature",
      "oauth_signature_method",
    ];
    const missing = names.filter((name) => !params.get(name));
    if (missing.length === names.length) return null;
    if (missing.length > 0)
      return {
        answer: failed(
          "woocommerce_rest_authentication_missing_parameter",
          `Missing OAuth parameter${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`,
          401,
        ),
      };
    const key = this.keyOf(params.get("oauth_consumer_key") ?? "");
    if (key === null) return denied("Consumer key is invalid.");
    const complaint =
      complaintAboutSignature({ asked, home, params, key }) ?? this.complaintAboutNonce(params, key);
    return complaint === null ? this.personOf(key) : denied(complaint);
  }

  private complaintAboutNonce(params: ReadonlyMap<string, string>, key: WooKey): string | null {
    const timestamp = Number(params.get("oauth_timestamp"));
    const now = Date.now() / 1_000;
    if (!(Math.abs(timestamp - now) <= WINDOW)) return "Invalid timestamp.";
    const nonce = `${key.id}|${params.get("oauth_nonce")}`;
    if (this.nonces.has(nonce)) return "Invalid nonce - nonce has already been used.";
    this.nonces.set(nonce, now);
    if (this.nonces.size > 20_000)
      for (const [old, at] of this.nonces) if (at < now - WINDOW) this.nonces.delete(old);
    return null;
  }

  private keyOf(consumerKey: string): WooKey | null {
    return this.shop.keys.rows().find((key) => key.consumerKey === consumerKey) ?? null;
  }

  private personOf(key: WooKey): Who {
    const user = this.shop.user(key.userId);
    return user === null ? denied("Consumer key is invalid.") : { user, key };
  }
}

const denied = (message: string): { readonly answer: RestAnswer } => ({
  answer: failed("woocommerce_rest_authentication_error", message, 401),
});

function permitted({ permissions }: WooKey, method: string): Who {
  const reads = method === "GET" || method === "HEAD";
  if (permissions === "read_write" || permissions === (reads ? "read" : "write")) return null;
  return denied(`The API key provided does not have ${reads ? "read" : "write"} permissions.`);
}

interface Pair {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

function keysIn(query: Query): Pair | null {
  const consumerKey = query.text("consumer_key");
  const consumerSecret = query.text("consumer_secret");
  return consumerKey && consumerSecret ? { consumerKey, consumerSecret } : null;
}

function keysOf(authorization: string | null): Pair | null {
  const match = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "");
  const [consumerKey, consumerSecret] = Buffer.from(match?.[1] ?? "", "base64")
    .toString("utf8")
    .split(":");
  return consumerKey && consumerSecret ? { consumerKey, consumerSecret } : null;
}

function fromHeader(authorization: string | null): [string, string][] {
  if (!authorization?.startsWith("OAuth ")) return [];
  return [...authorization.matchAll(/(oauth_[a-z_-]*)="?([^",]*)"?/g)].map(([, name = "", value = ""]) => [
    name,
    decodeURIComponent(value),
  ]);
}

/** RFC 3986, as `wc_rest_urlencode_rfc3986`. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

interface Signed {
  readonly asked: Asked;
  readonly home: string;
  readonly params: ReadonlyMap<string, string>;
  readonly key: WooKey;
}

function complaintAboutSignature({ asked, home, params, key }: Signed): string | null {
  const method = params.get("oauth_signature_method");
  if (method !== "HMAC-SHA1" && method !== "HMAC-SHA256")
    return "Invalid signature - signature method is invalid.";
  const address = `${home.replace(/^https?/, asked.secure ? "https" : "http")}/wp-json/${asked.path}`;
  const pairs = [...params]
    .filter(([name]) => name !== "oauth_signature")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const text = `${asked.method}&${encoded(address)}&${pairs.map(encoded).join("%26")}`;
  const expected = createHmac(method === "HMAC-SHA1" ? "sha1" : "sha256", `${key.consumerSecret}&`)
    .update(text)
    .digest();
  const given = Buffer.from((params.get("oauth_signature") ?? "").replaceAll(" ", "+"), "base64");
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return same ? null : "Invalid signature - provided signature does not match.";
}
