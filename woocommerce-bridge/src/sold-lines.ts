/**
 * What an order sold, line by line: goods, shipping and fees, in one order that does not depend on how the store listed them. WooCommerce keeps every amount
 * without tax and the tax beside it; where its prices include tax, ours do too.
 */
import { type Currency, type Minor, minor } from "../../app/loyalty/money";
import type { LineDiscount, LineKind } from "../../app/loyalty/order";
import { idOrNone, readAmount, readSigned, readText, Unbelievable } from "./believed";
import type { RestOrder } from "./rest-order";

export interface Sold {
  readonly lineId: string;
  readonly kind: LineKind;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly discounts: readonly LineDiscount[];
  /** What is to be paid for the line: in the order's own manner with or without its tax. Its gross is this and its discounts. */
  readonly net: Minor;
  readonly tax: Minor;
  /** What was taken off by then, and is not yet laid to anybody's account. */
  readonly off: Minor;
}

/** Money taken off as a fee below zero, as payment and pricing plugins do it. */
export interface NegativeFee {
  readonly money: Minor;
  readonly tax: Minor;
}

export interface Sale {
  readonly currency: Currency;
  readonly taxIncluded: boolean;
  readonly lines: readonly Sold[];
  readonly negativeFees: readonly NegativeFee[];
  /** How many of the store's amounts were added up: each may have been rounded by up to half a unit, there or here. */
  readonly amounts: number;
}

export function readSale(order: RestOrder, currency: Currency): Sale {
  const taxIncluded = order.prices_include_tax;
  const shipping = order.shipping_lines ?? [];
  const fees = order.fee_lines ?? [];
  const feeLines = fees.filter((fee) => readSigned(fee.total, currency, "a fee") >= 0);
  const lines = [
    ...[...order.line_items].sort(byId).map((item) => goods(item, currency, taxIncluded)),
    ...[...shipping]
      .sort(byId)
      .map((line) =>
        charged(line, { lineId: `shipping-${line.id}`, title: line.method_title, currency, taxIncluded }),
      ),
    ...[...feeLines]
      .sort(byId)
      .map((line) => charged(line, { lineId: `fee-${line.id}`, title: line.name, currency, taxIncluded })),
  ];
  if (new Set(lines.map(({ lineId }) => lineId)).size !== lines.length)
    throw new Unbelievable("inconsistent-amounts", "two lines have one id");
  return {
    currency,
    taxIncluded,
    lines,
    negativeFees: fees.filter((fee) => !feeLines.includes(fee)).map((fee) => negative(fee, currency)),
    amounts: 2 * (lines.length + fees.length) + 2,
  };
}

const byId = (one: { readonly id: number }, other: { readonly id: number }): number => one.id - other.id;

function goods(item: RestOrder["line_items"][number], currency: Currency, taxIncluded: boolean): Sold {
  const read = (text: string, what: string) => readAmount(text, currency, what);
  const tax = read(item.total_tax, "a line's tax");
  const net = minor(read(item.total, "a line's total") + (taxIncluded ? tax : 0));
  const subtotal = read(item.subtotal, "a line's subtotal");
  const gross = minor(subtotal + (taxIncluded ? read(item.subtotal_tax, "a line's subtotal tax") : 0));
  return {
    lineId: String(item.id),
    kind: "product",
    productId: idOrNone(item.product_id),
    variantId: idOrNone(item.variation_id),
    title: readText(item.name),
    quantity: units(item.quantity),
    discounts: [],
    net,
    tax,
    // A subtotal below the total is none: WooCommerce itself lifts it when an order is saved.
    off: minor(Math.max(0, gross - net)),
  };
}

/** A pound and a half of coffee is two units begun. */
export function units(quantity: number): number {
  const whole = Math.ceil(Math.abs(quantity));
  if (!Number.isSafeInteger(whole)) throw new Unbelievable("malformed", "a quantity is beyond counting");
  return whole;
}

interface Charged {
  readonly lineId: string;
  readonly title: string | null | undefined;
  readonly currency: Currency;
  readonly taxIncluded: boolean;
}

/** Shipping, and fees: money for something beside the goods, and treated as shipping is. */
function charged(
  line: { readonly total: string; readonly total_tax: string },
  { lineId, title, currency, taxIncluded }: Charged,
): Sold {
  const tax = readAmount(line.total_tax, currency, "a charge's tax");
  const net = minor(readAmount(line.total, currency, "a charge") + (taxIncluded ? tax : 0));
  return {
    lineId,
    kind: "shipping",
    productId: null,
    variantId: null,
    title: readText(title),
    quantity: 1,
    discounts: [],
    net,
    tax,
    off: minor(0),
  };
}

function negative(
  fee: { readonly total: string; readonly total_tax: string },
  currency: Currency,
): NegativeFee {
  const tax = readSigned(fee.total_tax, currency, "a fee's tax");
  if (tax > 0) throw new Unbelievable("inconsistent-amounts", "a fee takes off and is taxed");
  return { money: minor(-readSigned(fee.total, currency, "a fee")), tax: minor(-tax) };
}
