/**
 * The door of a WooCommerce store's shoppers: the store's own server asks on their behalf, with a token that its companion plugin signed. No browser ever comes here, so
 * nothing allows one to read an answer (no CORS).
 */

import { tellRequest } from "../../request-context.server";
import { pluginStoreOf } from "../../services/plugin-store";
import { services } from "../../services/running.server";
import { proveShopper } from "../../stores/woocommerce/plugin-token";
import { json } from "./door-response.server";
import type { Shopper } from "./shopper-door.server";
import { createTokenBucket } from "./token-bucket";

/** PHP waits for us while the shopper waits for PHP: what takes longer is asked for again with the next page. */
const WITHIN_MS = 1_500;

/** All shoppers of one store together. Page views come in crowds on a good day; a store gone wild must not take the others' time. */
const visits = createTokenBucket({ atOnce: 300, everyMs: 10, now: Date.now });

const refused = () => {
  const response = json({ error: "not allowed" }, 401);
  response.headers.set("WWW-Authenticate", "Bearer");
  return response;
};

/** Answers for the shopper whom the plugin's token names. */
export async function atPluginDoor(
  request: Request,
  token: string,
  answer: (shopper: Shopper) => Promise<Response>,
): Promise<Response> {
  const ctx = services();
  const store = await pluginStoreOf(ctx, token);
  if (!store) return refused();
  const { shop, secret } = store;
  const proof = await proveShopper(token, { secret, shopId: shop.shopId, at: ctx.now() });
  if (!proof.proved) return refused();
  tellRequest({ shopId: shop.shopId });
  const waitMs = visits.take(String(shop.shopId));
  if (waitMs > 0) {
    const response = json({ error: "too many requests" }, 429);
    response.headers.set("Retry-After", String(Math.ceil(waitMs / 1_000)));
    return response;
  }
  const { customerId, locale } = proof.token;
  const asked = new URL(request.url).searchParams.get("locale") ?? locale;
  return answer({
    shop,
    customerId,
    locale: asked,
    channel: "account",
    withinMs: WITHIN_MS,
    behindStore: true,
  });
}
