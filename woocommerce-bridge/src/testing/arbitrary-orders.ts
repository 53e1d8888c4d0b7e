/** Orders as WooCommerce writes them, drawn at random but true to themselves: every sum is the sum of its parts. For property tests. */
import fc from "fast-check";
import { type Currency, currency, minor, toDecimal } from "../../../app/loyalty/money";
import { shareOut } from "../../../app/loyalty/rounding";

interface DrawnLine {
  readonly subtotal: number;
  readonly off: number;
  readonly taxBp: number;
  readonly quantity: number;
}

export interface Drawn {
  readonly currency: Currency;
  readonly taxIncluded: boolean;
  readonly lines: readonly DrawnLine[];
  readonly shipping: readonly number[];
  readonly fees: readonly number[];
  /** How what was taken off the lines is told: so much by each code, the rest by staff. */
  readonly codeWeights: readonly number[];
  readonly staffWeight: number;
  readonly feeOff: number;
  readonly refundBp: number;
  readonly refundParts: readonly number[];
}

const line = fc
  .record({
    subtotal: fc.integer({ min: 0, max: 5_000_000 }),
    offBp: fc.integer({ min: 0, max: 10_000 }),
    taxBp: fc.constantFrom(0, 700, 900, 1_900),
    quantity: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ offBp, ...rest }) => ({ ...rest, off: Math.floor((rest.subtotal * offBp) / 10_000) }));

export const arbitraryDrawn: fc.Arbitrary<Drawn> = fc.record({
  currency: fc.constantFrom("EUR", "IRR", "IRT", "JPY", "KWD").map(currency),
  taxIncluded: fc.boolean(),
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  shipping: fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 2 }),
  fees: fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 2 }),
  codeWeights: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  staffWeight: fc.integer({ min: 0, max: 3 }),
  feeOff: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000 })),
  refundBp: fc.integer({ min: 0, max: 10_000 }),
  refundParts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
});

const taxOf = (amount: number, bp: number) => Math.round((amount * bp) / 10_000);

/** The amounts of an order as drawn, in minor units. */
export function figuresOf(drawn: Drawn) {
  const items = drawn.lines.map(({ subtotal, off, taxBp, quantity }, index) => ({
    id: index + 1,
    quantity,
    subtotal,
    subtotalTax: taxOf(subtotal, taxBp),
    total: subtotal - off,
    totalTax: taxOf(subtotal - off, taxBp),
  }));
  const charges = [...drawn.shipping, ...drawn.fees];
  const before = items.reduce((sum, one) => sum + one.total + one.totalTax, 0) + sumOf(charges);
  const goods = items.reduce((sum, one) => sum + one.total, 0);
  const feeOff = Math.min(drawn.feeOff, goods);
  const total = before - feeOff;
  const off = items.reduce((sum, one) => sum + one.subtotal - one.total, 0);
  const offTax = items.reduce((sum, one) => sum + one.subtotalTax - one.totalTax, 0);
  const weights = [...drawn.codeWeights, drawn.codeWeights.length === 0 ? 1 : drawn.staffWeight];
  return {
    items,
    feeOff,
    total,
    totalTax: items.reduce((sum, one) => sum + one.totalTax, 0),
    off: shareOut(off, weights),
    offTax: shareOut(offTax, weights),
    refunded: Math.floor((total * drawn.refundBp) / 10_000),
  };
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);

/** @param refundParts into how many parts, of which weights, the refunded money is divided. */
export function restOrderOf(drawn: Drawn, refundParts: readonly number[] = drawn.refundParts) {
  const figures = figuresOf(drawn);
  const text = (amount: number) => toDecimal(minor(amount), drawn.currency);
  const charge = (id: number, total: number) => ({ id, total: text(total), total_tax: text(0) });
  const refunds = shareOut(figures.refunded, refundParts).filter((part) => part > 0);
  return {
    id: 71,
    number: "71",
    status: "processing",
    currency: String(drawn.currency),
    prices_include_tax: drawn.taxIncluded,
    date_created_gmt: "2026-11-22T01:13:56",
    date_modified_gmt: "2026-11-22T01:14:00",
    date_paid_gmt: "2026-11-22T01:13:57",
    date_completed_gmt: null,
    total: text(figures.total),
    total_tax: text(figures.totalTax),
    customer_id: 5,
    created_via: "checkout",
    line_items: figures.items.map((item) => ({
      id: item.id,
      name: `Item ${item.id}`,
      product_id: 10 + item.id,
      variation_id: 0,
      quantity: item.quantity,
      subtotal: text(item.subtotal),
      subtotal_tax: text(item.subtotalTax),
      total: text(item.total),
      total_tax: text(item.totalTax),
      price: item.total / item.quantity,
    })),
    shipping_lines: drawn.shipping.map((cost, index) => charge(20 + index, cost)),
    fee_lines: [
      ...drawn.fees.map((cost, index) => charge(30 + index, cost)),
      ...(figures.feeOff > 0 ? [charge(39, -figures.feeOff)] : []),
    ],
    coupon_lines: drawn.codeWeights.map((_, index) => ({
      code: `code-${index}`,
      discount: text(figures.off[index] ?? 0),
      discount_tax: text(figures.offTax[index] ?? 0),
    })),
    refunds: refunds.map((part, index) => ({ id: 80 + index, reason: "", total: text(-part) })),
  };
}
