/**
 * Which code took how much off which line. WooCommerce tells what each line lost and what each coupon took, but not which took what where: both sums are kept to
 * the unit, and between them all is shared out in proportion by the largest remainder.
 */
import { addMinor, minor, noMoney } from "../../app/loyalty/money";
import type { LineDiscount } from "../../app/loyalty/order";
import { shareOut } from "../../app/loyalty/rounding";
import { readAmount, readText, Unbelievable } from "./believed";
import type { RestOrder } from "./rest-order";
import type { Sale, Sold } from "./sold-lines";

/** As codes are compared, whatever the shopper typed: WooCommerce keeps them in lower case. */
export const codeText = (code: string): string => readText(code).toUpperCase();

/** Every code on the order, also those that took nothing off (free shipping is told without its worth). */
export const codesOf = (order: RestOrder): string[] =>
  [...new Set((order.coupon_lines ?? []).map(({ code }) => codeText(code)))].sort();

interface Share {
  /** null: staff's own change of a line's total. */
  readonly code: string | null;
  readonly amount: number;
}

export function withDiscounts(order: RestOrder, sale: Sale): Sale {
  const left = sharesOf(order, sale).map(({ code, amount }) => ({ code, amount }));
  const lines = sale.lines.map((line) => {
    // Each part is the line's own share rounded down or up, so it never takes more than its code has left; the last line takes what is left of all.
    const parts = shareOut(line.off, line.off === 0 ? left.map(() => 0) : left.map(({ amount }) => amount));
    left.forEach((share, index) => {
      share.amount -= parts[index] ?? 0;
    });
    const discounts = left.map(({ code }, index) => ({ code, amount: minor(parts[index] ?? 0) }));
    return { ...line, off: noMoney, discounts: discounts.filter(({ amount }) => amount > 0) };
  });
  return { ...sale, lines };
}

function sharesOf(order: RestOrder, sale: Sale): Share[] {
  const off = addMinor(...sale.lines.map((line) => line.off));
  const coupons = codesOf(order).map((code) => ({ code, amount: takenBy(order, code, sale) }));
  const taken = coupons.reduce((sum, { amount }) => sum + amount, 0);
  const slack = sale.amounts + coupons.length * 2;
  if (taken > off + slack)
    throw new Unbelievable("inconsistent-amounts", "coupons took off more than the lines lost");
  // A difference that rounding explains is the coupons' own, in proportion.
  if (taken > 0 && Math.abs(off - taken) <= slack) {
    const amounts = shareOut(
      off,
      coupons.map(({ amount }) => amount),
    );
    return coupons.map(({ code }, index) => ({ code, amount: amounts[index] ?? 0 }));
  }
  return [...coupons, { code: null, amount: off - taken }];
}

function takenBy(order: RestOrder, wanted: string, { currency, taxIncluded }: Sale): number {
  const lines = (order.coupon_lines ?? []).filter(({ code }) => codeText(code) === wanted);
  return addMinor(
    ...lines.flatMap(({ discount, discount_tax }) => [
      readAmount(discount, currency, "a coupon's discount"),
      taxIncluded ? readAmount(discount_tax, currency, "a coupon's tax") : noMoney,
    ]),
  );
}

/** Adds to a line's discounts without a code. */
export function takeOff(line: Sold, amount: number): Sold {
  if (amount === 0) return line;
  const before = line.discounts.find(({ code }) => code === null)?.amount ?? 0;
  const own: LineDiscount = { code: null, amount: minor(before + amount) };
  return {
    ...line,
    net: minor(line.net - amount),
    discounts: [...line.discounts.filter(({ code }) => code !== null), own],
  };
}
