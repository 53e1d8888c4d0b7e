/** Coupons are made, changed and deleted. A code is looked up first; two that look at the same moment both find nothing, and both are made. */
import { withMeta } from "./change-order";
import type { WooCoupon } from "./records";
import { refused, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export type CouponResult = WooResult<{ readonly coupon: WooCoupon }>;

export type CouponFields = Partial<
  Omit<WooCoupon, "id" | "usageCount" | "usedBy" | "meta" | "createdAt" | "modifiedAt">
> & {
  readonly meta?: readonly { readonly key: string; readonly value: unknown }[];
};

export const codeTaken = () =>
  refused("woocommerce_rest_coupon_code_already_exists", "The coupon code already exists", 400);

/** @param unlooked made without looking, as happens when two ask at once. */
export function createCoupon(shop: WooShop, fields: CouponFields, unlooked = false): CouponResult {
  const code = (fields.code ?? "").trim().toLowerCase();
  if (code === "")
    return refused("woocommerce_rest_empty_coupon_code", "The coupon code cannot be empty.", 400);
  if (!unlooked && shop.couponByCode(code) !== null) return codeTaken();
  const at = shop.now();
  const coupon: WooCoupon = {
    id: shop.nextId("post"),
    amount: "0",
    status: "publish",
    discountType: "fixed_cart",
    description: "",
    expiresAt: null,
    individualUse: false,
    productIds: [],
    excludedProductIds: [],
    usageLimit: null,
    usageLimitPerUser: null,
    limitUsageToXItems: null,
    freeShipping: false,
    productCategories: [],
    excludedProductCategories: [],
    excludeSaleItems: false,
    minimumAmount: "0",
    maximumAmount: "0",
    emailRestrictions: [],
    ...fields,
    code,
    usageCount: 0,
    usedBy: [],
    meta: withMeta(shop, [], fields.meta ?? []),
    createdAt: at,
    modifiedAt: at,
  };
  shop.couponTable.put(coupon);
  shop.fire("new_coupon", coupon.id);
  return { ok: true, coupon };
}

export function changeCoupon(shop: WooShop, coupon: WooCoupon, fields: CouponFields): CouponResult {
  const code = fields.code?.trim().toLowerCase() ?? coupon.code;
  const other = shop.couponByCode(code);
  if (other !== null && other.id !== coupon.id) return codeTaken();
  const next: WooCoupon = {
    ...coupon,
    ...fields,
    code,
    meta: withMeta(shop, coupon.meta, fields.meta ?? []),
    modifiedAt: shop.now(),
  };
  shop.couponTable.put(next);
  shop.fire("update_coupon", coupon.id);
  return { ok: true, coupon: next };
}

export function deleteCoupon(shop: WooShop, coupon: WooCoupon): void {
  shop.couponTable.remove(String(coupon.id));
  shop.fire("delete_coupon", coupon.id);
}
