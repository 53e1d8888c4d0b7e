/** Refunds inside a webhook's order, read into `RefundParts`. */
import * as z from "zod";
import { addMinor, type Currency, type Minor, minor, noMoney } from "../../loyalty/money";
import { type RefundLineParts, type RefundParts, readUnits } from "./order-parts";
import { exactId, moneySet, readMoney, readSignedMoney, restId } from "./rest-parts";

/** Shopify writes these two amounts of a refund as floats; only the sets beside them are exact, so only those are read. */
const floatOrText = z.union([z.string(), z.number()]).nullish();

const refundLine = z.object({
  line_item_id: restId,
  line_item: z.object({ admin_graphql_api_id: z.string().nullish() }).nullish(),
  quantity: z.int(),
  subtotal: floatOrText,
  subtotal_set: moneySet.nullish(),
  total_tax: floatOrText,
  total_tax_set: moneySet.nullish(),
});

const refundShipping = z.object({
  shipping_line_id: restId.nullish(),
  shipping_line: z.object({ id: restId.nullish() }).nullish(),
  subtotal_amount_set: moneySet,
  tax_amount_set: moneySet.nullish(),
});

const adjustment = z.object({
  kind: z.string().nullish(),
  amount: z.string().nullish(),
  amount_set: moneySet.nullish(),
  tax_amount: z.string().nullish(),
  tax_amount_set: moneySet.nullish(),
});
type Adjustment = z.infer<typeof adjustment>;

const transaction = z.object({
  kind: z.string(),
  status: z.string(),
  amount: z.string(),
  currency: z.string().nullish(),
});

export const restRefund = z.object({
  refund_line_items: z.array(refundLine).nullish(),
  refund_shipping_lines: z.array(refundShipping).nullish(),
  order_adjustments: z.array(adjustment).nullish(),
  transactions: z.array(transaction).nullish(),
  duties: z.array(z.object({ amount_set: moneySet })).nullish(),
});
type RestRefund = z.infer<typeof restRefund>;

interface Refunded {
  readonly refunds?: readonly RestRefund[] | null | undefined;
  readonly presentment_currency?: string | null | undefined;
}

export function readRefunds(order: Refunded, code: Currency): RefundParts[] {
  const oneCurrency = (order.presentment_currency ?? code) === code;
  return (order.refunds ?? []).map((refund) => ({
    lines: (refund.refund_line_items ?? []).map((line) => linePart(line, code)),
    shipping: shippingOf(refund, code),
    adjustments: (refund.order_adjustments ?? [])
      .filter(({ kind }) => kind !== "shipping_refund")
      .map((part) => minor(amountOf(part, code) + taxOf(part, code))),
    duties: sumOf(
      (refund.duties ?? []).map(({ amount_set }) =>
        readMoney({ set: amount_set, text: null, what: "a refunded duty" }, code),
      ),
    ),
    paidBack: oneCurrency ? paidBackOf(refund, code) : null,
  }));
}

const sumOf = (amounts: readonly Minor[]): Minor => (amounts.length === 0 ? noMoney : addMinor(...amounts));

function linePart(line: z.infer<typeof refundLine>, code: Currency): RefundLineParts {
  return {
    lineId: exactId("LineItem", line.line_item?.admin_graphql_api_id, line.line_item_id),
    quantity: readUnits(line.quantity, "a refunded quantity"),
    subtotal: readMoney({ set: line.subtotal_set, text: line.subtotal, what: "a refunded amount" }, code),
    tax: readMoney({ set: line.total_tax_set, text: line.total_tax ?? "0", what: "a refunded tax" }, code),
  };
}

/** Newer payloads name the shipping lines; older ones only have an adjustment, below zero, that stands for all of them. */
function shippingOf(refund: RestRefund, code: Currency): RefundParts["shipping"] {
  const named = refund.refund_shipping_lines ?? [];
  if (named.length > 0) {
    return named.map((part) => {
      const id = part.shipping_line?.id ?? part.shipping_line_id;
      return {
        lineId: id ? `shipping-${id}` : null,
        subtotal: readMoney({ set: part.subtotal_amount_set, text: null, what: "refunded shipping" }, code),
        tax: readMoney({ set: part.tax_amount_set, text: "0", what: "refunded shipping tax" }, code),
      };
    });
  }
  return (refund.order_adjustments ?? [])
    .filter(({ kind }) => kind === "shipping_refund")
    .map((part) => ({
      lineId: null,
      subtotal: minor(Math.max(0, -amountOf(part, code))),
      tax: minor(Math.max(0, -taxOf(part, code))),
    }));
}

const amountOf = (part: Adjustment, code: Currency): Minor =>
  readSignedMoney({ set: part.amount_set, text: part.amount, what: "an adjustment" }, code);

const taxOf = (part: Adjustment, code: Currency): Minor =>
  readSignedMoney(
    { set: part.tax_amount_set, text: part.tax_amount ?? "0", what: "an adjustment's tax" },
    code,
  );

/** Null when a payment was in another currency, so that it says nothing in the shop's. */
function paidBackOf(refund: RestRefund, code: Currency): Minor | null {
  const paid = (refund.transactions ?? []).filter(
    ({ kind, status }) => kind === "refund" && status === "success",
  );
  if (paid.some(({ currency }) => (currency ?? code) !== code)) return null;
  return sumOf(paid.map(({ amount }) => readMoney({ set: null, text: amount, what: "a refund" }, code)));
}
