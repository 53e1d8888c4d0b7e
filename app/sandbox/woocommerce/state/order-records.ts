/** An order with its items, its refunds, and the coupons it may use, as the emulated WooCommerce keeps them. */
import type { WooAddress, WooMeta } from "./records";

export type WooDiscountType = "fixed_cart" | "percent" | "fixed_product";

export interface WooCoupon {
  readonly id: number;
  /** In lower case, whatever it was given. */
  readonly code: string;
  readonly amount: string;
  readonly status: "publish" | "draft" | "trash";
  readonly discountType: WooDiscountType;
  readonly description: string;
  readonly expiresAt: number | null;
  readonly usageCount: number;
  readonly individualUse: boolean;
  readonly productIds: readonly number[];
  readonly excludedProductIds: readonly number[];
  readonly usageLimit: number | null;
  readonly usageLimitPerUser: number | null;
  readonly limitUsageToXItems: number | null;
  readonly freeShipping: boolean;
  readonly productCategories: readonly number[];
  readonly excludedProductCategories: readonly number[];
  readonly excludeSaleItems: boolean;
  readonly minimumAmount: string;
  readonly maximumAmount: string;
  readonly emailRestrictions: readonly string[];
  /** User ids, or e-mail addresses of guests; one entry for each use. */
  readonly usedBy: readonly string[];
  readonly meta: readonly WooMeta[];
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface WooLineItem {
  readonly id: number;
  readonly name: string;
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
  /** Without tax, before discounts; then after. */
  readonly subtotal: string;
  readonly subtotalTax: string;
  readonly total: string;
  readonly totalTax: string;
  readonly sku: string;
  readonly meta: readonly WooMeta[];
}

export interface WooShippingLine {
  readonly id: number;
  readonly title: string;
  readonly methodId: "flat_rate" | "free_shipping";
  readonly instanceId: string;
  readonly total: string;
  readonly totalTax: string;
}

export interface WooFeeLine {
  readonly id: number;
  readonly name: string;
  readonly total: string;
  readonly totalTax: string;
}

export interface WooCouponLine {
  readonly id: number;
  readonly couponId: number;
  readonly code: string;
  readonly discount: string;
  readonly discountTax: string;
  readonly discountType: WooDiscountType;
  readonly nominalAmount: string;
  readonly freeShipping: boolean;
  readonly metaId: number;
}

export type WooStatus =
  | "checkout-draft"
  | "pending"
  | "on-hold"
  | "processing"
  | "completed"
  | "cancelled"
  | "refunded"
  | "failed"
  | "trash";

export interface WooOrder {
  readonly id: number;
  readonly status: WooStatus;
  /** What it comes back to from the trash. */
  readonly statusBeforeTrash: WooStatus | null;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly paidAt: number | null;
  readonly completedAt: number | null;
  readonly discountTotal: string;
  readonly discountTax: string;
  readonly shippingTotal: string;
  readonly shippingTax: string;
  readonly cartTax: string;
  readonly total: string;
  readonly totalTax: string;
  readonly customerId: number;
  readonly orderKey: string;
  readonly billing: WooAddress;
  readonly shipping: WooAddress;
  readonly paymentMethod: string;
  readonly paymentMethodTitle: string;
  readonly transactionId: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly createdVia: string;
  readonly customerNote: string;
  readonly cartHash: string;
  readonly meta: readonly WooMeta[];
  readonly lines: readonly WooLineItem[];
  readonly shippingLines: readonly WooShippingLine[];
  readonly feeLines: readonly WooFeeLine[];
  readonly couponLines: readonly WooCouponLine[];
  /** The tax rate's line has a number of its own; null where there is no tax. */
  readonly taxLineId: number | null;
  readonly taxRateBp: number;
  /** Whether its coupons' uses are counted now. */
  readonly usesCounted: boolean;
}

export interface WooRefundItem {
  readonly id: number;
  readonly kind: "line" | "shipping" | "fee";
  /** The order's item that it is taken from. */
  readonly itemId: number;
  readonly name: string;
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
  /** Above zero here; REST writes them below. */
  readonly total: string;
  readonly totalTax: string;
  readonly sku: string;
  readonly metaId: number;
}

export interface WooRefund {
  readonly id: number;
  readonly orderId: number;
  readonly amount: string;
  readonly reason: string;
  readonly refundedBy: number;
  readonly createdAt: number;
  readonly type: "full" | "partial";
  readonly metaId: number;
  readonly items: readonly WooRefundItem[];
}
