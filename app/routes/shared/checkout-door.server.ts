/**
 * The checkout's door: a session token signed by Shopify says which shop and which customer. The extension runs on Shopify's pages, so every
 * answer has to allow it to be read from there (CORS), the refusals of the token included.
 */
import { findShopByDomain } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { shopifyEnv } from "../../env.server";
import { customerId } from "../../loyalty/brand";
import { services } from "../../services/running.server";
import { authenticate } from "../../shopify.server";
import { idOf } from "../../stores/shopify/gid";
import { notFound } from "./door-response.server";
import type { Shopper } from "./shopper-door.server";

/** Checkout requests have to be answered within half a second; what takes longer is asked for again. */
const WITHIN_MS = 350;

/** Answers for the shopper whom the token names. */
export async function atCheckout(
  request: Request,
  answer: (shopper: Shopper) => Promise<Response>,
): Promise<Response> {
  const { sessionToken, cors } = await authenticate.public.checkout(request);
  // The library looks at the signature and the time; that the token was meant for this app is left to us.
  if (sessionToken.aud !== shopifyEnv().SHOPIFY_API_KEY) return cors(new Response(null, { status: 401 }));
  const shop = await findShopByDomain(sqlOf(services().db), domainOf(sessionToken.dest));
  if (!shop || shop.uninstalledAt) return cors(notFound());
  const customer = sessionToken.sub ? idOf("Customer", sessionToken.sub) : null;
  const locale = new URL(request.url).searchParams.get("locale");
  const shopper: Shopper = {
    shop,
    customerId: customer === null ? null : customerId(customer),
    locale,
    channel: "checkout",
    withinMs: WITHIN_MS,
  };
  return cors(await answer(shopper));
}

/** Checkouts name the shop bare, the admin with "https://" before it. */
const domainOf = (dest: string): string =>
  dest
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .toLowerCase();
