/** How a WooCommerce store is reached, and what of the process its port works with. */
import type { Keys, Patience, Signing } from "../../../woocommerce-bridge/src/client";

export type { Keys, Signing } from "../../../woocommerce-bridge/src/client";

export interface WoocommerceConnection {
  /** With its scheme and without a slash at its end: "https://shop.example/en". */
  readonly storeUrl: string;
  readonly keys: Keys;
  /** What worked when the store was connected. */
  readonly signing: Signing;
}

export interface WoocommerceDeps {
  /** Our keyed hash, so that nothing personal goes any further. */
  readonly fingerprint: (text: string) => string;
  /** Stores may be on private and loopback addresses and over plain http: for development alone. */
  readonly allowPrivate: boolean;
  readonly patience?: Patience;
}
