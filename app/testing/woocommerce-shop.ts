/** For tests: a WooCommerce shop as connecting leaves it, and states of orders as its store tells them. */
import { plainOrder } from "../../woocommerce-bridge/src/testing/plain-order";
import { translateOrder } from "../../woocommerce-bridge/src/translate-order";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { currency } from "../loyalty/money";
import type { ServiceContext } from "../services/context";
import { installShop } from "../services/install-shop";
import type { ReceivedOrder } from "../stores/store";
import { testFingerprint } from "./fingerprint";

export interface ConnectedShop {
  readonly shop: ShopRow;
  readonly secret: string;
  /** As it stands in the address that the store delivers to. */
  readonly door: string;
}

export interface ConnectionWish {
  readonly storeUrl?: string;
  readonly secret?: string;
  readonly name?: string;
  readonly currency?: string;
}

/** Its keys and secrets are words that no log may ever show. */
export const secretsOf = (name: string) => ({
  consumerKey: `ck_canary_${name}`,
  consumerSecret: `cs_canary_${name}`,
  pluginSecret: `plugin_canary_${name}`,
});

export async function connectedShop(ctx: ServiceContext, wish: ConnectionWish = {}): Promise<ConnectedShop> {
  const { storeUrl = "http://127.0.0.1:9", secret = "wh-secret-1", name = "Nordlicht" } = wish;
  const shop = await installShop(ctx, {
    platform: "woocommerce",
    domain: `${storeUrl.replace(/^https?:\/\//, "")}/${name.toLowerCase()}`,
    name,
    currency: currency(wish.currency ?? "EUR"),
    timeZone: "Europe/Berlin",
    locale: "en",
    scopes: "",
  });
  const doorId = `door${shop.shopId}`;
  await saveConnection(sqlOf(ctx.db), ctx.cipher, {
    shopId: shop.shopId,
    storeUrl,
    doorId,
    deliverTo: "https://vafa.test",
    signing: storeUrl.startsWith("https") ? "basic" : "oauth",
    secrets: { ...secretsOf(name), webhookSecret: secret },
    at: new Date(ctx.now()),
  });
  return { shop, secret, door: `${shop.shopId}-${doorId}` };
}

export { plainOrder };
export type OrderBody = Omit<ReturnType<typeof plainOrder>, "refunds"> & {
  readonly refunds: readonly object[];
};

/** A state as the port gives it; of refunds only what they came to is known. */
export function receivedFrom(body: OrderBody): ReceivedOrder {
  const told = translateOrder(body, { fingerprint: testFingerprint });
  if ("parked" in told) throw new Error(told.detail);
  return { order: told.order, customer: told.customer };
}
