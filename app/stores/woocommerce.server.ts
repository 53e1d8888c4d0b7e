/** The store port at WooCommerce: one shop, reached with its keys. What its messages mean and what it is asked to do stands in woocommerce-bridge; here it meets the port. */
import { readDelivery } from "../../woocommerce-bridge/src/read-delivery";
import type { ReadEvent, Store, StoreEvent } from "./store";
import type { WoocommerceConnection, WoocommerceDeps } from "./woocommerce/connection";
import type { Access, WoocommerceSite } from "./woocommerce/site";

export { readMessage } from "../../woocommerce-bridge/src/verify-delivery";
export type { Keys, Signing, WoocommerceConnection, WoocommerceDeps } from "./woocommerce/connection";
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

/** Its methods throw the port's errors: `StoreUnavailable` and `StoreClosed`. */
export function woocommerceStoreFor(connection: WoocommerceConnection, _deps: WoocommerceDeps): Store {
  throw new Error(`the store at ${connection.storeUrl} is not opened in this commit`);
}

export function woocommerceSiteFor(
  connection: WoocommerceConnection,
  _deps: WoocommerceDeps,
): WoocommerceSite {
  throw new Error(`the site at ${connection.storeUrl} is not opened in this commit`);
}

/** Tries the keys at a store: how requests have to be signed there, what the keys may do, and what the shop says of itself. Changes nothing there. */
export function tryAccess(
  store: Pick<WoocommerceConnection, "storeUrl" | "keys">,
  _deps: WoocommerceDeps,
): Promise<Access> {
  return Promise.reject(new Error(`the store at ${store.storeUrl} is not tried in this commit`));
}

/** A store's address as somebody typed it: with its scheme, in lower case, without what does not belong to it. */
export function readStoreAddress(
  _typed: string,
  _deps: Pick<WoocommerceDeps, "allowPrivate">,
):
  | { readonly storeUrl: string; readonly domain: string }
  | { readonly problem: "address-refused"; readonly detail: string } {
  throw new Error("addresses are not read in this commit");
}
