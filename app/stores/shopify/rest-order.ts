/** An order as a webhook carries it (orders/paid, orders/updated, orders/cancelled), read into `OrderParts`. */
import * as z from "zod";
import { orderId } from "../../loyalty/brand";
import type { CustomerFacts } from "../store";
import type { Fingerprint } from "./buyer";
import { fulfilledOf, type OrderParts, readCurrency, readText } from "./order-parts";
import { readRestBuyer, restBuyer, restFulfilment } from "./rest-buyer";
import { idOfLine, lineParts, type RestLine, restLine, restShipping, shippingParts } from "./rest-lines";
import { exactId, factsOf, idOfCustomer, moment, restCustomer, restId } from "./rest-parts";
import { readRefunds, restRefund } from "./rest-refund";

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
  source_name: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
  fulfillments: z.array(restFulfilment).nullish(),
  ...restBuyer,
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
    paidCurrency: readCurrency(order.presentment_currency ?? order.currency),
    source: order.source_name ?? null,
    taxIncluded: order.taxes_included ?? false,
    financialStatus: order.financial_status ?? null,
    cancelled: Boolean(order.cancelled_at),
    placedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    fulfilledAt: fulfilledOf(
      order.fulfillment_status,
      (order.fulfillments ?? []).map(({ status, created_at }) => ({
        status: status ?? null,
        at: created_at,
      })),
    ),
    buyer: readRestBuyer(order),
    lines: [
      ...order.line_items.map((line) =>
        lineParts({ line, code, codes, refundedUnits: (one) => unitsIn(refunds, one) }),
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

export function customerOf(
  { customer, customer_locale }: Pick<RestOrder, "customer" | "customer_locale">,
  fingerprint: Fingerprint,
): CustomerFacts | null {
  const locale = readText(customer_locale ?? "") || null;
  return customer ? factsOf(customer, { locale, fingerprint }) : null;
}

/** A discount's code by its place among the order's discount applications; null for automatic ones and staff's own. */
function codesByIndex(order: RestOrder): (string | null)[] {
  const applications = order.discount_applications ?? [];
  return applications.map(({ type, code }) => (type === "discount_code" ? (code ?? null) : null));
}

function unitsIn(refunds: OrderParts["refunds"], line: RestLine): number {
  const parts = refunds.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === idOfLine(line));
  return parts.reduce((sum, { quantity }) => sum + quantity, 0);
}
