/** Tokens as the companion plugin makes them, with nothing but an HMAC; and a WooCommerce shop whose plugin they are. */
import { createHmac } from "node:crypto";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { currency } from "../loyalty/money";
import { dateOf, type ServiceContext } from "../services/context";
import { installShop } from "../services/install-shop";

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export interface TokenWish {
  readonly secret: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly alg?: string;
}

export function signedToken({ secret, claims, alg = "HS256" }: TokenWish): string {
  const said = `${part({ typ: "JWT", alg })}.${part(claims)}`;
  const hash = { HS384: "sha384", HS512: "sha512" }[alg] ?? "sha256";
  const signature = alg === "none" ? "" : createHmac(hash, secret).update(said).digest("base64url");
  return `${said}.${signature}`;
}

const minutes = 5 * 60;

export interface PluginShop {
  readonly shop: ShopRow;
  readonly secret: string;
  readonly storeUrl: string;
  /** Of a customer, or of a guest; `claims` overrides what the plugin would say. */
  shopper(customer: string | null, claims?: Readonly<Record<string, unknown>>): string;
  staff(role: "owner" | "support", claims?: Readonly<Record<string, unknown>>): string;
}

interface ShopWish {
  readonly storeUrl: string;
  readonly secret: string;
  readonly locale?: string;
}

/** What the plugin of this shop would sign now, by the clock of `now`. */
export function pluginOf(shop: ShopRow, { storeUrl, secret }: ShopWish, now: () => number): PluginShop {
  const sign = (own: object, claims: object): string => {
    const iat = Math.floor(now() / 1_000);
    const common = { iss: "vafa-woocommerce", shop: String(shop.shopId), iat, exp: iat + minutes };
    return signedToken({ secret, claims: { ...common, ...own, ...claims } });
  };
  return {
    shop,
    secret,
    storeUrl,
    shopper: (customer, claims = {}) =>
      sign({ aud: "shopper", ...(customer === null ? {} : { sub: customer }) }, claims),
    staff: (role, claims = {}) => sign({ aud: "staff", sub: "7", role, locale: "en_US" }, claims),
  };
}

/** Installs a WooCommerce shop and writes its connection, as connecting does once the store has let us in. */
export async function pluginShop(ctx: ServiceContext, wish: ShopWish): Promise<PluginShop> {
  const shop = await installShop(ctx, {
    platform: "woocommerce",
    domain: wish.storeUrl.replace(/^https?:\/\//, ""),
    name: "Nordlicht",
    currency: currency("EUR"),
    timeZone: "Europe/Berlin",
    locale: wish.locale ?? "en",
    scopes: "",
  });
  await saveConnection(sqlOf(ctx.db), ctx.cipher, {
    shopId: shop.shopId,
    storeUrl: wish.storeUrl,
    doorId: `door${shop.shopId}`,
    deliverTo: "https://vafa.test",
    signing: "basic",
    secrets: {
      consumerKey: "ck_test",
      consumerSecret: "cs_test",
      webhookSecret: "webhook-secret-of-a-test",
      pluginSecret: wish.secret,
    },
    at: dateOf(ctx.now()),
  });
  return pluginOf(shop, wish, ctx.now);
}
