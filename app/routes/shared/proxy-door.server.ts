/**
 * The storefront's door (app proxy): scripts are answered in JSON; a plain form, which works without any script, is answered by a redirect that
 * applies the code and leads back, or leads back with the reason of the refusal.
 */
import { redirect } from "@remix-run/node";
import { findShopByDomain } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { shopifyEnv } from "../../env.server";
import { tellRequest } from "../../request-context.server";
import { services } from "../../services/running.server";
import { type ProxyVisit, readProxyVisit } from "../../stores/shopify/proxy-signature";
import { respond } from "./door-response.server";
import type { DoorAnswer, Shopper } from "./shopper-door.server";

/** A script asks again; a form cannot, so it waits as long as Shopify lets it. */
const SCRIPT_WITHIN_MS = 1_500;
const FORM_WITHIN_MS = 6_000;

export const wantsJson = (request: Request): boolean =>
  request.headers.get("Accept")?.includes("application/json") ?? false;

export interface Visit {
  readonly shopper: Shopper;
  readonly signed: ProxyVisit;
}

/** @throws Response 400 for what Shopify did not sign just now, 404 for a shop that is not here. */
export async function visitOf(request: Request): Promise<Visit> {
  const signed = readProxyVisit(new URL(request.url), shopifyEnv().SHOPIFY_API_SECRET, Date.now());
  if (!signed) throw new Response(null, { status: 400 });
  const shop = await findShopByDomain(sqlOf(services().db), signed.domain);
  if (!shop || shop.uninstalledAt) throw new Response(null, { status: 404 });
  tellRequest({ shopId: shop.shopId });
  const withinMs = wantsJson(request) ? SCRIPT_WITHIN_MS : FORM_WITHIN_MS;
  const { customerId, locale } = signed;
  return { signed, shopper: { shop, customerId, locale, channel: "proxy", withinMs } };
}

interface Asked {
  readonly request: Request;
  readonly visit: Visit;
  readonly wish: Record<string, unknown> | null;
}

/** The answer to a wish: JSON for a script, the way on for a form. */
export function answerWish({ request, visit, wish }: Asked, answer: DoorAnswer): Response {
  if (wantsJson(request)) return respond(answer);
  const back = storePath(wish?.return_to) ?? "/cart";
  const { body, code } = answer;
  if (body.status === "declined") return redirect(withRefusal(back, body.reason), 303);
  // Store credit and gift cards have no code for this cart: the page says that they are given.
  if (code === undefined) return redirect(withFragment(back, "vafa-given"), 303);
  // The store keeps the code for this cart, so one that it has not confirmed yet counts as soon as it has.
  return redirect(
    `${rootOf(visit, wish)}discount/${encodeURIComponent(code)}?redirect=${encodeURIComponent(back)}`,
    303,
  );
}

/** Without script the browser shows the line that the fragment points at. */
function withFragment(back: string, fragment: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(back, "https://storefront.invalid");
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.hash = fragment;
  return `${url.pathname}${url.search}${url.hash}`;
}

const withRefusal = (back: string, reason: string): string =>
  withFragment(back, `vafa-declined-${reason}`, { vafa_declined: reason });

/** Where the storefront begins, with its language: the page says it, and what Shopify says of the proxy's place is the fallback. */
function rootOf({ signed }: Visit, wish: Asked["wish"]): string {
  const root =
    storePath(wish?.root) ??
    storePath(signed.pathPrefix.replace(/\/(apps|a|community|tools)\/[^/]+\/?$/, "/")) ??
    "/";
  return root.endsWith("/") ? root : `${root}/`;
}

/** A path of the same site, or null: nobody may be led away by a form's hidden field. */
export function storePath(value: unknown): string | null {
  if (typeof value !== "string" || !/^\/(?![/\\])[^\s\\]*$/.test(value) || value.length > 500) return null;
  const url = new URL(value, "https://storefront.invalid");
  return url.host === "storefront.invalid" ? `${url.pathname}${url.search}${url.hash}` : null;
}
