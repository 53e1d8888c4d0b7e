/** Whether a coupon may be used, checked in WooCommerce's order and refused in its words: exists, usage, expiry, spend, products, whose it is. */
import { minorOf } from "./amounts";
import { priceText } from "./price-text";
import type { WooCoupon } from "./records";
import { refused, type WooRefusal } from "./refusal";
import type { WooShop } from "./shop";

export interface CouponUse {
  /** 0 for a guest. */
  readonly userId: number;
  /** What the shopper has said so far: the account's address, the billing form's. */
  readonly emails: readonly string[];
  /** In minor units, as displayed: with tax where prices include it. */
  readonly subtotal: number;
  readonly productIds: readonly number[];
  readonly where: "cart" | "checkout";
}

/** As `invalid_coupon`; the Store API calls it `woocommerce_rest_cart_coupon_error`. */
const invalid = (message: string): WooRefusal => refused("invalid_coupon", message);

export const couponMissing = (code: string): WooRefusal =>
  invalid(`Coupon "${code.toLowerCase()}" cannot be applied because it does not exist.`);

export const couponApplied = (code: string): WooRefusal => invalid(`Coupon code "${code}" already applied!`);

export const couponAlone = (code: string): WooRefusal =>
  invalid(
    `Sorry, coupon "${code}" has already been applied and cannot be used in conjunction with other coupons.`,
  );

/** @returns null when the coupon may be used. */
export function complaintAbout(shop: WooShop, coupon: WooCoupon, use: CouponUse): WooRefusal | null {
  const { code } = coupon;
  if (coupon.usageLimit !== null && coupon.usageLimit > 0 && coupon.usageCount >= coupon.usageLimit)
    return invalid(`Usage limit for coupon "${code}" has been reached.`);
  if (usedUp(coupon, use)) return invalid(`Usage limit for coupon "${code}" has been reached.`);
  if (coupon.expiresAt !== null && shop.now() > coupon.expiresAt)
    return invalid(`Coupon "${code}" has expired.`);
  return complaintAboutSpend(shop, coupon, use) ?? complaintAboutHolder(coupon, use);
}

function usedUp(coupon: WooCoupon, { userId, emails }: CouponUse): boolean {
  const limit = coupon.usageLimitPerUser;
  if (limit === null || limit <= 0) return false;
  const mine = new Set([...(userId > 0 ? [String(userId)] : []), ...emails.map(plain)]);
  return coupon.usedBy.filter((who) => mine.has(plain(who))).length >= limit;
}

function complaintAboutSpend(
  { settings }: WooShop,
  coupon: WooCoupon,
  { subtotal, productIds }: CouponUse,
): WooRefusal | null {
  const { decimals } = settings;
  const least = minorOf(coupon.minimumAmount || "0", decimals);
  if (least > 0 && least > subtotal)
    return invalid(
      `The minimum spend for coupon "${coupon.code}" is ${priceText(coupon.minimumAmount, settings)}.`,
    );
  const most = minorOf(coupon.maximumAmount || "0", decimals);
  if (most > 0 && most < subtotal)
    return invalid(
      `The maximum spend for coupon "${coupon.code}" is ${priceText(coupon.maximumAmount, settings)}.`,
    );
  if (coupon.productIds.length > 0 && !coupon.productIds.some((id) => productIds.includes(id)))
    return invalid(`Sorry, coupon "${coupon.code}" is not applicable to your cart contents.`);
  return null;
}

function complaintAboutHolder(coupon: WooCoupon, { emails, where }: CouponUse): WooRefusal | null {
  if (coupon.emailRestrictions.length === 0) return null;
  if (emails.some((email) => coupon.emailRestrictions.some((pattern) => fits(email, pattern)))) return null;
  return invalid(
    where === "cart"
      ? `Please enter a valid email at checkout to use coupon code "${coupon.code}".`
      : `Please enter a valid email to use coupon code "${coupon.code}".`,
  );
}

const plain = (text: string): string => text.trim().toLowerCase();

/** A star in a restriction stands for anything. */
function fits(email: string, pattern: string): boolean {
  if (plain(email) === "") return false;
  const parts = plain(pattern)
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(plain(email));
}
