/**
 * From what Shopify says of an order to the store-neutral `Order` (law 1: its present state, nothing else). Pure and total: an order whose
 * figures contradict each other is parked with a reason.
 */
import type { Channel } from "../../loyalty/conditions";
import { addMinor, type Minor, minor, noMoney } from "../../loyalty/money";
import type { LineDiscount, Order, OrderLine, OrderStatus } from "../../loyalty/order";
import { proportion } from "../../loyalty/rounding";
import type { ParkReason } from "../store";
import { buyerOf, type Fingerprint } from "./buyer";
import { type LineParts, type OrderParts, readText, Unbelievable } from "./order-parts";
import { returnAll, shareGoodwill, shareShipping } from "./refund-shares";

export type Translated = { readonly order: Order } | { readonly parked: ParkReason; readonly detail: string };

/** Runs a reading; what cannot be believed becomes a value. */
export function believing<T>(read: () => T): T | { readonly parked: ParkReason; readonly detail: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unbelievable) return { parked: error.reason, detail: error.detail };
    // Amounts that are each exact can still have a sum beyond what a whole number holds.
    if (error instanceof RangeError) return { parked: "inconsistent-amounts", detail: error.message };
    throw error;
  }
}

export function translateOrder(parts: OrderParts, fingerprint: Fingerprint): Translated {
  return believing(() => ({ order: orderOf(parts, fingerprint) }));
}

function orderOf(parts: OrderParts, fingerprint: Fingerprint): Order {
  const status = statusOf(parts);
  // The whole must be a number too, not only each line of it.
  addMinor(...parts.lines.map((line) => minor(line.unitPrice * line.quantity)));
  const sold = shareShipping(parts, soldLines(parts));
  // "Refunded" is Shopify's word for: all that was paid went back, however the refunds were booked.
  const lines = parts.financialStatus === "refunded" ? sold.map(returnAll) : shareGoodwill(parts, sold);
  return {
    orderId: parts.orderId,
    name: parts.name,
    customerId: parts.customerId,
    currency: parts.currency,
    paidCurrency: parts.paidCurrency,
    channel: channelOf(parts.source),
    taxIncluded: parts.taxIncluded,
    status,
    placedAt: parts.placedAt,
    updatedAt: parts.updatedAt,
    paidAt: receivedMoney(parts) ? parts.placedAt : null,
    fulfilledAt: parts.fulfilledAt,
    buyer: buyerOf(parts.buyer, fingerprint),
    lines,
    codes: [...new Set(parts.codes.map(codeText))].sort(),
  };
}

/** Points are for money received: an order with an open balance waits, also one that an edit made dearer. */
function statusOf({ cancelled, financialStatus }: OrderParts): OrderStatus {
  if (cancelled) return "cancelled";
  return receivedMoney({ financialStatus }) ? "paid" : "unpaid";
}

/**
 * Whether all of it was paid, once. When it was, a webhook does not tell; what both shapes know is when the order was "processed", which at a checkout is the
 * payment. (An order that is paid days after it was placed keeps the earlier date: its return window ends sooner, never later.)
 */
const receivedMoney = ({ financialStatus }: Pick<OrderParts, "financialStatus">): boolean =>
  ["paid", "partially_refunded", "refunded"].includes(financialStatus ?? "");

/** Orders that a subscription makes by itself have a source of their own; the first one came through the checkout, as others do. */
function channelOf(source: string | null): Channel {
  if (source === "web" || source === "pos") return source === "web" ? "online" : "pos";
  return source?.startsWith("subscription_contract") ? "subscription" : "other";
}

function soldLines(parts: OrderParts): OrderLine[] {
  const ids = new Set(parts.lines.map(({ lineId }) => lineId));
  if (ids.size !== parts.lines.length)
    throw new Unbelievable("inconsistent-amounts", "two lines have one id");
  for (const refund of parts.refunds) {
    const stranger = refund.lines.find(({ lineId }) => !ids.has(lineId));
    if (stranger)
      throw new Unbelievable("inconsistent-amounts", "a refund names a line that the order has not");
  }
  return parts.lines.map((line) => soldLine(line, parts));
}

function soldLine(line: LineParts, parts: OrderParts): OrderLine {
  const gross = minor(line.unitPrice * line.quantity);
  const discounts = discountsOf(line);
  const net = minor(gross - addMinor(...discounts.map(({ amount }) => amount)));
  if (net < 0) throw new Unbelievable("inconsistent-amounts", "a line's discounts are more than its price");
  const back = returnedOf(line, parts, net);
  return {
    lineId: line.lineId,
    kind: line.kind,
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    quantity: line.quantity,
    gross,
    discounts,
    tax: line.tax,
    refunded: back.money,
    refundedTax: back.tax,
    returnedQuantity: back.units,
  };
}

/** As codes are compared, whatever the shopper typed. */
const codeText = (code: string): string => readText(code).trim().toUpperCase();

/** One entry per code, in one order, whatever order Shopify's shape has them in. */
function discountsOf(line: LineParts): LineDiscount[] {
  const sums: LineDiscount[] = [];
  for (const { code: typed, amount } of line.discounts) {
    const code = typed === null ? null : codeText(typed);
    const place = sums.findIndex((sum) => sum.code === code);
    const known = sums[place];
    if (known) sums[place] = { code, amount: addMinor(known.amount, amount) };
    else if (amount > 0) sums.push({ code, amount });
  }
  return sums.sort((a, b) => ((a.code ?? "") < (b.code ?? "") ? -1 : 1));
}

interface Back {
  readonly units: number;
  readonly money: Minor;
  readonly tax: Minor;
}

const nothingBack: Back = { units: 0, money: noMoney, tax: noMoney };

/** What came back of a line by refunds that name it, and by edits that removed units without a refund. */
function returnedOf(line: LineParts, parts: OrderParts, net: Minor): Back {
  if (parts.refunds.length === 0 && line.currentQuantity === line.quantity) return nothingBack;
  const named = parts.refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.lineId);
  const units = named.reduce((sum, { quantity }) => sum + quantity, 0);
  const money = addMinor(...named.map(({ subtotal }) => subtotal));
  const tax = addMinor(...named.map((part) => part.tax));
  if (units > line.quantity || line.currentQuantity > line.quantity)
    throw new Unbelievable("inconsistent-amounts", "more units came back than a line has");
  // Shopify rounds each part by itself, so parts may exceed the whole by one unit each.
  const slack = units + named.length;
  if (money > net + slack || tax > line.tax + slack)
    throw new Unbelievable("inconsistent-amounts", "more was refunded for a line than was paid for it");
  const removed = Math.max(0, line.quantity - line.currentQuantity - units);
  return {
    units: units + removed,
    money: withRemoved(money, { whole: net, removed, left: line.quantity - units, of: line.quantity }),
    tax: withRemoved(tax, { whole: line.tax, removed, left: line.quantity - units, of: line.quantity }),
  };
}

interface Removal {
  readonly whole: Minor;
  readonly removed: number;
  readonly left: number;
  readonly of: number;
}

/** Adds the share of removed units; when nothing is left of the line, all of it is back. */
function withRemoved(part: Minor, { whole, removed, left, of }: Removal): Minor {
  if (removed === 0) return minor(Math.min(part, whole));
  if (removed === left) return whole;
  return minor(Math.min(part + proportion(whole, removed, of), whole));
}
