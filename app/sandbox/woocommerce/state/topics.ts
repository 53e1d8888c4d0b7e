/** Which topics a webhook can have, and which actions bring each about. There is none for refunds or for completed orders: those are states of an order. */
import type { WooHook } from "./shop";

const topics: Readonly<Record<string, readonly WooHook[]>> = {
  "order.created": ["new_order"],
  "order.updated": ["update_order", "order_refunded"],
  "order.deleted": ["trash_order"],
  "order.restored": ["untrash_order"],
  "customer.created": ["new_customer"],
  "customer.updated": ["update_customer"],
  "customer.deleted": ["delete_customer"],
  "coupon.created": ["new_coupon"],
  "coupon.updated": ["update_coupon"],
  "coupon.deleted": ["delete_coupon"],
  // Any action of WordPress can be a topic; it carries nothing but its first argument.
  "action.woocommerce_order_refunded": ["order_refunded"],
};

export const isTopic = (topic: string): boolean => Object.hasOwn(topics, topic);

export const actionsOf = (topic: string): readonly WooHook[] => topics[topic] ?? [];

/** As WooCommerce names them. */
export const hooksOf = (topic: string): readonly string[] =>
  topic.startsWith("action.")
    ? [topic.slice("action.".length)]
    : actionsOf(topic).map((hook) => `woocommerce_${hook}`);
