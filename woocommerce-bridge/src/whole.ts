/**
 * The parts against the whole: fees below zero are taken off the lines they were given on, and then everything that is to be paid for the lines is the order's
 * total, to the unit. What only rounding explains is laid to the lines; anything more is a contradiction.
 */
import { addMinor, type Minor, minor } from "../../app/loyalty/money";
import { shareOut } from "../../app/loyalty/rounding";
import { readAmount, Unbelievable } from "./believed";
import { takeOff } from "./discount-shares";
import type { RestOrder } from "./rest-order";
import type { Sale, Sold } from "./sold-lines";

/** What was to be paid for a line, tax and all. */
export const payableOf = (line: Pick<Sold, "net" | "tax">, taxIncluded: boolean): number =>
  line.net + (taxIncluded ? 0 : line.tax);

/** From the goods where they are worth enough, else from everything; WooCommerce lets no fee take more than there is. */
export function withoutNegativeFees(sale: Sale): Sale {
  if (sale.negativeFees.length === 0) return sale;
  const tax = addMinor(...sale.negativeFees.map((fee) => fee.tax));
  const money = addMinor(...sale.negativeFees.map((fee) => fee.money), ...(sale.taxIncluded ? [tax] : []));
  const parts = takenFrom(sale.lines, money, ({ net }) => net);
  const taxes = takenFrom(sale.lines, tax, (line) => line.tax);
  const lines = sale.lines.map((line, index) => {
    const left = takeOff(line, parts[index] ?? 0);
    return { ...left, tax: minor(line.tax - (taxes[index] ?? 0)) };
  });
  return { ...sale, lines, negativeFees: [] };
}

function takenFrom(lines: readonly Sold[], amount: Minor, room: (line: Sold) => number): number[] {
  const goods = lines.map((line) => (line.kind === "product" ? room(line) : 0));
  const all = lines.map(room);
  const fits = (rooms: readonly number[]) => rooms.reduce((sum, one) => sum + one, 0) >= amount;
  if (amount === 0) return lines.map(() => 0);
  if (!fits(all)) throw new Unbelievable("negative-amount", "fees take off more than there is");
  return shareOut(amount, fits(goods) ? goods : all);
}

export function settledWith(order: RestOrder, sale: Sale): Sale {
  const { currency, taxIncluded, lines } = sale;
  const total = readAmount(order.total, currency, "the total");
  const totalTax = readAmount(order.total_tax, currency, "the tax of the total");
  const taxes = lines.reduce((sum, line) => sum + line.tax, 0);
  const payable = lines.reduce((sum, line) => sum + payableOf(line, taxIncluded), 0);
  const missing = minor(total - payable);
  if (Math.abs(missing) > sale.amounts || Math.abs(totalTax - taxes) > sale.amounts)
    throw new Unbelievable("inconsistent-amounts", "the lines do not add up to the total");
  return { ...sale, lines: shareDifference(lines, missing).map((line) => believedTax(line, taxIncluded)) };
}

/** The price of a line is what is changed, so what its codes took off stays exact. */
function shareDifference(lines: readonly Sold[], missing: Minor): readonly Sold[] {
  if (missing === 0) return lines;
  const nets = lines.map(({ net }) => net);
  const worth = nets.reduce((sum, net) => sum + net, 0);
  if (lines.length === 0 || worth + missing < 0)
    throw new Unbelievable("inconsistent-amounts", "the total is for nothing that was sold");
  const parts = shareOut(Math.abs(missing), nets);
  const sign = Math.sign(missing);
  return lines.map((line, index) => ({ ...line, net: minor(line.net + sign * (parts[index] ?? 0)) }));
}

/** A tax inside a price is never more than the price. */
const believedTax = (line: Sold, taxIncluded: boolean): Sold =>
  taxIncluded ? { ...line, tax: minor(Math.min(line.tax, line.net)) } : line;
