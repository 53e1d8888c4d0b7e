/** An order as a webhook carries it (orders/paid, orders/updated, orders/cancelled), read into `OrderParts`. */
import * as z from "zod";
import { orderId } from "../../loyalty/brand";
import { addMinor, type Currency, type Minor, noMoney } from "../../loyalty/money";
import type { CustomerFacts } from "../store";
import { type LineParts, type OrderParts, readCurrency, readText, readUnits } from "./order-parts";
import {
  exactId,
  factsOf,
  idOfCustomer,
  moment,
  moneySet,
  readMoney,
  restCustomer,
  restId,
} from "./rest-parts";
import { readRefunds, restRefund } from "./rest-refund";

const taxLine = z.object({ price: z.string().nullish(), price_set: moneySet.nullish() });

const allocation = z.object({
  amount: z.string().nullish(),
  amount_set: moneySet.nullish(),
  discount_application_index: z.int(),
});

const restLine = z.object({
  id: restId,
  admin_graphql_api_id: z.string().nullish(),
  product_id: restId.nullish(),
  title: z.string().nullish(),
  quantity: z.int(),
  current_quantity: z.int().nullish(),
  gift_card: z.boolean().nullish(),
  price: z.string().nullish(),
  price_set: moneySet.nullish(),
  discount_allocations: z.array(allocation).nullish(),
  tax_lines: z.array(taxLine).nullish(),
});
type RestLine = z.infer<typeof restLine>;

const restShipping = restLine
  .omit({ quantity: true, current_quantity: true, gift_card: true, product_id: true })
  .extend({ id: restId.nullish(), is_removed: z.boolean().nullish() });
type RestShipping = z.infer<typeof restShipping>;

export const restOrder = z.object({
  id: restId,
  admin_graphql_api_id: z.string().nullish(),
  name: z.string(),
  currency: z.string(),
  presentment_currency: z.string().nullish(),
  taxes_included: z.boolean().nullish(),
  financial_status: z.string().nullish(),
  cancelled_at: z.string().nullish(),
  created_at: moment,
  processed_at: moment.nullish(),
  updated_at: moment,
  customer: restCustomer.nullish(),
  customer_locale: z.string().nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
  discount_applications: z.array(z.object({ type: z.string(), code: z.string().nullish() })).nullish(),
  line_items: z.array(restLine),
  shipping_lines: z.array(restShipping).nullish(),
  refunds: z.array(restRefund).nullish(),
});
export type RestOrder = z.infer<typeof restOrder>;

/** @throws Unbelievable when an amount is not one. */
export function readRestOrder(order: RestOrder): OrderParts {
  const code = readCurrency(order.currency);
  const codes = codesByIndex(order);
  const refunds = readRefunds(order, code);
  const shipping = (order.shipping_lines ?? []).map((line, index) =>
    shippingParts({ line, index, code, codes }),
  );
  return {
    orderId: orderId(exactId("Order", order.admin_graphql_api_id, order.id)),
    name: readText(order.name),
    customerId: order.customer ? idOfCustomer(order.customer) : null,
    currency: code,
    taxIncluded: order.taxes_included ?? false,
    financialStatus: order.financial_status ?? null,
    cancelled: Boolean(order.cancelled_at),
    placedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    lines: [
      ...order.line_items.map((line) =>
        lineParts({ line, code, codes, refundedUnits: unitsIn(refunds, line) }),
      ),
      ...shipping,
    ],
    refunds,
    codes: [
      ...(order.discount_codes ?? []).map((discount) => discount.code),
      ...codes.filter((text) => text !== null),
    ],
  };
}

export function customerOf(order: RestOrder): CustomerFacts | null {
  return order.customer ? factsOf(order.customer, readText(order.customer_locale ?? "") || null) : null;
}

/** A discount's code by its place among the order's discount applications; null for automatic ones and staff's own. */
function codesByIndex(order: RestOrder): (string | null)[] {
  const applications = order.discount_applications ?? [];
  return applications.map(({ type, code }) => (type === "discount_code" ? (code ?? null) : null));
}

const idOfLine = (line: RestLine) => exactId("LineItem", line.admin_graphql_api_id, line.id);

function unitsIn(refunds: OrderParts["refunds"], line: RestLine): number {
  const parts = refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === idOfLine(line));
  return parts.reduce((sum, { quantity }) => sum + quantity, 0);
}

interface LineToRead<Line> {
  readonly line: Line;
  readonly code: Currency;
  readonly codes: readonly (string | null)[];
}

function lineParts({
  line,
  code,
  codes,
  refundedUnits,
}: LineToRead<RestLine> & { refundedUnits: number }): LineParts {
  const quantity = readUnits(line.quantity, "a line's quantity");
  return {
    lineId: idOfLine(line),
    kind: line.gift_card ? "gift-card" : "product",
    productId: line.product_id ?? null,
    title: readText(line.title ?? ""),
    quantity,
    currentQuantity: readUnits(
      line.current_quantity ?? quantity - refundedUnits,
      "a line's current quantity",
    ),
    unitPrice: readMoney({ set: line.price_set, text: line.price, what: "a line's price" }, code),
    discounts: discountsOf(line, code, codes),
    tax: taxOf(line, code),
  };
}

function shippingParts({
  line,
  index,
  code,
  codes,
}: LineToRead<RestShipping> & { index: number }): LineParts {
  return {
    lineId: `shipping-${line.id ?? index}`,
    kind: "shipping",
    productId: null,
    title: readText(line.title ?? ""),
    quantity: 1,
    currentQuantity: line.is_removed ? 0 : 1,
    unitPrice: readMoney({ set: line.price_set, text: line.price, what: "a shipping price" }, code),
    discounts: discountsOf(line, code, codes),
    tax: taxOf(line, code),
  };
}

type Taxed = Pick<RestLine, "discount_allocations" | "tax_lines">;

function discountsOf(line: Taxed, code: Currency, codes: readonly (string | null)[]): LineParts["discounts"] {
  return (line.discount_allocations ?? []).map((part) => ({
    code: codes[part.discount_application_index] ?? null,
    amount: readMoney({ set: part.amount_set, text: part.amount, what: "a discount" }, code),
  }));
}

function taxOf(line: Taxed, code: Currency): Minor {
  const parts = (line.tax_lines ?? []).map(({ price, price_set }) =>
    readMoney({ set: price_set, text: price, what: "a tax" }, code),
  );
  return parts.length === 0 ? noMoney : addMinor(...parts);
}
