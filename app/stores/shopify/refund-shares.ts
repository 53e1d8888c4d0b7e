/**
 * Refunds that name no product line: shipping that was given back, and money given back for no line at all (goodwill). Shared out over
 * what is left of the lines by the largest remainder, so that the parts sum to the whole (field lesson 3).
 */
import { addMinor, type Minor, minor } from "../../loyalty/money";
import { netOf, type OrderLine } from "../../loyalty/order";
import { shareOut } from "../../loyalty/rounding";
import type { OrderParts, RefundParts } from "./order-parts";

export function returnAll(line: OrderLine): OrderLine {
  return { ...line, refunded: netOf(line), refundedTax: line.tax, returnedQuantity: line.quantity };
}

const sum = (amounts: readonly Minor[]) => addMinor(...amounts);
const leftOf = (line: OrderLine) => netOf(line) - line.refunded;
const leftTaxOf = (line: OrderLine) => line.tax - line.refundedTax;

/** Takes an amount from lines in proportion to `room`, and never more than there is. */
function takeFrom(lines: readonly OrderLine[], amount: number, room: (line: OrderLine) => number): number[] {
  const rooms = lines.map(room);
  const all = rooms.reduce((total, part) => total + part, 0);
  if (all <= 0 || amount <= 0) return lines.map(() => 0);
  return shareOut(Math.min(amount, all), rooms);
}

/** Shipping that was given back, on its own line when Shopify names it. */
export function shareShipping(parts: OrderParts, lines: readonly OrderLine[]): OrderLine[] {
  let current = [...lines];
  for (const { lineId, subtotal, tax } of parts.refunds.flatMap(({ shipping }) => shipping)) {
    const known = current.some((line) => line.lineId === lineId);
    const meant = (line: OrderLine) => (known ? line.lineId === lineId : line.kind === "shipping");
    const money = takeFrom(current, subtotal, (line) => (meant(line) ? leftOf(line) : 0));
    const taxes = takeFrom(current, tax, (line) => (meant(line) ? leftTaxOf(line) : 0));
    current = current.map((line, index) => {
      const refunded = minor(line.refunded + (money[index] ?? 0));
      return {
        ...line,
        refunded,
        refundedTax: minor(line.refundedTax + (taxes[index] ?? 0)),
        returnedQuantity: meant(line) && refunded === netOf(line) ? line.quantity : line.returnedQuantity,
      };
    });
  }
  return current;
}

/** Money that was given back for no line: from each line its part of what is still there, the tax inside or beside it included. */
export function shareGoodwill(parts: OrderParts, lines: readonly OrderLine[]): OrderLine[] {
  const amount = goodwillOf(parts);
  if (amount === 0) return [...lines];
  const beside = (line: OrderLine) => (parts.taxIncluded ? 0 : leftTaxOf(line));
  const taken = takeFrom(lines, amount, (line) => leftOf(line) + beside(line));
  return lines.map((line, index) => {
    const part = taken[index] ?? 0;
    if (part === 0) return line;
    const [money = 0, besideTax = 0] = shareOut(part, [leftOf(line), beside(line)]);
    const tax = parts.taxIncluded ? insideTax(line, part) : besideTax;
    return { ...line, refunded: minor(line.refunded + money), refundedTax: minor(line.refundedTax + tax) };
  });
}

/** The tax inside an amount that is taken from what is left of a line. */
function insideTax(line: OrderLine, part: number): number {
  const left = leftOf(line);
  if (left === 0) return 0;
  const [tax = 0] = shareOut(leftTaxOf(line), [part, left - part]);
  return tax;
}

/**
 * Shopify books it as adjustments, negative when the shopper got more than lines and shipping are worth. Over all refunds, because
 * units may come back first and their money later. Without adjustments the money that went back is compared.
 */
function goodwillOf(parts: OrderParts): number {
  const adjustments = parts.refunds.flatMap((refund) => refund.adjustments);
  if (adjustments.length > 0) return Math.max(0, -sum(adjustments));
  const paidBack = parts.refunds.map((refund) => refund.paidBack);
  if (paidBack.some((amount) => amount === null)) return 0;
  const explained = sum(parts.refunds.map((refund) => worthOf(refund, parts.taxIncluded)));
  return Math.max(0, sum(paidBack.filter((amount) => amount !== null)) - explained);
}

function worthOf({ lines, shipping, duties }: RefundParts, taxIncluded: boolean): Minor {
  const money = sum([...lines, ...shipping].map(({ subtotal }) => subtotal));
  const tax = taxIncluded ? 0 : sum([...lines, ...shipping].map((part) => part.tax));
  return minor(money + tax + duties);
}
