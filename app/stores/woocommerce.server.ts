/** The store port at WooCommerce: one shop, reached with its keys. What its messages mean and what it is asked to do stands in woocommerce-bridge; here it meets the port. */
import { readDelivery } from "../../woocommerce-bridge/src/read-delivery";
import type { ReadEvent, StoreEvent } from "./store";
import type { WoocommerceDeps } from "./woocommerce/connection";

export { TOPICS as woocommerceTopics } from "../../woocommerce-bridge/src/deeds/webhooks";
export { readMessage } from "../../woocommerce-bridge/src/verify-delivery";
export type { Keys, Signing, WoocommerceConnection, WoocommerceDeps } from "./woocommerce/connection";
export { type ConnectionProblem, connectionProblemOf } from "./woocommerce/errors";
export { readStoreAddress, tryAccess, woocommerceSiteFor, woocommerceStoreFor } from "./woocommerce/open";
export * from "./woocommerce/site";

/** A delivery that only tells its refunds' sums names no lines: then the order is fetched, so that two readings of it never differ. */
export const readWoocommerceEvent =
  (deps: Pick<WoocommerceDeps, "fingerprint">): ReadEvent =>
  (topic, payload): StoreEvent => {
    const meaning = readDelivery(topic, payload, deps);
    if (meaning.kind !== "order") return meaning;
    const { order, customer, refundsUnnamed } = meaning;
    if (refundsUnnamed) return { kind: "order-changed", orderId: order.orderId };
    return { kind: "order", received: { order, customer } };
  };
