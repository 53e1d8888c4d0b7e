/** Keys of the REST API, as the page "REST API" of WooCommerce's settings or `/wc-auth` makes them. */
import { randomBytes } from "node:crypto";
import type { WooKey } from "./records";
import type { WooShop } from "./shop";

export interface NewKey {
  readonly userId: number;
  readonly description: string;
  readonly permissions: WooKey["permissions"];
}

export function newKey(shop: WooShop, wish: NewKey): WooKey {
  const key: WooKey = {
    id: shop.nextId("key"),
    ...wish,
    consumerKey: `ck_${randomBytes(20).toString("hex")}`,
    consumerSecret: `cs_${randomBytes(20).toString("hex")}`,
    lastAccess: null,
  };
  shop.keys.put(key);
  return key;
}

export function revokeKey(shop: WooShop, id: number): void {
  shop.keys.remove(String(id));
}
