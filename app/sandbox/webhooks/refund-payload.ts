/** A refund as webhooks show it, alone (refunds/create) and inside its order. */
import { gid } from "../state/ids";
import { restAmount } from "../state/money-text";
import { presented, shopOf } from "../state/presentment";
import type { SandboxOrder, SandboxRefund, SandboxRefundLine, SandboxShop } from "../state/types";
import { linePayload } from "./order-lines-payload";
import { amountOf, type Json, moneySet, restTime } from "./rest-parts";

export function refundPayload(own: SandboxShop, order: SandboxOrder, refund: SandboxRefund): Json {
  const shop = shopOf(own, order);
  const at = restTime(refund.at, shop.timezone);
  return {
    id: refund.id,
    admin_graphql_api_id: gid("Refund", refund.id),
    created_at: at,
    processed_at: at,
    note: refund.note,
    order_id: order.id,
    user_id: null,
    restock: refund.cause !== "edit",
    return: null,
    duties: [],
    refund_duties: [],
    additional_fees: [],
    total_duties_set: moneySet(shop, 0),
    total_additional_fees_set: moneySet(shop, 0),
    refund_shipping_lines: refundedShipping(shop, order, refund),
    order_adjustments: adjustments(shop, order, refund),
    refund_line_items: refund.lines.map((part) => refundLine(shop, order, refund, part)),
    transactions: refundTransactions(shop, order, refund),
  };
}

function refundLine(
  shop: SandboxShop,
  order: SandboxOrder,
  refund: SandboxRefund,
  part: SandboxRefundLine,
): Json {
  const line = order.lines.find(({ id }) => id === part.lineId);
  return {
    id: part.id,
    line_item_id: part.lineId,
    location_id: null,
    quantity: part.quantity,
    restock_type: refund.cause === "refund" ? "return" : "cancel",
    subtotal: amountOf(shop, part.subtotalMinor),
    subtotal_set: moneySet(shop, part.subtotalMinor),
    total_tax: amountOf(shop, part.taxMinor),
    total_tax_set: moneySet(shop, part.taxMinor),
    line_item: line === undefined ? null : linePayload(shop, order, line),
  };
}

function refundedShipping(shop: SandboxShop, order: SandboxOrder, refund: SandboxRefund): Json[] {
  const line = order.shippingLines[0];
  if (refund.shippingMinor === 0 || line === undefined) return [];
  return [
    {
      id: refund.id,
      shipping_line: { id: line.id, title: line.title },
      subtotal_amount_set: moneySet(shop, refund.shippingMinor),
      tax_amount_set: moneySet(shop, refund.shippingTaxMinor),
    },
  ];
}

/** Money given beyond what the lines are worth is below zero: the shop gave it. */
function adjustments(shop: SandboxShop, order: SandboxOrder, refund: SandboxRefund): Json[] {
  if (refund.discrepancyMinor === 0) return [];
  return [
    {
      id: refund.id,
      order_id: order.id,
      refund_id: refund.id,
      amount: amountOf(shop, -refund.discrepancyMinor),
      amount_set: moneySet(shop, -refund.discrepancyMinor),
      tax_amount: amountOf(shop, 0),
      tax_amount_set: moneySet(shop, 0),
      kind: "refund_discrepancy",
      reason: "Refund discrepancy",
    },
  ];
}

function refundTransactions(shop: SandboxShop, order: SandboxOrder, refund: SandboxRefund): Json[] {
  if (refund.transactionId === null) return [];
  const at = restTime(refund.at, shop.timezone);
  const paid = presented(shop, refund.amountMinor);
  return [
    {
      id: refund.transactionId,
      admin_graphql_api_id: gid("OrderTransaction", refund.transactionId),
      amount: restAmount(paid.minor, paid.decimals),
      authorization: null,
      created_at: at,
      currency: paid.currency,
      device_id: null,
      error_code: null,
      gateway: "bogus",
      kind: "refund",
      location_id: null,
      message: "Bogus Gateway: Forced success",
      order_id: order.id,
      parent_id: order.payments[0]?.id ?? null,
      payment_id: `${order.name}.2`,
      processed_at: at,
      receipt: {},
      source_name: "1830279",
      status: "success",
      test: false,
      user_id: null,
    },
  ];
}
