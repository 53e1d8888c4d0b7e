/** Records of the shop as the shim's PHP wants to know them: users, products, orders, the site. Names in the page's language, as a translated shop has them. */
import type { Locale } from "../../state/types";
import type { WooProduct, WooUser, WooVariation } from "../state/records";
import type { WooShop } from "../state/shop";
import { wordPressLocale } from "./tongues";

export const pages = [
  { id: 7, path: "/cart/", page: "cart" },
  { id: 8, path: "/checkout/", page: "checkout" },
  { id: 9, path: "/my-account/", page: "account" },
  { id: 10, path: "/classic-cart/", page: "classic-cart" },
  { id: 11, path: "/classic-checkout/", page: "classic-checkout" },
] as const;

/** What stands in the options of a WooCommerce shop; what a plugin keeps there lies over it. */
export function optionsOf(shop: WooShop): Record<string, unknown> {
  const { settings } = shop;
  const defaults = {
    blogname: settings.title,
    admin_email: settings.adminEmail,
    timezone_string: settings.timezone,
    date_format: "j F Y",
    time_format: "H:i",
    woocommerce_currency: settings.currency,
    woocommerce_currency_pos: settings.currency === "EUR" ? "left" : "right_space",
    woocommerce_price_num_decimals: String(settings.decimals),
    woocommerce_price_decimal_sep: ".",
    woocommerce_price_thousand_sep: ",",
    woocommerce_calc_taxes: "yes",
    woocommerce_prices_include_tax: settings.pricesIncludeTax ? "yes" : "no",
    woocommerce_tax_display_shop: "incl",
    woocommerce_tax_display_cart: "incl",
    woocommerce_enable_coupons: "yes",
    woocommerce_cart_page_id: "7",
    woocommerce_checkout_page_id: "8",
    woocommerce_myaccount_page_id: "9",
    woocommerce_default_country: settings.country,
  };
  const own = shop.options.rows().map(({ name, value }): [string, unknown] => [name, asStored(value)]);
  return { ...defaults, ...Object.fromEntries(own) };
}

/** A scalar comes back from WordPress' database as text; lists and records keep their kinds. */
export function asStored(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "";
  return value ?? "";
}

export const userFacts = (user: WooUser, chosen: Locale | null) => ({
  id: user.id,
  email: user.email,
  login: user.username,
  firstName: user.firstName,
  lastName: user.lastName,
  locale: wordPressLocale(chosen ?? user.locale),
  roles: [user.role],
  billing: user.billing,
});

export function productFacts(product: WooProduct, language: Locale) {
  return {
    ...common(product, language),
    id: product.id,
    type: product.variations.length > 0 ? "variable" : "simple",
    name: product.nameIn[language],
    sku: product.sku,
    price: product.price,
    variations: product.variations.map(({ id, price }) => ({ id, price })),
  };
}

export function variationFacts(product: WooProduct, variation: WooVariation, language: Locale) {
  return {
    ...common(product, language),
    id: variation.id,
    parentId: product.id,
    type: "variation",
    name: `${product.nameIn[language]} – ${variation.nameIn[language]}`,
    sku: variation.sku,
    price: variation.price,
  };
}

const common = (product: WooProduct, language: Locale) => ({
  slug: product.slug,
  description: product.descriptionIn[language],
  categoryIds: product.categoryIds,
  image: `${product.slug}.svg`,
});
