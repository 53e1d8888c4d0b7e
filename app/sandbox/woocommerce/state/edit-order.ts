/** Staff change an order after it was placed: other quantities, added articles, fees. Prices stay those of the order; totals are summed up anew. */
import { apart, minorOf, sumOf, textOf } from "./amounts";
import { type OrderResult, saveOrder } from "./change-order";
import { lineOf } from "./place-order";
import type { WooCartLine, WooOrder } from "./records";
import { refused } from "./refusal";
import type { WooShop } from "./shop";

export interface OrderEdit {
  readonly quantities?: readonly { readonly lineId: number; readonly quantity: number }[];
  readonly add?: readonly WooCartLine[];
  readonly fees?: readonly { readonly name: string; readonly total: string }[];
  readonly at?: number;
}

export function editOrder(shop: WooShop, order: WooOrder, edit: OrderEdit): OrderResult {
  if (order.status === "trash") return refused("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404);
  const quantityOf = new Map(edit.quantities?.map(({ lineId, quantity }) => [lineId, quantity]));
  const kept = order.lines.flatMap((line) => {
    const quantity = quantityOf.get(line.id) ?? line.quantity;
    return quantity <= 0 ? [] : [withQuantity(shop, line, quantity)];
  });
  const added = (edit.add ?? []).map((line) => newLine(shop, line));
  const fees = (edit.fees ?? []).map(({ name, total }) => feeLine(shop, name, total));
  const changed = { ...order, lines: [...kept, ...added], feeLines: [...order.feeLines, ...fees] };
  const summed = sumUp(shop, changed);
  const back = sumOf(shop.refundsOf(order.id).map(({ amount }) => minorOf(amount, shop.settings.decimals)));
  if (minorOf(summed.total, shop.settings.decimals) < back)
    return refused("woocommerce_rest_invalid_order", "More was refunded than the order would be worth.");
  return { ok: true, order: saveOrder(shop, summed, edit.at ?? shop.now()) };
}

type Line = WooOrder["lines"][number];

function withQuantity({ settings }: WooShop, line: Line, quantity: number): Line {
  if (quantity === line.quantity) return line;
  const scaled = (text: string) =>
    textOf(Math.round((minorOf(text, settings.decimals) * quantity) / line.quantity), settings.decimals);
  return {
    ...line,
    quantity,
    subtotal: scaled(line.subtotal),
    subtotalTax: scaled(line.subtotalTax),
    total: scaled(line.total),
    totalTax: scaled(line.totalTax),
  };
}

function newLine(shop: WooShop, { productId, variationId, quantity }: WooCartLine): Line {
  const product = shop.product(productId);
  if (product === null) throw new RangeError(`the shop sells no product ${productId}`);
  const variation = product.variations.find(({ id }) => id === variationId) ?? null;
  const price = minorOf((variation ?? product).price, shop.settings.decimals) * quantity;
  const { net, tax } = apart(price, shop.settings);
  const money = { price, taken: 0, subtotal: net, subtotalTax: tax, total: net, totalTax: tax };
  return lineOf(shop, { product, variation, quantity, ...money });
}

/** A fee is given without its tax and taxed like goods, unless it takes something off: then its tax is taken off as well. */
function feeLine(shop: WooShop, name: string, total: string): WooOrder["feeLines"][number] {
  const { decimals, taxRateBp } = shop.settings;
  const minor = minorOf(total, decimals);
  const tax = Math.round((minor * taxRateBp) / 10_000);
  return {
    id: shop.nextId("item"),
    name,
    total: textOf(minor, decimals),
    totalTax: textOf(tax === 0 ? 0 : tax, decimals),
  };
}

/** As `calculate_totals` does it from the items. */
export function sumUp({ settings }: Pick<WooShop, "settings">, order: WooOrder): WooOrder {
  const add = (texts: readonly string[]) => sumOf(texts.map((text) => minorOf(text, settings.decimals)));
  const text = (minor: number) => textOf(minor, settings.decimals);
  const { lines, feeLines, shippingLines } = order;
  const cartTax = add([...lines, ...feeLines].map(({ totalTax }) => totalTax));
  const shippingTax = add(shippingLines.map(({ totalTax }) => totalTax));
  const shipping = add(shippingLines.map(({ total }) => total));
  const goods = add([...lines, ...feeLines].map(({ total }) => total));
  return {
    ...order,
    discountTotal: text(add(lines.map(({ subtotal }) => subtotal)) - add(lines.map(({ total }) => total))),
    discountTax: text(
      add(lines.map(({ subtotalTax }) => subtotalTax)) - add(lines.map(({ totalTax }) => totalTax)),
    ),
    shippingTotal: text(shipping),
    shippingTax: text(shippingTax),
    cartTax: text(cartTax),
    total: text(goods + shipping + cartTax + shippingTax),
    totalTax: text(cartTax + shippingTax),
  };
}
