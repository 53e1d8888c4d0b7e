/**
 * The customer account's door. Shopify's session token says which shop and which customer; its extension runs on Shopify's pages, so every answer has to allow it to be
 * read from there (CORS), the refusals of the token included. A WooCommerce store's plugin comes with a token of its own, and without a browser.
 */
import { authenticate } from "../../shopify.server";
import { isOfPlugin } from "../../stores/woocommerce/plugin-token";
import { bearerOf } from "./bearer";
import { atPluginDoor } from "./plugin-door.server";
import type { Shopper } from "./shopper-door.server";
import { holderOf } from "./token-door.server";

/** A person on their account page waits a moment for a code; what takes longer is asked for again. */
const WITHIN_MS = 1_500;

/** Answers for the shopper whom the token names. Use it for loader and action alike: Remix gives the pre-flight of CORS (OPTIONS) to the loader. */
export async function atAccount(
  request: Request,
  answer: (shopper: Shopper) => Promise<Response>,
): Promise<Response> {
  const token = bearerOf(request);
  if (isOfPlugin(token)) return atPluginDoor(request, token, answer);
  const { sessionToken, cors } = await authenticate.public.customerAccount(request);
  const holder = await holderOf(sessionToken);
  if (holder instanceof Response) return cors(holder);
  const locale = new URL(request.url).searchParams.get("locale");
  return cors(await answer({ ...holder, locale, channel: "account", withinMs: WITHIN_MS }));
}
