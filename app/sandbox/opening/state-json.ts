/** All a script needs to drive the sandbox: shops, keys, cast and balances, addresses, and what the emulated Admin API was asked. */
import { API_VERSION } from "../admin-api/schema";
import { castMembers } from "../cast/cast";
import { collectionsOf } from "../cast/collections";
import { windowPath } from "../layout";
import type { SandboxParts } from "../parts";
import { creditOf, giftCards } from "../state/balances";
import { gid } from "../state/ids";
import type { SandboxStore } from "../state/store";
import type { SandboxCustomer, SandboxShop } from "../state/types";
import { wooShopJson } from "../woocommerce/opening/shop-json";
import { addresses } from "./addresses";

export function stateJson(parts: SandboxParts) {
  const { context, config, deliveries, faults, calls, throttle } = parts;
  const { store, origin, keys } = context;
  return {
    sandbox: true,
    origin,
    apiVersion: API_VERSION,
    historyDone: store.scalar("history.done") === true,
    historyDelivered: store.scalar("history.delivered") ?? 0,
    app: {
      apiKey: keys.apiKey,
      apiSecret: keys.apiSecret,
      scopes: config.scopes,
      webhooks: {
        signature: "X-Shopify-Hmac-Sha256: base64(HMAC-SHA256(raw body, apiSecret))",
        subscriptions: config.subscriptions,
      },
      proxy: {
        ...config.proxy,
        signature: "signature: hex(HMAC-SHA256(sorted k=v without separator, apiSecret))",
      },
      sessionTokens: "HS256 with apiSecret, aud = apiKey",
    },
    shops: store.shops.map((shop) => shopJson(parts, shop)),
    woocommerce: parts.woo.sites.map(wooShopJson),
    addresses,
    deliveries: { paused: deliveries.paused, counts: deliveries.log.counts() },
    faults: faults.list(),
    throttle: throttle.limits,
    calls: { total: calls.total, latest: calls.latest() },
  };
}

function shopJson({ context, deliveries, throttle }: SandboxParts, shop: SandboxShop) {
  const { store } = context;
  const { domain } = shop;
  return {
    id: shop.id,
    domain,
    name: shop.name,
    currency: shop.currency,
    decimals: shop.decimals,
    locale: shop.primaryLocale,
    locales: shop.locales,
    timezone: shop.timezone,
    taxesIncluded: shop.taxesIncluded,
    installed: store.installation(domain) !== null,
    // Kept in short for those who look here first.
    key: context.keys.apiKey,
    secret: context.keys.apiSecret,
    windows: {
      admin: windowPath("admin", domain),
      storefront: windowPath("store", domain),
      checkout: windowPath("checkout", domain),
      orders: windowPath("orders", domain),
      account: windowPath("account", domain),
    },
    proxy: `/sandbox/stores/${domain}/apps/vafa`,
    staff: shop.staff,
    counts: { customers: store.customers(domain).length, orders: store.orders(domain).length },
    program: store.programMetafield(domain)?.value ?? null,
    throttle: throttle.status(domain),
    cast: store.cast(domain).map((customer) => castJson(store, customer)),
    collections: collectionsOf(shop).map(({ id, handle, title, productIds }) => ({
      id,
      handle,
      title,
      productIds,
    })),
    automaticDiscounts: store.automaticTable.rows().filter((discount) => discount.shop === domain),
    giftCards: giftCards(store, domain),
    products: store.products(domain).map(({ id, handle, title, giftCard, variants }) => ({
      id,
      handle,
      title,
      giftCard,
      variants: variants.map((variant) => ({
        id: variant.id,
        title: variant.title,
        priceMinor: variant.priceMinor,
      })),
    })),
    deliveries: deliveries.log.latest(domain, 20),
  };
}

function castJson(store: SandboxStore, customer: SandboxCustomer) {
  const own = store.metafieldsOf(customer).$app ?? {};
  const count = (key: string) => (own[key] === undefined ? null : Number(own[key].value));
  return {
    key: castMembers.find(({ id }) => id === customer.id)?.key ?? null,
    role: customer.cast,
    id: customer.id,
    gid: gid("Customer", customer.id),
    name: `${customer.firstName} ${customer.lastName}`,
    email: customer.email,
    verifiedEmail: customer.verifiedEmail,
    tags: customer.tags,
    storeCreditMinor: creditOf(store, customer),
    locale: customer.locale,
    // As the app has last pushed them; null until it has.
    balance: count("balance"),
    pending: count("pending"),
    standing: own.standing?.value ?? null,
  };
}
