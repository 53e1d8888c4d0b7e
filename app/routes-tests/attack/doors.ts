/**
 * Every door of the app and what opens it: a request as the platform, the store, the plugin or a program would make it for one shop. A route that is behind none of these
 * doors fails the attack by name: whoever adds a door says here how it is knocked at.
 */
import { createHmac, randomUUID } from "node:crypto";
import { signedToken } from "../../testing/plugin-tokens";
import { API_KEY, APP_URL, SECRET } from "../shopify-doors";
import type { Party } from "./ground";
import type { AttackedRoute } from "./whole-app";

export interface Ask {
  /** With its parameters filled in, and without a query. */
  readonly path: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "OPTIONS";
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly type: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Door {
  readonly name: string;
  readonly leadsTo: RegExp;
  /** null: this shop has no such door. */
  knock(party: Party, ask: Ask): Request | null;
}

export const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/147.0";

export function requestOf(ask: Ask, own: Readonly<Record<string, string>> = {}): Request {
  const url = new URL(`${APP_URL}${ask.path}`);
  for (const [name, value] of Object.entries(ask.query ?? {})) url.searchParams.set(name, value);
  const headers = {
    Host: new URL(APP_URL).host,
    "User-Agent": chrome,
    ...(ask.body ? { "Content-Type": ask.body.type } : {}),
    ...own,
    ...ask.headers,
  };
  const body = /^P/.test(ask.method) ? { body: ask.body?.text ?? "" } : {};
  return new Request(url, { method: ask.method, headers, ...body });
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** What Shopify signs into a session token; `claims` says it otherwise. */
export const sessionClaims = (dest: string, claims: Readonly<Record<string, unknown>> = {}) => ({
  dest,
  aud: API_KEY,
  iss: `${dest.startsWith("http") ? dest : `https://${dest}`}/admin`,
  iat: seconds() - 5,
  nbf: seconds() - 5,
  exp: seconds() + 3_600,
  jti: randomUUID(),
  ...claims,
});

const shopifyToken = (claims: Readonly<Record<string, unknown>>) => signedToken({ secret: SECRET, claims });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const ofShopper = ({ shop, customer }: Party) =>
  shopifyToken(sessionClaims(shop.domain, { sub: `gid://shopify/Customer/${customer}` }));
export const ofStaff = ({ shop, staffId }: Party) =>
  shopifyToken(sessionClaims(`https://${shop.domain}`, { sub: staffId }));

const onPages = { Origin: "https://extensions.shopifycdn.com", Accept: "application/json" };

/** The query as Shopify signs it for the app proxy. */
export function signedQuery(
  query: Readonly<Record<string, string>>,
  secret = SECRET,
): Record<string, string> {
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("");
  return { ...query, signature: createHmac("sha256", secret).update(text).digest("hex") };
}

export const proxyQuery = ({ shop, customer }: Party) => ({
  shop: shop.domain,
  logged_in_customer_id: customer,
  path_prefix: "/apps/vafa",
  timestamp: String(seconds()),
});

export const hmac = (secret: string, body: string): string =>
  createHmac("sha256", secret).update(body).digest("base64");

/** "webhooks.orders.paid" is told of as "orders/paid". */
export const topicOf = (path: string): string =>
  ({
    "/webhooks/compliance/customer-redact": "customers/redact",
    "/webhooks/compliance/data-request": "customers/data_request",
    "/webhooks/compliance/shop-redact": "shop/redact",
    "/webhooks/app/scopes-update": "app/scopes_update",
    "/webhooks/customer/tags-added": "customer.tags_added",
    "/webhooks/customer/tags-removed": "customer.tags_removed",
  })[path] ?? path.replace("/webhooks/", "");

export const doors: readonly Door[] = [
  {
    name: "admin",
    leadsTo: /^\/app(\/|$)/,
    knock: (party, ask) =>
      requestOf(ask, bearer(party.woo ? party.woo.plugin.staff("owner") : ofStaff(party))),
  },
  {
    name: "block on a customer's page",
    leadsTo: /^\/api\/admin-block\//,
    knock: (party, ask) => (party.woo ? null : requestOf(ask, { ...onPages, ...bearer(ofStaff(party)) })),
  },
  {
    name: "account",
    leadsTo: /^\/api\/account\//,
    knock: (party, ask) =>
      requestOf(ask, {
        ...onPages,
        ...bearer(party.woo ? party.woo.plugin.shopper(party.customer) : ofShopper(party)),
      }),
  },
  {
    name: "checkout",
    leadsTo: /^\/api\/checkout\//,
    knock: (party, ask) => (party.woo ? null : requestOf(ask, { ...onPages, ...bearer(ofShopper(party)) })),
  },
  {
    name: "public API",
    leadsTo: /^\/api\/v1\//,
    knock: (party, ask) => requestOf(ask, bearer(party.apiKey)),
  },
  {
    name: "storefront's proxy",
    leadsTo: /^\/proxy\//,
    knock: (party, ask) =>
      party.woo
        ? null
        : requestOf(
            { ...ask, query: signedQuery({ ...ask.query, ...proxyQuery(party) }) },
            { Accept: "application/json", "X-Forwarded-For": `10.0.0.${party.shop.shopId}` },
          ),
  },
  {
    name: "deliveries of a WooCommerce store",
    leadsTo: /^\/webhooks\/woocommerce\//,
    knock: ({ woo }, ask) =>
      woo &&
      requestOf(ask, {
        "X-WC-Webhook-Topic": "order.updated",
        "X-WC-Webhook-Signature": hmac(woo.webhookSecret, ask.body?.text ?? ""),
      }),
  },
  {
    name: "webhooks of Shopify",
    leadsTo: /^\/webhooks\//,
    knock: (party, ask) =>
      party.woo
        ? null
        : requestOf(ask, {
            "X-Shopify-Topic": topicOf(ask.path),
            "X-Shopify-Hmac-Sha256": hmac(SECRET, ask.body?.text ?? ""),
            "X-Shopify-Shop-Domain": party.shop.domain,
            "X-Shopify-Webhook-Id": randomUUID(),
          }),
  },
  {
    name: "open to everybody",
    leadsTo: /^\/($|\*$|auth\/|health\/|metrics$|woocommerce\/)/,
    knock: (_, ask) => requestOf(ask),
  },
];

export function doorOf({ path, file }: AttackedRoute): Door {
  const door = doors.find(({ leadsTo }) => leadsTo.test(path));
  if (!door)
    throw new Error(`${file} is behind no door that doors.ts knows: say there how ${path} is knocked at`);
  return door;
}
