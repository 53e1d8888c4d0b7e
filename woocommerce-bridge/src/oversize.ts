/**
 * A fixed coupon that is worth more than the cart loses the remainder in WooCommerce, and points are money: either the coupon comes down to the cart, and only
 * that is paid for with points, or it is refused with the reason. It never loses anything.
 */
import type { Minor } from "../../app/loyalty/money";
import type { CouponWorth } from "./coupon";

export interface Cart {
  /** What a coupon can take from: the goods, after what other coupons take. */
  readonly subtotal: Minor;
  readonly oversize: "cap" | "refuse";
}

export type Fit = { readonly worth: CouponWorth } | { readonly refused: string };

export function fitToCart(worth: CouponWorth, cart: Cart | null): Fit {
  if (cart === null || worth.kind !== "amount-off" || worth.value <= cart.subtotal) return { worth };
  if (cart.oversize === "refuse")
    return { refused: "the coupon is worth more than the cart, and the rest of it would be lost" };
  if (cart.subtotal <= 0) return { refused: "there is nothing in the cart to take from" };
  return { worth: { ...worth, value: cart.subtotal } };
}
