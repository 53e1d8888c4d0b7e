/**
 * One visit to a shop's storefront: which shop, in which language (`/stores/{shop}` speaks the shop's own, `/stores/{shop}/fa`
 * another), who is logged in, and the cart with its price.
 */
import type { Request, Response } from "express";
import type { SandboxContext } from "../context";
import { cartOf, keepCart, shopperOf } from "../shopper";
import { priceOf } from "../state/place-order";
import type { PricedCart } from "../state/pricing";
import type { SandboxStore } from "../state/store";
import type { Locale, SandboxCart, SandboxCustomer, SandboxShop } from "../state/types";

export interface Visit {
  readonly store: SandboxStore;
  readonly shop: SandboxShop;
  readonly locale: Locale;
  /** The storefront's root in this language, without a slash at its end (Shopify's `routes.root_url`). */
  readonly base: string;
  readonly customer: SandboxCustomer | null;
  readonly cart: SandboxCart;
  readonly priced: PricedCart;
}

export function baseOf(shop: SandboxShop, locale: Locale): string {
  const root = `/sandbox/stores/${shop.domain}`;
  return locale === shop.primaryLocale ? root : `${root}/${locale}`;
}

/** null when there is no such shop, or when it does not speak that language. */
export function visitOf(context: SandboxContext, request: Request): Visit | null {
  const { store } = context;
  const shop = store.findShop(request.params.shop ?? "");
  if (shop === null) return null;
  const locale = localeOf(shop, request.params.locale);
  if (locale === null) return null;
  const customer = shopperOf(store, request, shop);
  const cart = cartOf(store, request, shop, locale);
  return {
    store,
    shop,
    locale,
    base: baseOf(shop, locale),
    customer,
    ...priced({ store, shop, customer, locale, cart }),
  };
}

function localeOf(shop: SandboxShop, segment: string | undefined): Locale | null {
  if (segment === undefined) return shop.primaryLocale;
  return shop.locales.find((locale) => locale === segment) ?? null;
}

function priced(
  input: Pick<Visit, "store" | "shop" | "customer" | "locale" | "cart">,
): Pick<Visit, "cart" | "priced"> {
  const { store, shop, customer, locale, cart } = input;
  return { cart, priced: priceOf(store, { shop, customer, locale, lines: cart.lines, codes: cart.codes }) };
}

/** Keeps a changed cart; the visit goes on with it and its new price. */
export function withCart(visit: Visit, response: Response, cart: SandboxCart): Visit {
  const kept = keepCart(visit.store, response, { ...cart, locale: visit.locale });
  return { ...visit, ...priced({ ...visit, cart: kept }) };
}
