/** For tests of Shopify's doors: a booted app on an empty database, requests signed as Shopify signs them, and a route's answer to one. */
import { createHmac, randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { SignJWT } from "jose";
import { HttpResponse, http } from "msw";
import type { Database } from "../db/database";
import { createCipher } from "../db/encryption";
import { createSessionStorage } from "../db/sessions";
import type { ShopRow } from "../db/shops";
import { instant } from "../loyalty/brand";
import type { ServiceContext } from "../services/context";
import { setServices } from "../services/running.server";
import { openShopify } from "../shopify.server";
import type { Store } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { installTestShop, testContext } from "../testing/service-context";

export const SHOP = "vafa-test.myshopify.com";
export const API_KEY = "test-api-key";
export const SECRET = "test-api-secret";
export const APP_URL = "https://vafa.test";

export interface BootedApp {
  readonly db: Database;
  readonly ctx: ServiceContext;
  readonly shop: ShopRow;
  close(): Promise<void>;
}

export async function bootApp(store?: Store): Promise<BootedApp> {
  Object.assign(process.env, {
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: APP_URL,
  });
  const db = await freshDatabase();
  // Doors wait for the store in real time.
  const ctx = { ...testContext(db, store ? { store } : {}), now: () => instant(Date.now()) };
  openShopify(createSessionStorage(db, createCipher(Buffer.alloc(32, 7))));
  setServices(ctx);
  const shop = await installTestShop(ctx, SHOP);
  return {
    db,
    ctx,
    shop,
    async close() {
      setServices(null);
      await db.close();
    },
  };
}

/** What Shopify answers to an exchange of the test shop's session tokens: a token for the shop and for its staff. */
export const tokenExchange = http.post(`https://${SHOP}/admin/oauth/access_token`, () =>
  HttpResponse.json({
    access_token: "token",
    scope: "",
    expires_in: 86_400,
    refresh_token: "refresh",
    refresh_token_expires_in: 7_776_000,
    associated_user_scope: "",
    associated_user: {
      id: 42,
      first_name: "Ada",
      last_name: "L",
      email: "ada@example.com",
      locale: "en",
    },
  }),
);

type Handler = (args: ActionFunctionArgs) => Promise<Response> | Response;

/** Calls a route as Remix does: what it throws as a Response is its answer too. */
export async function call(
  handler: Handler,
  request: Request,
  params: Record<string, string> = {},
): Promise<Response> {
  try {
    return await handler({ request, params, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

export interface WebhookWish {
  readonly topic: string;
  readonly body: string | Uint8Array;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A webhook as Shopify sends it; a header that is null is left out. */
export function webhookRequest({ topic, body, secret = SECRET, headers = {} }: WebhookWish): Request {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const sent: Record<string, string | null> = {
    "Content-Type": "application/json",
    "X-Shopify-Topic": topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(bytes).digest("base64"),
    "X-Shopify-Shop-Domain": SHOP,
    "X-Shopify-API-Version": "2026-07",
    "X-Shopify-Webhook-Id": randomUUID(),
    "X-Shopify-Triggered-At": "2026-11-21T08:00:00.123456789Z",
    ...headers,
  };
  const given = Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== null);
  return new Request(`${APP_URL}/webhooks`, { method: "POST", headers: given, body: new Uint8Array(bytes) });
}

export interface ProxyWish {
  readonly path: string;
  readonly customer?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly secret?: string;
  readonly at?: number;
}

/** A request that Shopify forwards from the storefront. */
export function proxyRequest(wish: ProxyWish): Request {
  const query = new URLSearchParams({
    shop: SHOP,
    logged_in_customer_id: wish.customer ?? "",
    path_prefix: "/apps/vafa",
    timestamp: String(Math.floor((wish.at ?? Date.now()) / 1_000)),
    ...wish.query,
  });
  const text = [...query].map(([key, value]) => `${key}=${value}`).sort();
  query.set(
    "signature",
    createHmac("sha256", wish.secret ?? SECRET)
      .update(text.join(""))
      .digest("hex"),
  );
  const headers = { Accept: wish.json === false ? "text/html" : "application/json" };
  const body = wish.form ? { method: "POST", body: new URLSearchParams({ ...wish.form }) } : {};
  return new Request(`${APP_URL}/proxy/${wish.path}?${query}`, { headers, ...body });
}

export interface TokenWish {
  readonly customer?: string | null;
  /** Of the embedded admin: whose session it is. */
  readonly staff?: string;
  readonly dest?: string;
  readonly audience?: string;
  readonly secret?: string;
  readonly expiresIn?: number;
}

export async function sessionToken(wish: TokenWish = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    dest: wish.dest ?? SHOP,
    ...(wish.customer ? { sub: `gid://shopify/Customer/${wish.customer}` } : {}),
    ...(wish.staff ? { sub: wish.staff } : {}),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(wish.audience ?? API_KEY)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + (wish.expiresIn ?? 60))
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(wish.secret ?? SECRET));
}

export interface CheckoutWish extends TokenWish {
  /** The checkout's unless another extension asks. */
  readonly door?: "checkout" | "account" | "admin-block";
  readonly path: string;
  readonly body?: object;
  readonly method?: string;
  readonly token?: string | null;
}

/** A request of an extension, from Shopify's pages. */
export async function checkoutRequest(wish: CheckoutWish): Promise<Request> {
  const token = wish.token === undefined ? await sessionToken(wish) : wish.token;
  return new Request(`${APP_URL}/api/${wish.door ?? "checkout"}/${wish.path}`, {
    method: wish.method ?? (wish.body ? "POST" : "GET"),
    headers: {
      Origin: "https://extensions.shopifycdn.com",
      Accept: "application/json",
      "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0",
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(wish.body ? { "Content-Type": "application/json" } : {}),
    },
    ...(wish.body ? { body: JSON.stringify(wish.body) } : {}),
  });
}
