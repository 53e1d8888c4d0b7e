/**
 * The app proxy: what a shopper asks under the storefront's `/apps/vafa` goes to the app's `/proxy`, with the shop, the customer who
 * is logged in and a signature over it all. Cookies do not go along and do not come back, as at Shopify.
 */
import express, { type Request, type Response, type Router } from "express";
import { Pool } from "undici";
import type { AppConfig } from "../app-config";
import type { SandboxContext } from "../context";
import { browserOf, shopperOf } from "../shopper";
import type { SandboxShop } from "../state/types";
import { renderWithin } from "../storefront/theme";
import { visitOf } from "../storefront/visit";
import { proxySignature } from "./sign";

const FORWARDED = ["accept", "accept-language", "content-type", "user-agent", "x-requested-with"];
const GIVEN_BACK = ["content-type", "location", "cache-control", "retry-after", "vary"];

/** Answers of an app that come later are a 504 at the storefront. */
const TIMEOUT_MS = 10_000;

export function mountProxy(router: Router, context: SandboxContext, config: Pick<AppConfig, "proxy">): void {
  const pool = new Pool(context.appOrigin, { connections: 64 });
  const { prefix, subpath } = config.proxy;
  const handle = (request: Request, response: Response) => {
    const shop = context.store.findShop(String(request.params.shop));
    if (shop === null) {
      response.status(404).type("text/plain").send("Not found");
      return;
    }
    forwardProxy({ context, config, pool, shop }, request, response).catch(() => {
      if (!response.headersSent) response.status(502).type("text/plain").send("The app did not answer");
    });
  };
  // With and without a language before it: Shopify answers the proxy under every language's root.
  const place = `${prefix}/${subpath}`;
  const paths = [`/stores/:shop/${place}/*`, `/stores/:shop/:locale(en|fa|ar)/${place}/*`];
  router.all(paths, express.raw({ type: () => true, limit: "1mb" }), handle);
}

interface ProxyCase {
  readonly context: SandboxContext;
  readonly config: Pick<AppConfig, "proxy">;
  readonly pool: Pool;
  readonly shop: SandboxShop;
}

export async function forwardProxy(given: ProxyCase, request: Request, response: Response): Promise<void> {
  const { config, pool } = given;
  const rest = String(request.params[0] ?? "");
  const { ip } = browserOf(request, response);
  const answer = await pool.request({
    path: `${config.proxy.url}/${rest}?${signedQuery(given, request)}`,
    method: request.method === "POST" ? "POST" : "GET",
    headers: headersOf(request, ip),
    body: Buffer.isBuffer(request.body) && request.method === "POST" ? request.body : null,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  response.status(answer.statusCode);
  for (const name of GIVEN_BACK) {
    const value = answer.headers[name];
    if (value !== undefined)
      response.set(name, name === "location" ? withinStore(given, request, String(value)) : value);
  }
  const body = Buffer.from(await answer.body.arrayBuffer());
  if (/^application\/liquid/.test(String(answer.headers["content-type"])))
    response.type("text/html").send(withinTheme(given, request, body.toString("utf8")));
  else response.send(body);
}

/** Liquid is shown in the theme's frame. */
function withinTheme({ context, config }: ProxyCase, request: Request, liquid: string): string {
  const visit = visitOf(context, request);
  const { prefix, subpath } = config.proxy;
  return visit
    ? renderWithin(visit, liquid, `/${prefix}/${subpath}/${String(request.params[0] ?? "")}`)
    : liquid;
}

/** A path of the storefront's own ("/discount/…") is one of this storefront, which here does not stand at the root. */
function withinStore({ shop }: ProxyCase, request: Request, location: string): string {
  if (!location.startsWith("/") || location.startsWith("//") || location.startsWith("/sandbox/"))
    return location;
  const locale = request.params.locale;
  return `/sandbox/stores/${shop.domain}${locale === undefined ? "" : `/${locale}`}${location}`;
}

function signedQuery({ context, config, shop }: ProxyCase, request: Request): string {
  const query = new URL(request.originalUrl, context.origin).searchParams;
  // What Shopify says of the request is Shopify's to say.
  for (const name of ["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature"])
    query.delete(name);
  const customer = shopperOf(context.store, request, shop);
  query.set("shop", shop.domain);
  query.set("logged_in_customer_id", customer === null ? "" : String(customer.id));
  query.set("path_prefix", `/${config.proxy.prefix}/${config.proxy.subpath}`);
  query.set("timestamp", String(Math.floor(Date.now() / 1_000)));
  query.set("signature", proxySignature(context.keys.apiSecret, query));
  return query.toString();
}

function headersOf(request: Request, ip: string): Record<string, string> {
  const headers: Record<string, string> = { "X-Forwarded-For": ip };
  for (const name of FORWARDED) {
    const value = request.header(name);
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}
