/** A refund in full, as `GET orders/<id>/refunds` answers: its items below zero, each naming the order's item it is taken from. */
import { minorOf } from "../../state/amounts";
import type { WooRefund, WooRefundItem } from "../../state/records";
import type { WooShop } from "../../state/shop";
import { gmtDate, localDate } from "./dates";
import { selfAndCollection } from "./links";
import { taxesOf } from "./order";

export function refundShape(shop: WooShop, refund: WooRefund, home: string) {
  const of = (kind: WooRefundItem["kind"]) => refund.items.filter((item) => item.kind === kind);
  const path = `orders/${refund.orderId}/refunds`;
  return {
    id: refund.id,
    date_created: localDate(refund.createdAt, shop.settings.timezone),
    date_created_gmt: gmtDate(refund.createdAt),
    amount: refund.amount,
    reason: refund.reason,
    refunded_by: refund.refundedBy,
    refunded_payment: false,
    meta_data: [{ id: refund.metaId, key: "_refund_type", value: refund.type }],
    line_items: of("line").map((item) => lineShape(shop, item)),
    shipping_lines: of("shipping").map((item) => ({
      id: item.id,
      method_title: item.name,
      method_id: "flat_rate",
      instance_id: "1",
      total: below(item.total),
      total_tax: below(item.totalTax),
      taxes: taxesOf(below(item.totalTax)),
      tax_status: "taxable",
      meta_data: [refundedItem(item)],
    })),
    tax_lines: [],
    fee_lines: of("fee").map((item) => ({
      id: item.id,
      name: item.name,
      tax_class: "",
      tax_status: "taxable",
      amount: below(item.total),
      total: below(item.total),
      total_tax: below(item.totalTax),
      taxes: taxesOf(below(item.totalTax)),
      meta_data: [refundedItem(item)],
    })),
    _links: {
      ...selfAndCollection(home, path, refund.id, ["GET", "DELETE"]),
      up: [{ href: `${home}/wp-json/wc/v3/orders/${refund.orderId}` }],
    },
  };
}

const below = (text: string): string => (Number(text) === 0 ? text : `-${text}`);

function lineShape({ settings }: WooShop, item: WooRefundItem) {
  const { decimals } = settings;
  const price = minorOf(item.total, decimals) / 10 ** decimals / Math.max(1, item.quantity);
  return {
    id: item.id,
    name: item.name,
    product_id: item.productId,
    variation_id: item.variationId,
    quantity: item.quantity === 0 ? 0 : -item.quantity,
    tax_class: "",
    subtotal: below(item.total),
    subtotal_tax: below(item.totalTax),
    total: below(item.total),
    total_tax: below(item.totalTax),
    taxes: taxesOf(below(item.totalTax), below(item.totalTax)),
    meta_data: [refundedItem(item)],
    sku: item.sku,
    global_unique_id: "",
    price,
    image: { id: "", src: "" },
    parent_name: null,
  };
}

const refundedItem = (item: WooRefundItem) => ({
  id: item.metaId,
  key: "_refunded_item_id",
  value: String(item.itemId),
  display_key: "_refunded_item_id",
  display_value: String(item.itemId),
});
