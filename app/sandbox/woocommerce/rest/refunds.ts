/** `orders/<id>/refunds`. Those of an order that is not there are an empty list; more than is left answers 500. */
import * as z from "zod";
import { minorOf, textOf } from "../state/amounts";
import type { WooOrder } from "../state/records";
import { deleteRefund, type RefundItemWish, refundOrder } from "../state/refund-order";
import { failed, invalidId, invalidParam, ok, type RestAnswer, type RestCall, refusedAs } from "./call";
import { directionOf, paged, sorted } from "./pages";
import { refundShape } from "./shapes/refund";

export function listRefunds(call: RestCall): RestAnswer {
  const { shop, home, query } = call;
  const direction = directionOf(query.text("order"), "desc");
  const rows = sorted(shop.refundsOf(Number(call.ids[0])), ({ createdAt }) => createdAt, direction);
  return paged(call, rows, (refund) => refundShape(shop, refund, home));
}

function refundIn({ shop, ids }: RestCall) {
  const refund = shop.refund(Number(ids[1]));
  return refund !== null && refund.orderId === Number(ids[0]) ? refund : null;
}

export function readRefund(call: RestCall): RestAnswer {
  const refund = refundIn(call);
  return refund === null ? invalidId("shop_order_refund") : ok(refundShape(call.shop, refund, call.home));
}

const part = z.object({
  id: z.int(),
  quantity: z.int().default(0),
  refund_total: z.coerce.string().default("0"),
  refund_tax: z.array(z.object({ refund_total: z.coerce.string() })).default([]),
});
const creation = z.object({
  amount: z.string().optional(),
  reason: z.string().default(""),
  line_items: z.array(part).default([]),
  shipping_lines: z.array(part).default([]),
});

export function createRefund(call: RestCall): RestAnswer {
  const { shop, home, user } = call;
  const order: WooOrder | null = shop.order(Number(call.ids[0]));
  if (order === null)
    return {
      status: 500,
      body: { code: "woocommerce_rest_invalid_order_id", message: "Invalid order ID.", data: 404 },
    };
  const parsed = creation.safeParse(call.body);
  if (!parsed.success) return invalidParam("amount", "amount is not of type string.");
  const { amount, reason, line_items, shipping_lines } = parsed.data;
  const { decimals } = shop.settings;
  const items = [...line_items, ...shipping_lines].map(
    (one): RefundItemWish => ({
      itemId: one.id,
      quantity: one.quantity,
      total: textOf(minorOf(one.refund_total, decimals), decimals),
      totalTax: textOf(
        one.refund_tax.reduce((sum, { refund_total }) => sum + minorOf(refund_total, decimals), 0),
        decimals,
      ),
    }),
  );
  const refund = refundOrder(shop, order, {
    reason,
    items,
    by: user.id,
    ...(amount !== undefined ? { amount } : {}),
  });
  return refund.ok ? ok(refundShape(shop, refund.refund, home), 201) : refusedAs(refund);
}

export function removeRefund(call: RestCall): RestAnswer {
  const refund = refundIn(call);
  if (refund === null) return invalidId("shop_order_refund");
  if (!call.query.flag("force"))
    return failed("woocommerce_rest_trash_not_supported", "Order refunds do not support trashing.", 501);
  const before = refundShape(call.shop, refund, call.home);
  deleteRefund(call.shop, refund);
  return ok(before);
}
