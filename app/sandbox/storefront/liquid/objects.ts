/** Shopify's Liquid objects for one visit, from what the emulated shop keeps: only what our blocks and theme read. */

import type { SandboxMetafield, SandboxProduct } from "../../state/types";
import { cartObject } from "../cart-view";
import type { Visit } from "../visit";
import { hundredths, moneyFormatOf } from "./money-format";

type Metafields = Readonly<Record<string, Readonly<Record<string, SandboxMetafield>>>>;

/** A metafield as Liquid gives it: `value` is parsed by its type. */
function metafieldsObject(
  spaces: Metafields,
): Record<string, Record<string, { type: string; value: unknown }>> {
  const fieldsOf = (fields: Readonly<Record<string, SandboxMetafield>>) =>
    Object.fromEntries(
      Object.values(fields).map((field) => [field.key, { type: field.type, value: parsedValue(field) }]),
    );
  return Object.fromEntries(Object.entries(spaces).map(([space, fields]) => [space, fieldsOf(fields)]));
}

function parsedValue(field: SandboxMetafield): unknown {
  if (field.type === "json") return JSON.parse(field.value);
  return field.type === "number_integer" ? Number(field.value) : field.value;
}

/** `product` with the variant that the address asks for. */
export function productObject(visit: Visit, product: SandboxProduct, variantId: number | null) {
  const { locale, shop, base } = visit;
  const variants = product.variants.map((variant) => ({
    id: variant.id,
    title: variant.titleIn[locale],
    price: hundredths(variant.priceMinor, shop),
    sku: variant.sku,
    available: true,
  }));
  const prices = variants.map(({ price }) => price);
  return {
    id: product.id,
    handle: product.handle,
    title: product.titleIn[locale],
    description: product.descriptionIn[locale],
    url: `${base}/products/${product.handle}`,
    image: product.imageSvg,
    price: Math.min(...prices),
    price_varies: Math.min(...prices) !== Math.max(...prices),
    has_only_default_variant: variants.length === 1,
    variants,
    selected_or_first_available_variant: variants.find(({ id }) => id === variantId) ?? variants[0],
    "gift_card?": product.giftCard,
  };
}

function customerObject(visit: Visit) {
  const { customer, store } = visit;
  if (customer === null) return null;
  return {
    id: customer.id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: `${customer.firstName} ${customer.lastName}`,
    email: customer.email,
    metafields: metafieldsObject(store.metafieldsOf(customer)),
  };
}

/** The objects every template and snippet sees. */
export function globalsOf(visit: Visit): Record<string, unknown> {
  const { shop, locale, base, store } = visit;
  return {
    app: { metafields: metafieldsObject(store.appMetafields(shop.domain)) },
    cart: cartObject(visit),
    customer: customerObject(visit),
    localization: {
      country: { iso_code: shop.countryCode, currency: { iso_code: shop.currency } },
      language: { iso_code: locale },
    },
    request: { design_mode: false, locale: { iso_code: locale, primary: locale === shop.primaryLocale } },
    routes: {
      root_url: base,
      cart_url: `${base}/cart`,
      cart_add_url: `${base}/cart/add`,
      cart_change_url: `${base}/cart/change`,
      account_url: `${base}/account`,
      account_login_url: `${base}/account/login`,
      account_logout_url: `${base}/account/logout`,
    },
    shop: { name: shop.name, currency: shop.currency, money_format: moneyFormatOf(shop, locale), locale },
  };
}
