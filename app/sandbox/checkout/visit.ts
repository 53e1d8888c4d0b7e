/** One visit to the checkout: which shop, who is shopping, in which language, what is in the cart and what it costs. */
import type { Request } from "express";
import type { SandboxContext } from "../context";
import { cartOf, shopperOf } from "../shopper";
import { gid } from "../state/ids";
import { priceOf } from "../state/place-order";
import type { PricedCart } from "../state/pricing";
import type { Locale, SandboxCart, SandboxCustomer, SandboxShop } from "../state/types";
import type { LiveValues } from "./protocol";

export interface Visit {
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly locale: Locale;
  readonly cart: SandboxCart;
  readonly priced: PricedCart;
}

/** null when the address names no shop of this sandbox. */
export function visitOf(context: SandboxContext, request: Request<{ shop: string }>): Visit | null {
  const shop = context.store.findShop(request.params.shop);
  if (shop === null) return null;
  const customer = shopperOf(context.store, request, shop);
  const fallback = customer?.locale ?? shop.primaryLocale;
  const cart = cartOf(context.store, request, shop, fallback);
  const locale = localeIn(shop, request.query.locale) ?? cart.locale;
  const priced = priceOf(context.store, { shop, customer, locale, lines: cart.lines, codes: cart.codes });
  return { shop, customer, locale, cart, priced };
}

export function localeIn(shop: SandboxShop, wish: unknown): Locale | null {
  return shop.locales.find((locale) => locale === wish) ?? null;
}

export function checkoutPath({ shop, locale }: Pick<Visit, "shop" | "locale">, rest = ""): string {
  return `/sandbox/checkout/${shop.domain}${rest}?locale=${locale}`;
}

/** The values that the extension follows. Amounts are numbers in major units, as Shopify gives them. */
export function liveValuesOf({ shop, customer, priced }: Visit): LiveValues {
  const money = (minor: number) => ({ amount: minor / 10 ** shop.decimals, currencyCode: shop.currency });
  const shipped = priced.lines.some(({ product }) => product.requiresShipping);
  return {
    subtotal: money(priced.grossMinor),
    shipping: shipped ? money(priced.shippingMinor) : null,
    tax: money(priced.taxMinor),
    total: money(priced.totalMinor),
    codes: priced.accepted.map(({ code }) => code),
    canChangeCodes: true,
    customerId: customer ? gid("Customer", customer.id) : null,
    email: customer?.email ?? null,
  };
}
