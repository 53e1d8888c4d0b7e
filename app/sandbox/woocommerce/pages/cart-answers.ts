/** What PHP asks of the cart: its price by the shop's own rules, and every change of it, kept with the session. */
import { textOf } from "../state/amounts";
import { applyCode, type PricedCart, type PricedLine, priceCart } from "../state/cart";
import { payments, placeOrder, type WooPayment } from "../state/place-order";
import type { WooCartLine, WooSession } from "../state/records";
import { productFacts, variationFacts } from "./facts";
import { sessionOf, type Visit } from "./visit";

export interface Place {
  readonly visit: Visit;
  readonly where: "cart" | "checkout";
}

const keyOf = ({ productId, variationId }: Pick<WooCartLine, "productId" | "variationId">) =>
  `line-${productId}-${variationId}`;

const current = ({ shop, sessionToken, user }: Visit): WooSession =>
  sessionOf(shop, sessionToken, user?.id ?? 0);

function change(visit: Visit, with_: Partial<Pick<WooSession, "lines" | "codes" | "email" | "data">>): void {
  const { shop } = visit;
  shop.sessions.put({ ...current(visit), ...with_, updatedAt: shop.now() });
}

const wishOf = ({ visit, where }: Place) => {
  const { lines, codes, email } = current(visit);
  return { lines, codes, userId: visit.user?.id ?? 0, email, where };
};

export function cartFacts(place: Place) {
  const { shop } = place.visit;
  const cart = priceCart(shop, wishOf(place));
  const text = (minor: number) => textOf(minor, shop.settings.decimals);
  const sum = (of: (line: PricedLine) => number) => text(cart.lines.reduce((all, line) => all + of(line), 0));
  return {
    lines: cart.lines.map((line) => lineFacts(place.visit, line)),
    coupons: couponFacts(cart, text),
    removed: cart.removed,
    net: sum(({ subtotal }) => subtotal),
    netTax: sum(({ subtotalTax }) => subtotalTax),
    contents: sum(({ total }) => total),
    contentsTax: sum(({ totalTax }) => totalTax),
    discount: text(cart.discount),
    discountTax: text(cart.discountTax),
    shipping: text(cart.shipping.cost),
    shippingTax: text(cart.shipping.tax),
    shippingTitle: cart.shipping.title,
    totalAmount: text(cart.total),
  };
}

function lineFacts({ shop, language }: Visit, line: PricedLine) {
  const text = (minor: number) => textOf(minor, shop.settings.decimals);
  const { product, variation } = line;
  return {
    key: keyOf({ productId: product.id, variationId: variation?.id ?? 0 }),
    productId: product.id,
    variationId: variation?.id ?? 0,
    quantity: line.quantity,
    product: variation ? variationFacts(product, variation, language) : productFacts(product, language),
    price: text(line.price),
    subtotal: text(line.subtotal),
    subtotalTax: text(line.subtotalTax),
    total: text(line.total),
    totalTax: text(line.totalTax),
  };
}

const couponFacts = (cart: PricedCart, text: (minor: number) => string) =>
  cart.coupons.map(({ coupon, taken, discount, discountTax }) => ({
    coupon,
    taken: text(taken),
    discount: text(discount),
    discountTax: text(discountTax),
  }));

export function applyCoupon(place: Place, code: string): { ok: boolean; message: string } {
  const answer = applyCode(place.visit.shop, wishOf(place), code);
  if (!answer.ok) return { ok: false, message: answer.message };
  change(place.visit, { codes: answer.codes });
  return { ok: true, message: "" };
}

export function removeCoupon({ visit }: Place, code: string): void {
  change(visit, { codes: current(visit).codes.filter((one) => one !== code) });
}

export function addLine({ visit }: Place, line: WooCartLine): void {
  const product = visit.shop.product(line.productId);
  if (product === null) return;
  const variationId = product.variations.some(({ id }) => id === line.variationId)
    ? line.variationId
    : (product.variations[0]?.id ?? 0);
  const wanted = { ...line, variationId };
  const { lines } = current(visit);
  const there = lines.find((one) => keyOf(one) === keyOf(wanted));
  const others = lines.filter((one) => one !== there);
  change(visit, {
    lines: [...others, { ...wanted, quantity: (there?.quantity ?? 0) + line.quantity }],
  });
}

export function setQuantity({ visit }: Place, key: string, quantity: number): void {
  const lines = current(visit).lines.flatMap((line) =>
    keyOf(line) !== key ? [line] : quantity > 0 ? [{ ...line, quantity }] : [],
  );
  change(visit, { lines });
}

export function emptyCart({ visit }: Place): void {
  change(visit, { lines: [], codes: [] });
}

export function keepSession({ visit }: Place): void {
  change(visit, {});
}

/** As WordPress keeps it: null takes the key away. */
export function setSession({ visit }: Place, key: string, value: unknown): void {
  const { [key]: _before, ...rest } = current(visit).data;
  change(visit, { data: value === null || value === undefined ? rest : { ...rest, [key]: value } });
}

export interface OrderForm {
  readonly via: "checkout" | "store-api";
  readonly email: string;
  readonly payment: string;
}

export function order({ visit }: Place, { via, email, payment }: OrderForm) {
  const { shop, user } = visit;
  const { lines, codes } = current(visit);
  const way = (Object.keys(payments) as WooPayment[]).find((one) => one === payment) ?? "card";
  const placed = placeOrder(shop, {
    lines,
    codes,
    userId: user?.id ?? 0,
    billing: email === "" ? {} : { email },
    payment: way,
    createdVia: via,
  });
  if (!placed.ok) return { ok: false, message: placed.message };
  change(visit, { lines: [], codes: [] });
  return { ok: true, id: placed.order.id, key: placed.order.orderKey };
}
