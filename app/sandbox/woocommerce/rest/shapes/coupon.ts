/** A coupon as `GET coupons/<id>` answers. */
import { minorOf, textOf } from "../../state/amounts";
import type { WooCoupon } from "../../state/records";
import type { WooShop } from "../../state/shop";
import { gmtDate, gmtOrNull, localDate, localOrNull } from "./dates";
import { selfAndCollection } from "./links";

export function couponShape(shop: WooShop, coupon: WooCoupon, home: string) {
  const { timezone } = shop.settings;
  // Two decimals in every currency, of percentages too: that is what WooCommerce does.
  const money = (text: string) => textOf(minorOf(text === "" ? "0" : text, 2), 2);
  return {
    id: coupon.id,
    code: coupon.code,
    amount: money(coupon.amount),
    status: coupon.status,
    date_created: localDate(coupon.createdAt, timezone),
    date_created_gmt: gmtDate(coupon.createdAt),
    date_modified: localDate(coupon.modifiedAt, timezone),
    date_modified_gmt: gmtDate(coupon.modifiedAt),
    discount_type: coupon.discountType,
    description: coupon.description,
    date_expires: localOrNull(coupon.expiresAt, timezone),
    date_expires_gmt: gmtOrNull(coupon.expiresAt),
    usage_count: coupon.usageCount,
    individual_use: coupon.individualUse,
    product_ids: coupon.productIds,
    excluded_product_ids: coupon.excludedProductIds,
    usage_limit: coupon.usageLimit,
    usage_limit_per_user: coupon.usageLimitPerUser,
    limit_usage_to_x_items: coupon.limitUsageToXItems,
    free_shipping: coupon.freeShipping,
    product_categories: coupon.productCategories,
    excluded_product_categories: coupon.excludedProductCategories,
    exclude_sale_items: coupon.excludeSaleItems,
    minimum_amount: money(coupon.minimumAmount),
    maximum_amount: money(coupon.maximumAmount),
    email_restrictions: coupon.emailRestrictions,
    used_by: coupon.usedBy,
    meta_data: coupon.meta,
    _links: selfAndCollection(home, "coupons", coupon.id),
  };
}
