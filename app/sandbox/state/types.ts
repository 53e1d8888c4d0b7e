/**
 * What the emulated Shopify keeps: shops, their customers, products, orders, discounts, metafields and carts.
 * Records are never changed in place: a change puts a new record in the old one's stead, so an older state of an order
 * can still be sent after a newer one. Money is whole minor units of the shop's currency, times are epoch milliseconds.
 */

export type * from "./balance-types";
export type * from "./discount-types";
export type * from "./order-types";
export type * from "./shop-types";
