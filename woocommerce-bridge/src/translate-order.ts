/**
 * From what WooCommerce says of an order to the store-neutral `Order` (law 1: its present state, nothing else). Pure and total: an order that is malformed, or
 * whose figures contradict each other, is parked with a reason.
 */
import * as z from "zod";
import { orderId } from "../../app/loyalty/brand";
import { addMinor, minor } from "../../app/loyalty/money";
import type { Order, OrderLine } from "../../app/loyalty/order";
import { believing, complaint, type Parked, readCurrency, readText } from "./believed";
import { buyerOf, type CustomerFacts, customerOf, type Fingerprint } from "./buyer";
import { codesOf, withDiscounts } from "./discount-shares";
import { channelOf, fulfilledAtOf, paidAtOf, statusOf, statusWord } from "./order-state";
import { returnedOf } from "./refund-shares";
import { type RestOrder, type RestRefund, restOrder, restRefund } from "./rest-order";
import { readSale } from "./sold-lines";
import { settledWith, withoutNegativeFees } from "./whole";

export interface Translation {
  readonly order: Order;
  readonly customer: CustomerFacts | null;
  /** The order has refunds of which only sums are known: which lines they are from is told by `orders/<id>/refunds`. */
  readonly refundsUnnamed: boolean;
}

export interface Told {
  readonly fingerprint: Fingerprint;
  /** The order's refunds in full, where they were fetched. */
  readonly refunds?: unknown;
}

export function translateOrder(body: unknown, { fingerprint, refunds }: Told): Translation | Parked {
  const order = restOrder.safeParse(body);
  if (!order.success) return { parked: "malformed", detail: complaint(order.error) };
  const full = z.array(restRefund).safeParse(refunds ?? []);
  if (!full.success) return { parked: "malformed", detail: `refunds: ${complaint(full.error)}` };
  return believing(() => translation(order.data, full.data, fingerprint));
}

function translation(told: RestOrder, refunds: readonly RestRefund[], fingerprint: Fingerprint): Translation {
  const known = new Set(refunds.map(({ id }) => id));
  return {
    order: orderOf({ ...told, status: statusWord(told.status) }, refunds, fingerprint),
    customer: customerOf(told),
    refundsUnnamed: (told.refunds ?? []).some(({ id }) => !known.has(id)),
  };
}

function orderOf(told: RestOrder, refunds: readonly RestRefund[], fingerprint: Fingerprint): Order {
  const currency = readCurrency(told.currency);
  return {
    orderId: orderId(String(told.id)),
    name: `#${readText(String(told.number ?? "")) || told.id}`,
    customerId: customerOf(told)?.customerId ?? null,
    currency,
    // WooCommerce sells in one currency; plugins that sell in more write the order in the buyer's.
    paidCurrency: currency,
    channel: channelOf(told.created_via),
    taxIncluded: told.prices_include_tax,
    status: statusOf(told),
    placedAt: told.date_created_gmt,
    updatedAt: told.date_modified_gmt ?? told.date_created_gmt,
    paidAt: paidAtOf(told),
    fulfilledAt: fulfilledAtOf(told),
    buyer: buyerOf(told, fingerprint),
    lines: linesOf(told, refunds, currency),
    codes: codesOf(told),
  };
}

function linesOf(told: RestOrder, refunds: readonly RestRefund[], currency: Order["currency"]): OrderLine[] {
  const sale = settledWith(told, withoutNegativeFees(withDiscounts(told, readSale(told, currency))));
  const returned = returnedOf(told, sale, refunds);
  return sale.lines.map((line, index) => ({
    lineId: line.lineId,
    kind: line.kind,
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    quantity: line.quantity,
    gross: minor(line.net + addMinor(...line.discounts.map(({ amount }) => amount))),
    discounts: line.discounts,
    tax: line.tax,
    refunded: returned[index]?.refunded ?? minor(0),
    refundedTax: returned[index]?.refundedTax ?? minor(0),
    returnedQuantity: returned[index]?.returnedQuantity ?? 0,
  }));
}
