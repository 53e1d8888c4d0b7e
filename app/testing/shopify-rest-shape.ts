/** An order as Shopify writes it in a webhook: ids as numbers, fixed decimals, and in refunds floats beside the exact sets. */
import { currency, minor, toDecimal } from "../loyalty/money";
import { plainFacts, type TestFacts, type TestLine, type TestOrder } from "./shopify-orders";

const CREATED = "2026-11-20T10:00:00";
const UPDATED = "2026-11-21T11:30:00";

/** The webhook's order. Plain JSON: what JSON.parse of a payload gives. */
export function restShape(order: TestOrder) {
  const text = (amount: number) => toDecimal(minor(amount), currency(order.currency));
  const set = (amount: number) => {
    const money = { amount: text(amount), currency_code: order.currency };
    return { shop_money: money, presentment_money: money };
  };
  const taxLines = (tax: number) =>
    tax === 0 ? [] : [{ title: "VAT", rate: 0.2, price: text(tax), price_set: set(tax) }];
  const discounts = (line: Pick<TestLine, "discounts">) =>
    line.discounts.map(([application, amount]) => ({
      amount: text(amount),
      amount_set: set(amount),
      discount_application_index: application,
    }));
  const facts = { ...plainFacts, ...order.facts };
  return {
    id: Number(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: "#1001",
    currency: order.currency,
    presentment_currency: facts.paidIn || order.currency,
    ...factsShape(facts),
    taxes_included: order.taxesIncluded,
    financial_status: order.status,
    cancelled_at: order.cancelled ? `${UPDATED}+03:30` : null,
    created_at: `${CREATED}+03:30`,
    processed_at: `${CREATED}+03:30`,
    updated_at: `${UPDATED}+03:30`,
    customer_locale: "fa",
    customer: order.customer === null ? null : restCustomerShape(order.customer, facts),
    discount_codes: order.applications.flatMap((code) =>
      code ? [{ code, amount: "0.00", type: "fixed_amount" }] : [],
    ),
    discount_applications: order.applications.map((code) =>
      code
        ? { type: "discount_code", code, target_type: "line_item", value: "5.0", value_type: "fixed_amount" }
        : {
            type: "automatic",
            title: "Autumn",
            target_type: "line_item",
            value: "5.0",
            value_type: "percentage",
          },
    ),
    line_items: order.lines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
      product_id: line.id + 5_000,
      variant_id: line.id + 9_000,
      title: `Line ${line.id}`,
      quantity: line.quantity,
      current_quantity: line.current,
      gift_card: line.giftCard ?? false,
      price: text(line.price),
      price_set: set(line.price),
      total_discount: "0.00",
      discount_allocations: discounts(line),
      tax_lines: taxLines(line.tax),
      properties: [],
    })),
    shipping_lines: order.shipping.map((line) => ({
      id: line.id,
      title: "Standard",
      price: text(line.price),
      price_set: set(line.price),
      is_removed: line.removed,
      discount_allocations: [],
      tax_lines: taxLines(line.tax),
    })),
    refunds: order.refunds.map((refund) => ({
      id: refund.id,
      duties: [],
      refund_line_items: refund.lines.map((line) => ({
        line_item_id: line.line,
        quantity: line.quantity,
        restock_type: "return",
        // Shopify writes floats here; only the sets are exact.
        subtotal: line.subtotal / 100,
        subtotal_set: set(line.subtotal),
        total_tax: line.tax / 100,
        total_tax_set: set(line.tax),
      })),
      refund_shipping_lines: refund.shipping
        ? [
            {
              id: refund.id + 1,
              shipping_line: { id: refund.shipping.line, price: "0.00" },
              subtotal_amount_set: set(refund.shipping.subtotal),
              tax_amount_set: set(refund.shipping.tax),
            },
          ]
        : [],
      order_adjustments: refund.adjustment
        ? [
            {
              kind: "refund_discrepancy",
              amount: text(refund.adjustment),
              amount_set: set(refund.adjustment),
              tax_amount: text(0),
              tax_amount_set: set(0),
            },
          ]
        : [],
      transactions:
        refund.money > 0
          ? [
              {
                kind: "refund",
                status: "success",
                gateway: "bogus",
                amount: text(refund.money),
                currency: order.currency,
              },
            ]
          : [],
    })),
  };
}

function factsShape({ source, email, phone, address, card, parcels }: TestFacts) {
  return {
    source_name: source,
    email: email ?? "",
    phone,
    shipping_address: address && {
      address1: address.street,
      address2: null,
      zip: address.zip,
      country_code: address.country,
    },
    payment_details: card && {
      credit_card_bin: card.bin,
      credit_card_number: `•••• •••• •••• ${card.last}`,
      credit_card_company: "Visa",
    },
    fulfillment_status: parcels.whole ? "fulfilled" : parcels.sent.length > 0 ? "partial" : null,
    fulfillments: parcels.sent.map(({ ok, at }) => ({
      status: ok ? "success" : "cancelled",
      created_at: new Date(at).toISOString(),
    })),
  };
}

export function restCustomerShape(id: number, facts: TestFacts = plainFacts) {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    first_name: "مریم",
    last_name: "رضایی",
    email: "maryam@example.com",
    phone: null,
    state: "enabled",
    verified_email: facts.verified,
    tags: facts.tags.join(", "),
  };
}
