/** The actions that WordPress fires in the emulated shop, for whoever listens. */

export type WooHook =
  | "new_order"
  | "update_order"
  | "order_refunded"
  | "trash_order"
  | "untrash_order"
  | "new_customer"
  | "update_customer"
  | "delete_customer"
  | "new_coupon"
  | "update_coupon"
  | "delete_coupon";

export interface WooAction {
  readonly hook: WooHook;
  readonly id: number;
}
