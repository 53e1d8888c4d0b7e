/** An order as `GET orders/<id>` answers and as webhooks carry it, field by field as a running 10.9.1 was recorded. */
import { minorOf, rawText, textOf } from "../../state/amounts";
import type { WooAddress, WooCouponLine, WooLineItem, WooMeta, WooOrder } from "../../state/records";
import type { WooShop } from "../../state/shop";
import { gmtDate, gmtOrNull, localDate, localOrNull } from "./dates";
import { selfAndCollection } from "./links";

export const WOOCOMMERCE_VERSION = "10.9.1";

/** @param home the shop's address without a slash at its end. */
export function orderShape(shop: WooShop, order: WooOrder, home: string) {
  const { settings } = shop;
  const { timezone } = settings;
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: WOOCOMMERCE_VERSION,
    prices_include_tax: order.pricesIncludeTax,
    date_created: localDate(order.createdAt, timezone),
    date_modified: localDate(order.modifiedAt, timezone),
    discount_total: order.discountTotal,
    discount_tax: order.discountTax,
    shipping_total: order.shippingTotal,
    shipping_tax: order.shippingTax,
    cart_tax: order.cartTax,
    total: order.total,
    total_tax: order.totalTax,
    customer_id: order.customerId,
    order_key: order.orderKey,
    billing: billingShape(order.billing),
    shipping: shippingShape(order.shipping),
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: order.ip,
    customer_user_agent: order.userAgent,
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: localOrNull(order.completedAt, timezone),
    date_paid: localOrNull(order.paidAt, timezone),
    cart_hash: order.cartHash,
    number: String(order.id),
    meta_data: order.meta,
    line_items: order.lines.map((line) => lineShape(shop, line, home)),
    tax_lines: taxLines(shop, order),
    shipping_lines: order.shippingLines.map((line) => ({
      id: line.id,
      method_title: line.title,
      method_id: line.methodId,
      instance_id: line.instanceId,
      total: line.total,
      total_tax: line.totalTax,
      taxes: taxesOf(line.totalTax),
      tax_status: "taxable",
      meta_data: [],
    })),
    fee_lines: order.feeLines.map((fee) => ({
      id: fee.id,
      name: fee.name,
      tax_class: "",
      tax_status: "taxable",
      amount: rawText(fee.total),
      total: fee.total,
      total_tax: fee.totalTax,
      taxes: taxesOf(fee.totalTax),
      meta_data: [],
    })),
    coupon_lines: order.couponLines.map(couponLineShape),
    refunds: shop.refundsOf(order.id).map((refund) => ({
      id: refund.id,
      reason: refund.reason,
      total: `-${refund.amount}`,
      total_tax: textOf(0, settings.decimals),
    })),
    payment_url: `${home}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
    is_editable: ["pending", "on-hold", "auto-draft"].includes(order.status),
    needs_payment: order.status === "pending" || order.status === "failed",
    needs_processing: true,
    date_created_gmt: gmtDate(order.createdAt),
    date_modified_gmt: gmtDate(order.modifiedAt),
    date_completed_gmt: gmtOrNull(order.completedAt),
    date_paid_gmt: gmtOrNull(order.paidAt),
    currency_symbol: settings.currencySymbol,
    _links: linksOf(order, home),
  };
}

function linksOf(order: WooOrder, home: string) {
  const api = `${home}/wp-json/wc/v3`;
  return {
    ...selfAndCollection(home, "orders", order.id),
    email_templates: [{ embeddable: true, href: `${api}/orders/${order.id}/actions/email_templates` }],
    ...(order.customerId > 0 ? { customer: [{ href: `${api}/customers/${order.customerId}` }] } : {}),
  };
}

export function billingShape(address: WooAddress) {
  const { email, phone, ...rest } = address;
  return { ...rest, email, phone };
}

export function shippingShape(address: WooAddress) {
  const { email: _email, phone, ...rest } = address;
  return { ...rest, phone };
}

function lineShape(shop: WooShop, line: WooLineItem, home: string) {
  const { decimals } = shop.settings;
  const product = shop.product(line.productId);
  const price = minorOf(line.total, decimals) / 10 ** decimals / Math.max(1, line.quantity);
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: "",
    subtotal: line.subtotal,
    subtotal_tax: line.subtotalTax,
    total: line.total,
    total_tax: line.totalTax,
    taxes: taxesOf(line.totalTax, line.subtotalTax),
    meta_data: line.meta,
    sku: line.sku,
    global_unique_id: "",
    // The one amount that WooCommerce writes as a float.
    price,
    image: product
      ? { id: product.imageId, src: `${home}/wp-content/uploads/${product.slug}.svg` }
      : { id: "", src: "" },
    parent_name: line.variationId > 0 ? (product?.name ?? null) : null,
  };
}

export function taxesOf(total: string, subtotal?: string) {
  if (Number(total) === 0 && Number(subtotal ?? "0") === 0) return [];
  return [{ id: 1, total: rawText(total), subtotal: subtotal === undefined ? "" : rawText(subtotal) }];
}

function taxLines({ settings }: WooShop, order: WooOrder) {
  if (order.taxLineId === null || Number(order.totalTax) === 0) return [];
  return [
    {
      id: order.taxLineId,
      rate_code: settings.taxRateCode,
      rate_id: 1,
      label: settings.taxLabel,
      compound: false,
      tax_total: order.cartTax,
      shipping_tax_total: order.shippingTax,
      rate_percent: order.taxRateBp / 100,
      meta_data: [],
    },
  ];
}

function couponLineShape(line: WooCouponLine) {
  const type = line.discountType === "fixed_cart" ? null : line.discountType;
  const nominal = Number(line.nominalAmount);
  const info = JSON.stringify([
    line.couponId,
    line.code,
    type,
    nominal,
    ...(line.freeShipping ? [true] : []),
  ]);
  const meta: WooMeta & { display_key: string; display_value: string } = {
    id: line.metaId,
    key: "coupon_info",
    value: info,
    display_key: "coupon_info",
    display_value: info,
  };
  return {
    id: line.id,
    code: line.code,
    discount: line.discount,
    discount_tax: line.discountTax,
    meta_data: [meta],
    discount_type: line.discountType,
    nominal_amount: nominal,
    free_shipping: line.freeShipping,
  };
}
