/**
 * What came back of each line. An order tells only its refunds' sums: those are shared out over what is left of the lines by the largest remainder, all of them
 * at once, so that it makes no difference whether money came back at once or in parts (field lesson 3). Refunds given in full name the lines they are from.
 */
import { addMinor, type Minor, minor, noMoney } from "../../app/loyalty/money";
import type { OrderLine } from "../../app/loyalty/order";
import { proportion, shareOut } from "../../app/loyalty/rounding";
import { readAmount, readSigned, Unbelievable } from "./believed";
import { type NamedPart, namedParts } from "./named-parts";
import type { RestOrder, RestRefund } from "./rest-order";
import { type Sale, type Sold, units } from "./sold-lines";
import { payableOf } from "./whole";

export interface Returned {
  readonly refunded: Minor;
  readonly refundedTax: Minor;
  readonly returnedQuantity: number;
}

interface Back {
  money: number;
  /** Tax beside the price; where prices include it, it comes back inside the money. */
  tax: number;
  units: number;
}

const returnAll = (line: Sold): Returned => ({
  refunded: line.net,
  refundedTax: line.tax,
  returnedQuantity: line.quantity,
});

/** One answer for each line. "Refunded" is the store's word for: all that was paid went back, however it was booked. */
export function returnedOf(order: RestOrder, sale: Sale, full: readonly RestRefund[]): Returned[] {
  const paidBack = new Map((order.refunds ?? []).map((refund) => [refund.id, sumOf(refund.total, sale)]));
  const sum = addMinor(...paidBack.values());
  const total = sale.lines.reduce((all, line) => all + payableOf(line, sale.taxIncluded), 0);
  if (sum > total) throw new Unbelievable("inconsistent-amounts", "more was refunded than was paid");
  if (order.status === "refunded" || (sum === total && total > 0)) return sale.lines.map(returnAll);
  const back = sale.lines.map((): Back => ({ money: 0, tax: 0, units: 0 }));
  for (const refund of full) {
    // A refund that the order does not tell of was deleted, or is younger than this state.
    const amount = paidBack.get(refund.id);
    if (amount !== undefined) takeNamed(back, sale, namedParts(refund, amount, sale));
  }
  takeRest(back, sale, sum);
  return sale.lines.map((line, index) => inWords(line, back[index], sale.taxIncluded));
}

/** Refunds are written below zero. */
export function sumOf(text: string, { currency }: Pick<Sale, "currency">): Minor {
  const signed = readSigned(text, currency, "a refund");
  if (signed > 0) throw new Unbelievable("negative-amount", "a refund takes money instead of giving it back");
  return readAmount(text.replace("-", ""), currency, "a refund");
}

/** As much as there is left of the line that is named; what is more is shared out with the rest. */
function takeNamed(back: readonly Back[], sale: Sale, parts: readonly NamedPart[]): void {
  for (const part of parts) {
    const line = sale.lines[part.line];
    const own = back[part.line];
    if (!line || !own) continue;
    own.money += Math.min(part.money, line.net - own.money);
    if (!sale.taxIncluded) own.tax += Math.min(part.tax, line.tax - own.tax);
    own.units = Math.min(line.quantity, own.units + units(part.units));
  }
}

function takeRest(back: readonly Back[], sale: Sale, sum: Minor): void {
  const named = back.reduce((all, { money, tax }) => all + money + tax, 0);
  const rooms = sale.lines.flatMap((line, index) => {
    const { money = 0, tax = 0 } = back[index] ?? {};
    return [line.net - money, sale.taxIncluded ? 0 : line.tax - tax];
  });
  if (rooms.length === 0 || sum <= named) return;
  const parts = shareOut(sum - named, rooms);
  back.forEach((own, index) => {
    own.money += parts[2 * index] ?? 0;
    own.tax += parts[2 * index + 1] ?? 0;
  });
}

function inWords(line: Sold, back: Back | undefined, taxIncluded: boolean): Returned {
  if (!back) return { refunded: noMoney, refundedTax: noMoney, returnedQuantity: 0 };
  const inside = line.net === 0 ? 0 : proportion(line.tax, back.money, line.net);
  return {
    refunded: minor(back.money),
    refundedTax: minor(taxIncluded ? inside : back.tax),
    returnedQuantity: back.money === line.net && line.net > 0 ? line.quantity : back.units,
  } satisfies Pick<OrderLine, keyof Returned>;
}
