/**
 * A first order as Shopify's webhook carries it whole: three lines with two discounts each and taxes, an automatic discount and one by code, shipping, addresses, totals as ordered and as they stand
 * (the fields of app/sandbox/webhooks/order-payload.ts, which stays away from here because the sandbox is nobody's library). About 11,500 characters.
 */

import { both, linePayload, set, taxLines } from "./lines-of-three";
import type { FirstOrder } from "./order-of-three";

const firstNames = ["Casey", "Robin", "Alex", "Sam", "Jo", "Kim", "Ashley", "Noor"];

function addressOf(name: string, customer: number) {
  const [first_name, last_name] = name.split(" ");
  return {
    first_name,
    address1: `${customer} Harbour Street`,
    phone: "+447700900123",
    city: "Bristol",
    zip: "BS1 4DJ",
    province: "England",
    country: "United Kingdom",
    last_name,
    address2: "Flat 2",
    company: null,
    latitude: 51.45,
    longitude: -2.59,
    name,
    country_code: "GB",
    province_code: "ENG",
  };
}

function totals() {
  const money = { subtotal_price: 55_16, total_discounts: 9_74, total_price: 70_99, total_tax: 11_83 };
  return {
    ...both("current_subtotal_price", money.subtotal_price),
    ...both("current_total_discounts", money.total_discounts),
    ...both("current_total_price", money.total_price),
    ...both("current_total_tax", money.total_tax),
    current_shipping_price_set: set("4.00"),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    ...both("subtotal_price", money.subtotal_price),
    ...both("total_discounts", money.total_discounts),
    ...both("total_line_items_price", 64_90),
    ...both("total_price", money.total_price),
    ...both("total_tax", money.total_tax),
    total_cash_rounding_payment_adjustment_set: set("0.00"),
    total_cash_rounding_refund_adjustment_set: set("0.00"),
    total_outstanding: "0.00",
    total_shipping_price_set: set("4.00"),
    total_tip_received: "0.00",
    total_weight: 1_050,
    tax_lines: taxLines(11_83),
    current_tax_lines: taxLines(11_83),
  };
}

export function wholeOrder({ id, customer }: FirstOrder) {
  const name = `${firstNames[customer % firstNames.length]} No${customer}`;
  const email = `c${customer}@example.com`;
  const token = `${id.toString(16).padStart(8, "0")}aa41f0c29d7be3358c16e204`;
  const placed = "2026-11-09T10:00:00+00:00";
  const address = addressOf(name, customer);
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    app_id: 580_111,
    browser_ip: "203.0.113.7",
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    cart_token: null,
    checkout_id: id + 30_000_000_000_000,
    checkout_token: token,
    client_details: {
      accept_language: "en-GB",
      browser_height: null,
      browser_ip: "203.0.113.7",
      browser_width: null,
      session_hash: null,
      user_agent:
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    },
    closed_at: null,
    company: null,
    confirmation_number: token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: email,
    created_at: placed,
    currency: "GBP",
    customer_locale: "en-GB",
    device_id: null,
    discount_codes: [{ code: "AUTUMN10", amount: "6.49", type: "percentage" }],
    duties_included: false,
    email,
    estimated_taxes: false,
    financial_status: "paid",
    fulfillment_status: null,
    landing_site: "/",
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: null,
    merchant_of_record_app_id: null,
    name: `#${id}`,
    note: null,
    note_attributes: [],
    number: id,
    order_number: id,
    order_status_url: `https://kitchen.example/orders/${token}`,
    payment_gateway_names: ["shopify_payments"],
    payment_terms: null,
    phone: null,
    po_number: null,
    presentment_currency: "GBP",
    processed_at: placed,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: "web",
    source_url: null,
    tags: "",
    tax_exempt: false,
    taxes_included: false,
    test: false,
    token,
    ...totals(),
    updated_at: placed,
    user_id: null,
    billing_address: address,
    customer: {
      id: customer,
      admin_graphql_api_id: `gid://shopify/Customer/${customer}`,
      created_at: placed,
      updated_at: placed,
      email,
      first_name: address.first_name,
      last_name: address.last_name,
      state: "enabled",
      note: null,
      verified_email: true,
      multipass_identifier: null,
      tax_exempt: false,
      phone: null,
      currency: "GBP",
      tax_exemptions: [],
      default_address: address,
    },
    discount_applications: [
      {
        target_type: "line_item",
        type: "automatic",
        value: "5.0",
        value_type: "percentage",
        allocation_method: "across",
        target_selection: "all",
        title: "Autumn",
      },
      {
        target_type: "line_item",
        type: "discount_code",
        value: "10.0",
        value_type: "percentage",
        allocation_method: "across",
        target_selection: "all",
        code: "AUTUMN10",
      },
    ],
    fulfillments: [],
    line_items: [0, 1, 2].map((index) => linePayload(id, index)),
    payment_details: null,
    refunds: [],
    returns: [],
    shipping_address: address,
    shipping_lines: [
      {
        id: id * 10 + 9,
        carrier_identifier: null,
        code: "Standard",
        current_discounted_price_set: set("4.00"),
        discounted_price: "4.00",
        discounted_price_set: set("4.00"),
        is_removed: false,
        phone: null,
        price: "4.00",
        price_set: set("4.00"),
        requested_fulfillment_service_id: null,
        source: "shopify",
        title: "Standard",
        tax_lines: taxLines(80),
        discount_allocations: [],
      },
    ],
  };
}
