/**
 * Staff who come from wp-admin, where the companion plugin embeds this admin: its token says who they are, of which shop, and in which role. The first document brings the
 * token in its address, because a frame can bring nothing else; every request after it brings one in its Authorization.
 */
import { redirect } from "@remix-run/node";
import type { ShopRow } from "../../db/shops";
import { pluginStoreOf } from "../../services/plugin-store";
import { services } from "../../services/running.server";
import { isOfPlugin, proveStaff } from "../../stores/woocommerce/plugin-token";
import { bearerOf } from "../shared/bearer";
import { type StoreFrame, storeFrame } from "./plugin-frame";
import type { Role } from "./roles";

/** Of the first document. It leaves the address as soon as the page runs (the bridge), and is in no log. */
export const tokenParameter = "woo";

export interface PluginStaff {
  readonly shop: ShopRow;
  readonly actor: string;
  readonly role: Role;
  /** As WordPress speaks to them. */
  readonly locale: string | null;
  readonly frame: StoreFrame;
}

/** Shopify's own marks on a document. */
const ofShopify = ["shop", "host", "embedded", "id_token", "session"];

/** A framed document that says nothing of who looks at it: it was loaded anew in its frame. */
function isNameless(request: Request, query: URLSearchParams): boolean {
  const framed = /^i?frame$/.test(request.headers.get("Sec-Fetch-Dest") ?? "");
  return framed && !request.headers.has("Authorization") && !ofShopify.some((name) => query.has(name));
}

/** The way to the page that asks the frame around it for a token, and comes back here. A token that is only too old says there which store's frame that is. */
function askAgain(url: URL, expired: string | null): Response {
  const back = new URLSearchParams(url.searchParams);
  back.delete(tokenParameter);
  const query = new URLSearchParams({ to: back.size > 0 ? `${url.pathname}?${back}` : url.pathname });
  if (expired) query.set(tokenParameter, expired);
  return redirect(`/woocommerce/bounce?${query}`, { headers: { "Cache-Control": "no-store" } });
}

/**
 * null when the request is not one of the plugin's at all.
 * @throws Response 401 for a token in a request's head, which is then renewed; for a document, the way to a new one.
 */
export async function staffOfPlugin(request: Request): Promise<PluginStaff | null> {
  const url = new URL(request.url);
  const carried = bearerOf(request);
  // Only a document may bring it in its address: whoever sends a form from elsewhere has no head of ours to put it in.
  const shown = request.method === "GET" ? url.searchParams.get(tokenParameter) : null;
  const token = carried || (shown ?? "");
  if (!isOfPlugin(token)) {
    if (url.searchParams.has(tokenParameter) || isNameless(request, url.searchParams))
      throw askAgain(url, null);
    return null;
  }
  const ctx = services();
  const store = await pluginStoreOf(ctx, token);
  const wanted = store && { secret: store.secret, shopId: store.shop.shopId, at: ctx.now() };
  const proof = wanted && (await proveStaff(token, wanted));
  if (store && proof?.proved) {
    const { person, role, locale, origin } = proof.token;
    const { shop, storeUrl } = store;
    return { shop, actor: `staff:wp:${person}`, role, locale, frame: storeFrame(storeUrl, origin) };
  }
  if (carried) throw new Response(null, { status: 401, headers: { "X-Vafa-Token": "refused" } });
  throw askAgain(url, proof && !proof.proved && proof.expired ? token : null);
}
