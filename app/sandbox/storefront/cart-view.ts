/** The cart as Shopify shows it: to Liquid as `cart`, to scripts as `/cart.js`. All money in hundredths. */
import { refusalText } from "../state/discounts";
import type { PricedCart, PricedLine } from "../state/pricing";
import { hundredths } from "./liquid/money-format";
import type { Visit } from "./visit";

export interface CodeView {
  readonly code: string;
  readonly applicable: boolean;
  /** Off the whole order, not off its lines. */
  readonly onOrder: boolean;
  /** What it takes off; 0 when it does not apply. */
  readonly amount: number;
  /** Why it does not apply, for the shopper. */
  readonly reason: string | null;
}

/** Every code of the cart, with what it is worth or why it is worth nothing. */
export function codesOf(visit: Visit): CodeView[] {
  const { priced, locale, shop } = visit;
  return visit.cart.codes.flatMap((code): CodeView[] => {
    const refused = priced.refused.find((each) => each.code === code);
    const none = { code, applicable: false, onOrder: false, amount: 0 };
    if (refused) return [{ ...none, reason: refusalText(refused.reason, locale) }];
    const same = (each: { code: string | null }) => each.code?.toLowerCase() === code.toLowerCase();
    const application = priced.applications.findIndex(same);
    if (application < 0) return [];
    const amount = hundredths(amountOf(priced, application), shop);
    return [{ code, applicable: true, onOrder: isOnOrder(priced, application), amount, reason: null }];
  });
}

const isOnOrder = (priced: PricedCart, application: number) =>
  priced.accepted[application]?.discountClass === "ORDER";

function amountOf(priced: PricedCart, application: number): number {
  const allocations = [...priced.lines.flatMap((line) => line.allocations), ...priced.shippingAllocations];
  return allocations.reduce(
    (sum, each) => (each.application === application ? sum + each.amountMinor : sum),
    0,
  );
}

export interface AutomaticView {
  readonly title: string;
  readonly shipping: boolean;
  readonly amountMinor: number;
}

/** What the app's function takes off by itself: the tier's benefits. */
export function automaticOf(priced: PricedCart): AutomaticView[] {
  return priced.applications.flatMap(({ code, title, targetType }, index) =>
    code === null
      ? [{ title, shipping: targetType === "shipping_line", amountMinor: amountOf(priced, index) }]
      : [],
  );
}

export function benefitsOf({ priced, shop }: Visit) {
  return automaticOf(priced).map(({ title, shipping, amountMinor }) => ({
    title,
    shipping,
    amount: hundredths(amountMinor, shop),
  }));
}

/** What the cart is worth before discounts on the whole order. */
function itemsSubtotal(priced: PricedCart): number {
  const onOrder = priced.applications.flatMap(({ targetType, targetSelection }, index) =>
    targetType === "line_item" && targetSelection === "all" ? [index] : [],
  );
  return priced.subtotalMinor + onOrder.reduce((sum, index) => sum + amountOf(priced, index), 0);
}

function itemOf(line: PricedLine, visit: Visit) {
  const { shop, locale, base } = visit;
  const { product, variant } = line;
  const title = product.titleIn[locale];
  const variantTitle = product.variants.length > 1 ? variant.titleIn[locale] : null;
  return {
    id: variant.id,
    key: `${variant.id}:${visit.cart.token}`,
    variant_id: variant.id,
    product_id: product.id,
    quantity: line.line.quantity,
    title: variantTitle === null ? title : `${title} - ${variantTitle}`,
    product_title: title,
    variant_title: variantTitle,
    sku: variant.sku,
    price: hundredths(variant.priceMinor, shop),
    line_price: hundredths(line.grossMinor, shop),
    original_line_price: hundredths(line.grossMinor, shop),
    final_line_price: hundredths(line.netMinor, shop),
    total_discount: hundredths(line.discountMinor, shop),
    url: `${base}/products/${product.handle}?variant=${variant.id}`,
    handle: product.handle,
    gift_card: product.giftCard,
    taxable: product.taxable,
    requires_shipping: product.requiresShipping,
  };
}

/** The answer of `/cart.js`. */
export function cartJson(visit: Visit) {
  const { priced, cart, shop } = visit;
  const codes = codesOf(visit);
  return {
    token: cart.token,
    note: null,
    attributes: {},
    original_total_price: hundredths(priced.grossMinor, shop),
    total_price: hundredths(priced.subtotalMinor, shop),
    total_discount: hundredths(priced.discountMinor, shop),
    total_weight: 0,
    item_count: priced.lines.reduce((sum, { line }) => sum + line.quantity, 0),
    items: priced.lines.map((line) => itemOf(line, visit)),
    requires_shipping: priced.lines.some(({ product }) => product.requiresShipping),
    currency: shop.currency,
    items_subtotal_price: hundredths(itemsSubtotal(priced), shop),
    cart_level_discount_applications: [
      ...codes
        .filter((each) => each.onOrder)
        .map((each) => ({ type: "discount_code", title: each.code, total_allocated_amount: each.amount })),
      ...automaticOf(priced)
        .filter(({ shipping }) => !shipping)
        .map(({ title, amountMinor }) => ({
          type: "automatic",
          title,
          total_allocated_amount: hundredths(amountMinor, shop),
        })),
    ],
    discount_codes: codes.map(({ code, applicable }) => ({ code, applicable })),
  };
}

/** The `cart` of Liquid: `/cart.js` and what only Liquid has. */
export function cartObject(visit: Visit) {
  const json = cartJson(visit);
  const products = new Map(visit.priced.lines.map(({ variant, product }) => [variant.id, product]));
  return {
    ...json,
    items: json.items.map((item) => ({ ...item, image: products.get(item.variant_id)?.imageSvg ?? "" })),
    currency: { iso_code: visit.shop.currency },
    taxes_included: visit.shop.taxesIncluded,
    "empty?": json.item_count === 0,
  };
}
