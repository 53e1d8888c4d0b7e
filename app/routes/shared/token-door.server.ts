/** What a session token of Shopify's pages (checkout, customer account) tells: which shop, and which customer. The signature was proved before. */
import { findShopByDomain, type ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { shopifyEnv } from "../../env.server";
import { type CustomerId, customerId } from "../../loyalty/brand";
import { tellRequest } from "../../request-context.server";
import { services } from "../../services/running.server";
import { idOf } from "../../stores/shopify/gid";
import { notFound } from "./door-response.server";

export interface SessionToken {
  readonly aud: string;
  readonly dest: string;
  readonly sub?: string;
}

export interface TokenHolder {
  readonly shop: ShopRow;
  /** null for a guest. */
  readonly customerId: CustomerId | null;
}

/** Who holds the token, or the refusal: 401 when it was meant for another app, 404 when the shop is not here. */
export async function holderOf(token: SessionToken): Promise<TokenHolder | Response> {
  // The library looks at the signature and the time; that the token was meant for this app is left to us.
  if (token.aud !== shopifyEnv().SHOPIFY_API_KEY) return new Response(null, { status: 401 });
  const shop = await findShopByDomain(sqlOf(services().db), domainOf(token.dest));
  if (!shop || shop.uninstalledAt) return notFound();
  tellRequest({ shopId: shop.shopId });
  const customer = token.sub ? idOf("Customer", token.sub) : null;
  return { shop, customerId: customer === null ? null : customerId(customer) };
}

/** Extensions name the shop bare, the admin with "https://" before it. */
const domainOf = (dest: string): string =>
  dest
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .toLowerCase();
