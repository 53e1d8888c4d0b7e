/** An order as the order webhooks of 2026-07 show it: totals as ordered and as they stand now, and all its parts. */
import { gid } from "../state/ids";
import {
  currentTotals,
  financialStatus,
  originalTotals,
  outstandingMinor,
  sumOf,
} from "../state/order-totals";
import { shopOf } from "../state/presentment";
import type {
  DiscountApplication,
  DiscountValue,
  SandboxCustomer,
  SandboxOrder,
  SandboxShop,
} from "../state/types";
import { customerPayload } from "./customer-payload";
import { buyerPayload, fulfilmentsPayload } from "./order-facts-payload";
import { linePayload, shippingLinePayload } from "./order-lines-payload";
import { refundPayload } from "./refund-payload";
import { amountOf, type Json, moneySet, restTime, restTimeOrNull, taxLines } from "./rest-parts";

export function orderPayload(own: SandboxShop, order: SandboxOrder, customer: SandboxCustomer | null): Json {
  const shop = shopOf(own, order);
  return {
    ...headPayload(shop, order),
    ...buyerPayload(order),
    ...totalsPayload(shop, order),
    ...partsPayload(shop, order),
    customer: customer === null ? null : customerPayload(shop, customer),
    ...fulfilmentsPayload(shop, order),
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
  };
}

function headPayload(shop: SandboxShop, order: SandboxOrder): Json {
  const { timezone } = shop;
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    app_id: 580_111,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason,
    cancelled_at: restTimeOrNull(order.cancelledAt, timezone),
    cart_token: null,
    checkout_id: order.id + 30_000_000_000_000,
    checkout_token: order.token,
    closed_at: null,
    company: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: restTime(order.createdAt, timezone),
    currency: order.currency,
    customer_locale: order.locale,
    device_id: null,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatus(order),
    landing_site: "/",
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: null,
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: [],
    number: order.number - 1_000,
    order_number: order.number,
    order_status_url: `https://${order.shop}/orders/${order.token}`,
    payment_gateway_names: [...new Set(order.payments.map(({ gateway }) => gateway))],
    payment_terms: null,
    po_number: null,
    presentment_currency: order.presentment?.currency ?? order.currency,
    processed_at: restTime(order.processedAt, timezone),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    duties_included: false,
    test: false,
    token: order.token,
    updated_at: restTime(order.updatedAt, timezone),
    user_id: null,
  };
}

function totalsPayload(shop: SandboxShop, order: SandboxOrder): Json {
  const was = originalTotals(order);
  const now = currentTotals(order);
  const both = (name: string, minor: number) => ({
    [name]: amountOf(shop, minor),
    [`${name}_set`]: moneySet(shop, minor),
  });
  return {
    ...both("current_subtotal_price", now.subtotalMinor),
    ...both("current_total_discounts", now.discountMinor),
    ...both("current_total_price", now.totalMinor),
    ...both("current_total_tax", now.taxMinor),
    current_shipping_price_set: moneySet(shop, now.shippingMinor),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    ...both("subtotal_price", was.subtotalMinor),
    ...both("total_discounts", was.discountMinor),
    ...both("total_line_items_price", was.grossMinor),
    ...both("total_price", was.totalMinor),
    ...both("total_tax", was.taxMinor),
    total_cash_rounding_payment_adjustment_set: moneySet(shop, 0),
    total_cash_rounding_refund_adjustment_set: moneySet(shop, 0),
    total_outstanding: amountOf(shop, outstandingMinor(order)),
    total_shipping_price_set: moneySet(shop, was.shippingMinor),
    total_tip_received: amountOf(shop, 0),
    total_weight: 0,
    tax_lines: taxLines(shop, order, was.taxMinor),
    current_tax_lines: taxLines(shop, order, now.taxMinor),
  };
}

function partsPayload(shop: SandboxShop, order: SandboxOrder): Json {
  return {
    discount_codes: order.discountApplications.flatMap(({ code, value }, index) =>
      code === null
        ? []
        : [{ code, amount: amountOf(shop, amountOfApplication(order, index)), type: codeTypes[value.type] }],
    ),
    discount_applications: order.discountApplications.map((row) => applicationPayload(shop, row)),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    shipping_lines: order.shippingLines.map((line) => shippingLinePayload(shop, order, line)),
    returns: [],
  };
}

const codeTypes = { amount: "fixed_amount", percentage: "percentage", "free-shipping": "shipping" } as const;

const percentOf = (value: DiscountValue): string =>
  value.type === "percentage" ? String(value.bp / 100) : "100.0";

function amountOfApplication(order: SandboxOrder, index: number): number {
  const allocations = [...order.lines, ...order.shippingLines].flatMap((line) => line.allocations);
  return sumOf(allocations, ({ application, amountMinor }) => (application === index ? amountMinor : 0));
}

function applicationPayload(shop: SandboxShop, application: DiscountApplication): Json {
  const { value } = application;
  return {
    target_type: application.targetType,
    value: value.type === "amount" ? amountOf(shop, value.amountMinor) : percentOf(value),
    value_type: value.type === "amount" ? "fixed_amount" : "percentage",
    allocation_method: "across",
    target_selection: application.targetSelection,
    ...(application.code === null
      ? { type: "automatic", title: application.title }
      : { type: "discount_code", code: application.code }),
  };
}
