/** A coupon that the store has already: whether it is the one we asked for, and whether it was used. Two requests for one code can both succeed there. */
import * as z from "zod";
import { type Currency, exponentOf, parseDecimal } from "../../app/loyalty/money";
import { gmt, storeId } from "./believed";
import type { CouponInput } from "./coupon";

export const restCoupon = z.object({
  id: storeId.min(1),
  code: z.string(),
  description: z.string().nullish(),
  amount: z.string(),
  discount_type: z.string(),
  free_shipping: z.boolean(),
  date_expires_gmt: gmt.nullish(),
  usage_count: z.int().nonnegative(),
  usage_limit: z.int().nullish(),
  individual_use: z.boolean(),
  minimum_amount: z.string().nullish(),
  email_restrictions: z.array(z.string()),
  product_ids: z.array(z.int()),
});
export type RestCoupon = z.infer<typeof restCoupon>;

/** Its description names the redemption; what it is worth and whom it is bound to must fit too, or it is somebody else's. */
export function isThatCoupon(found: RestCoupon, wanted: CouponInput, currency: Currency): boolean {
  return (
    found.code.toLowerCase() === wanted.code &&
    words(found.description ?? "") === words(wanted.description) &&
    found.discount_type === wanted.discount_type &&
    sameAmount(found, wanted, currency) &&
    found.free_shipping === wanted.free_shipping &&
    found.usage_limit === 1 &&
    isSame(found.email_restrictions, wanted.email_restrictions) &&
    isSame(found.product_ids.map(String), wanted.product_ids.map(String))
  );
}

/** Signs come back with slashes or written as HTML, so only letters and digits are compared. */
const words = (text: string): string =>
  text
    .replace(/&[#\w]{1,10};/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** "10.00" is "10". Amounts of coupons are told with two decimals in every currency, though they are kept as they were given. */
function sameAmount(found: RestCoupon, wanted: CouponInput, currency: Currency): boolean {
  if (wanted.discount_type === "percent") return trimmed(found.amount) === trimmed(wanted.amount);
  const amount = parseDecimal(found.amount, currency);
  const asked = parseDecimal(wanted.amount, currency);
  if (amount === null || asked === null) return false;
  return Math.abs(amount - asked) <= (exponentOf(currency) === 3 ? 5 : 0);
}

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text) => other.includes(text));

/**
 * Cancelling an order makes its coupon usable again and takes the use back; a full refund does not. So this tells whether it counts as used now, and the order's
 * own coupon lines tell whether it ever was.
 */
export const isUsed = (found: RestCoupon): boolean => found.usage_count > 0;
