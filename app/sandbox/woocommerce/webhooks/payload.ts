/**
 * What a delivery carries: the state at the moment it goes out, read with the rights of the webhook's owner. What has vanished by then, or may not be read any more, is an
 * error's body, signed like anything else.
 */
import { failed } from "../rest/call";
import { complaintAboutRights } from "../rest/rights";
import { couponShape } from "../rest/shapes/coupon";
import { customerShape } from "../rest/shapes/customer";
import { orderShape } from "../rest/shapes/order";
import type { WooWebhook } from "../state/records";
import type { WooShop } from "../state/shop";

interface Told {
  readonly shop: WooShop;
  readonly home: string;
  readonly webhook: WooWebhook;
  readonly resourceId: number;
}

export function payloadOf(told: Told): unknown {
  const { topic } = told.webhook;
  const [resource = "", event = ""] = topic.split(".");
  if (resource === "action") return { action: topic.slice("action.".length), arg: told.resourceId };
  if (event === "deleted") return { id: told.resourceId };
  return state(told, resource);
}

const missing: Readonly<Record<string, () => unknown>> = {
  order: () => failed("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404).body,
  coupon: () => failed("woocommerce_rest_shop_coupon_invalid_id", "Invalid ID.", 404).body,
  customer: () => failed("woocommerce_rest_invalid_id", "Invalid resource ID.", 404).body,
};

function state({ shop, home, webhook, resourceId }: Told, resource: string): unknown {
  const path = `wc/v3/${resource}s/${resourceId}`;
  const complaint = complaintAboutRights(shop.user(webhook.userId), { method: "GET", path, single: true });
  if (complaint !== null) return complaint.body;
  const order = resource === "order" ? shop.order(resourceId) : null;
  if (order !== null) return orderShape(shop, order, home);
  const user = resource === "customer" ? shop.user(resourceId) : null;
  if (user !== null) return customerShape(shop, user, home);
  const coupon = resource === "coupon" ? shop.coupon(resourceId) : null;
  if (coupon !== null) return couponShape(shop, coupon, home);
  return missing[resource]?.() ?? failed("rest_no_route", "No route was found.", 404).body;
}
