/**
 * The single-use coupon that WooCommerce is asked to make for a code (law 5): used once, by the e-mail address it is bound to, until its deadline. What WooCommerce
 * could be asked but would not do as it was meant is refused with the reason, before anything is asked.
 */
import type { Instant } from "../../app/loyalty/brand";
import { normalEmail } from "../../app/loyalty/email";
import { type Currency, type Minor, minor, toDecimal } from "../../app/loyalty/money";
import { type Cart, fitToCart } from "./oversize";

/** As the store port asks for codes (`CodeOrder`). */
export interface CouponOrder {
  readonly code: string;
  readonly title: string;
  /** null: whoever holds the code, once. */
  readonly customerId: string | null;
  readonly worth: CouponWorth;
  readonly currency: Currency;
  readonly endsAt: Instant;
  readonly minimumSubtotal: Minor;
  readonly combinesWith: {
    readonly orderDiscounts: boolean;
    readonly productDiscounts: boolean;
    readonly shippingDiscounts: boolean;
  };
}

export type CouponWorth =
  | { readonly kind: "amount-off"; readonly value: Minor }
  | { readonly kind: "percentage-off"; readonly percentBp: number }
  | { readonly kind: "free-shipping"; readonly maximumShipping: Minor | null }
  | {
      readonly kind: "free-product";
      readonly productId: string;
      readonly variantId: string | null;
      readonly quantity: number;
    };

/** The body of `POST coupons`. */
export interface CouponInput {
  readonly code: string;
  readonly description: string;
  readonly discount_type: "fixed_cart" | "percent";
  readonly amount: string;
  readonly free_shipping: boolean;
  readonly individual_use: boolean;
  readonly usage_limit: 1;
  readonly usage_limit_per_user: 1;
  readonly date_expires: string;
  readonly minimum_amount: string;
  readonly email_restrictions: readonly string[];
  readonly product_ids: readonly number[];
  readonly limit_usage_to_x_items: number | null;
}

export interface Holder {
  readonly email: string | null;
  /** The cart that it is for and what to do when it is smaller than the coupon; null while there is none. */
  readonly cart: Cart | null;
}

export type CouponAnswer =
  /** `value`: what a capped amount came down to, so that only its points are taken; null for what is no amount. */
  { readonly coupon: CouponInput; readonly value: Minor | null } | { readonly refused: string };

export function couponFor(order: CouponOrder, { email, cart }: Holder): CouponAnswer {
  const bound = boundTo(order, email);
  if ("refused" in bound) return bound;
  const fit = fitToCart(order.worth, cart);
  if ("refused" in fit) return fit;
  const worth = worthOf({ ...order, worth: fit.worth });
  if ("refused" in worth) return worth;
  const value = fit.worth.kind === "amount-off" ? fit.worth.value : null;
  const coupon: CouponInput = {
    // WooCommerce keeps codes in lower case, whatever it is given.
    code: order.code.toLowerCase(),
    description: plainText(order.title),
    ...worth,
    individual_use: standsAlone(order),
    usage_limit: 1,
    usage_limit_per_user: 1,
    date_expires: inGmt(order.endsAt),
    // An amount needs a cart that holds it: WooCommerce then says no to a smaller one instead of losing the remainder.
    minimum_amount: toDecimal(minor(Math.max(order.minimumSubtotal, value ?? 0)), order.currency),
    email_restrictions: bound.emails,
  };
  return { coupon, value };
}

/** A description may hold HTML there, so what could be taken for it is left out. */
const plainText = (text: string): string => text.replace(/[<>\\]/g, " ").trim();

/** WooCommerce knows only alone or beside anything: a code stands alone as soon as one kind may not stand beside it. */
export const standsAlone = ({
  worth,
  combinesWith,
}: {
  readonly worth: Pick<CouponWorth, "kind">;
  readonly combinesWith: CouponOrder["combinesWith"];
}): boolean =>
  !(
    combinesWith.orderDiscounts &&
    combinesWith.productDiscounts &&
    (combinesWith.shippingDiscounts || worth.kind === "free-shipping")
  );

/**
 * The moment with its Z, in `date_expires`: WooCommerce reads a text without it in the site's own time zone, and passes over `date_expires_gmt` when it is told one
 * (that field is for reading).
 */
const inGmt = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function boundTo(
  { customerId }: CouponOrder,
  email: string | null,
): { emails: string[] } | { refused: string } {
  if (customerId === null) return { emails: [] };
  const address = normalEmail(email);
  if (address === null) return { refused: "the member has no e-mail address to bind the coupon to" };
  // A star stands for anything there, so it would bind the coupon to nobody.
  if (address.includes("*")) return { refused: "the member's e-mail address has a star in it" };
  return { emails: [address] };
}

type Worth = Pick<
  CouponInput,
  "discount_type" | "amount" | "free_shipping" | "product_ids" | "limit_usage_to_x_items"
>;

const onEverything = { free_shipping: false, product_ids: [], limit_usage_to_x_items: null } as const;

function worthOf({ worth, currency }: CouponOrder): Worth | { refused: string } {
  switch (worth.kind) {
    case "amount-off":
      if (worth.value <= 0) return { refused: "the coupon would take nothing off" };
      return { ...onEverything, discount_type: "fixed_cart", amount: toDecimal(worth.value, currency) };
    case "percentage-off":
      if (worth.percentBp <= 0 || worth.percentBp > 10_000) return { refused: "not a part of a hundred" };
      return { ...onEverything, discount_type: "percent", amount: percentText(worth.percentBp) };
    case "free-shipping":
      if (worth.maximumShipping !== null)
        return { refused: "WooCommerce cannot limit what a free shipping coupon is worth" };
      return { ...onEverything, discount_type: "fixed_cart", amount: "0", free_shipping: true };
    case "free-product": {
      const id = worth.variantId ?? worth.productId;
      if (!/^[1-9]\d{0,14}$/.test(id)) return { refused: "the product is not one of this store" };
      const whole = { discount_type: "percent", amount: "100" } as const;
      return { ...onEverything, ...whole, product_ids: [Number(id)], limit_usage_to_x_items: worth.quantity };
    }
  }
}

/** 1250 basis points are "12.5". */
function percentText(bp: number): string {
  const rest = String(bp % 100).padStart(2, "0");
  return rest === "00" ? String(bp / 100) : `${Math.floor(bp / 100)}.${rest.replace(/0$/, "")}`;
}
