/**
 * The checkout's door: a session token signed by Shopify says which shop and which customer. The extension runs on Shopify's pages, so every
 * answer has to allow it to be read from there (CORS), the refusals of the token included.
 */
import { authenticate } from "../../shopify.server";
import type { Shopper } from "./shopper-door.server";
import { holderOf } from "./token-door.server";

/** Checkout requests have to be answered within half a second; what takes longer is asked for again. */
const WITHIN_MS = 350;

/** Answers for the shopper whom the token names. */
export async function atCheckout(
  request: Request,
  answer: (shopper: Shopper) => Promise<Response>,
): Promise<Response> {
  const { sessionToken, cors } = await authenticate.public.checkout(request);
  const holder = await holderOf(sessionToken);
  if (holder instanceof Response) return cors(holder);
  const locale = new URL(request.url).searchParams.get("locale");
  return cors(await answer({ ...holder, locale, channel: "checkout", withinMs: WITHIN_MS }));
}
