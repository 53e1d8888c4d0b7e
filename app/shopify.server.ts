/**
 * The app as Shopify sees it: who may come in (staff, checkouts), how documents may be framed, and what happens on the first load of a shop.
 * Built once by boot, because its sessions live in the database that boot opens. Only this file, app/stores/shopify and the doors know Shopify.
 */
import "@shopify/shopify-app-remix/adapters/node";
import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  type Session,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { findShopByDomain, type ShopRow } from "./db/shops";
import { sqlOf } from "./db/transaction";
import { shopifyEnv } from "./env.server";
import { log } from "./log.server";
import { installShop } from "./services/install-shop";
import { services } from "./services/running.server";
import { accessTokenOf } from "./stores/shopify/access-token";
import { shopifyStore } from "./stores/shopify/shopify-store";
import { throttleOf } from "./stores/shopify/throttle";
import type { Store } from "./stores/store";

function build(sessionStorage: SessionStorage) {
  const env = shopifyEnv();
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    apiVersion: ApiVersion.July26,
    distribution: AppDistribution.AppStore,
    authPathPrefix: "/auth",
    sessionStorage,
    // Beside the shop's own token, one for each of its staff: the session that comes with it names them to the audit trail.
    useOnlineTokens: true,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { level: LogSeverity.Warning, log: tellLog },
    hooks: { afterAuth: ({ session }) => welcome(session) },
  });
}

type Shopify = ReturnType<typeof build>;

let built: Shopify | null = null;

/** Called by boot, once the database is open. */
export function openShopify(sessionStorage: SessionStorage): void {
  built = build(sessionStorage);
}

function shopify(): Shopify {
  if (!built) throw new Error("the app has not booted");
  return built;
}

export const authenticate = {
  /** Staff, inside the Shopify admin. Throws a Response when they have to go somewhere else first. */
  admin: (request: Request) => shopify().authenticate.admin(request),
  public: {
    /** A checkout extension, by its session token; answers the pre-flight of CORS too. */
    checkout: (request: Request) => shopify().authenticate.public.checkout(request),
    /** The customer account extension, in the same way. */
    customerAccount: (request: Request) => shopify().authenticate.public.customerAccount(request),
  },
};

/** Sends staff who came with a shop's address on to where they log in. */
export const login = (request: Request) => shopify().login(request);

/** What a shop's browser has to know about a document: who may frame it, and App Bridge, which it will need at once. */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  // A page that says itself who may frame it is not for Shopify's admin, whatever shop its address names.
  if (headers.has("Content-Security-Policy")) return;
  built?.addDocumentResponseHeaders(request, headers);
  if (headers.has("Link"))
    headers.set("Link", `<${shopifyEnv().APP_BRIDGE_URL}>; rel="preload"; as="script"`);
}

/** The store port for one shop; the token is looked up, and exchanged when it is old, with every question. */
export function shopifyStoreFor(domain: string): Store {
  const { unauthenticated, sessionStorage } = shopify();
  const sessions = {
    fresh: async (shop: string) => (await unauthenticated.admin(shop)).session,
    kept: (shop: string) => sessionStorage.loadSession(`offline_${shop}`),
  };
  return shopifyStore({
    domain,
    accessToken: accessTokenOf(domain, sessions),
    throttle: throttleOf(domain),
    fingerprint: services().fingerprint,
  });
}

/** The shop is asked with its own token: what a staff member may see there is no matter of ours. */
async function install({ shop: domain, scope }: Session): Promise<ShopRow> {
  const facts = await shopifyStoreFor(domain).describeShop();
  return installShop(services(), { platform: "shopify", domain, ...facts, scopes: scope ?? "" });
}

/**
 * The shop of a session. The first load asks for several pages at once: one of them may find the session of an exchange whose installation is still under way, or
 * broke off, and then it installs the shop itself. Installing twice is installing once.
 */
export async function ensureInstalled(session: Session): Promise<ShopRow> {
  const known = await findShopByDomain(sqlOf(services().db), session.shop);
  return known && !known.uninstalledAt ? known : install(session);
}

/**
 * Every exchange of a token ends here: the first one installs the shop, later ones bring its name, time zone and scopes up to date. A shop that is
 * installed is not kept out by a Shopify that is slow to describe it.
 */
async function welcome(session: Session): Promise<void> {
  try {
    await install(session);
  } catch (error) {
    const known = await findShopByDomain(sqlOf(services().db), session.shop);
    // The library answers 500 without a word, so the word is said here.
    log.error({ err: error, shop: session.shop }, "a shop could not be installed");
    if (!known || known.uninstalledAt) throw error;
  }
}

function tellLog(severity: LogSeverity, message: string): void {
  if (severity === LogSeverity.Error) log.error(message);
  else log.warn(message);
}
