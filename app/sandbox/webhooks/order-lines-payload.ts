/** The lines of an order as webhooks show them. */
import { gid } from "../state/ids";
import { shippingNet, sumOf } from "../state/order-totals";
import type {
  DiscountAllocation,
  SandboxOrder,
  SandboxOrderLine,
  SandboxShippingLine,
  SandboxShop,
} from "../state/types";
import { amountOf, type Json, moneySet, taxLines } from "./rest-parts";

function allocationPayload(shop: SandboxShop, { application, amountMinor }: DiscountAllocation): Json {
  return {
    amount: amountOf(shop, amountMinor),
    amount_set: moneySet(shop, amountMinor),
    discount_application_index: application,
  };
}

export function linePayload(shop: SandboxShop, order: SandboxOrder, line: SandboxOrderLine): Json {
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.currentQuantity,
    fulfillment_service: line.giftCard ? "gift_card" : "manual",
    fulfillment_status: null,
    gift_card: line.giftCard,
    grams: 0,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: amountOf(shop, line.priceMinor),
    price_set: moneySet(shop, line.priceMinor),
    product_exists: line.productId !== null,
    product_id: line.productId,
    properties: [],
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    // Only draft orders and scripts fill this; codes lie in the allocations.
    total_discount: amountOf(shop, 0),
    total_discount_set: moneySet(shop, 0),
    variant_id: line.variantId,
    variant_inventory_management: null,
    variant_title: line.variantTitle,
    vendor: shop.name,
    tax_lines: taxLines(shop, order, line.taxMinor),
    duties: [],
    discount_allocations: line.allocations.map((allocation) => allocationPayload(shop, allocation)),
  };
}

export function shippingLinePayload(shop: SandboxShop, order: SandboxOrder, line: SandboxShippingLine): Json {
  const refunded = sumOf(order.refunds, ({ shippingMinor }) => shippingMinor);
  return {
    id: line.id,
    carrier_identifier: null,
    code: line.title,
    current_discounted_price_set: moneySet(shop, shippingNet(line) - refunded),
    discounted_price: amountOf(shop, shippingNet(line)),
    discounted_price_set: moneySet(shop, shippingNet(line)),
    is_removed: false,
    phone: null,
    price: amountOf(shop, line.priceMinor),
    price_set: moneySet(shop, line.priceMinor),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: line.title,
    tax_lines: taxLines(shop, order, line.taxMinor),
    discount_allocations: line.allocations.map((allocation) => allocationPayload(shop, allocation)),
  };
}
