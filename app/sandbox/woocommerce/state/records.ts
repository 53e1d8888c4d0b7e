/**
 * What an emulated WordPress with WooCommerce 10.9 remembers. Money is decimal text with the shop's number of decimals, as its database has it; times are milliseconds
 * of whole seconds, as WooCommerce keeps no finer ones. Records are never changed in place.
 */
import type { CastRole, Locale, Localized } from "../../state/types";

export interface WooSettings {
  /** `nordlicht`: the key of everything that belongs to the shop, and its place in the address. */
  readonly name: string;
  readonly title: string;
  readonly tagline: Localized;
  readonly locale: Locale;
  readonly locales: readonly Locale[];
  readonly currency: "EUR" | "IRT";
  readonly currencySymbol: string;
  readonly currencyName: string;
  readonly decimals: number;
  readonly timezone: string;
  readonly country: string;
  readonly city: string;
  readonly postcode: string;
  readonly adminEmail: string;
  readonly pricesIncludeTax: boolean;
  readonly taxRateBp: number;
  readonly taxRateCode: string;
  readonly taxLabel: string;
  readonly shippingTitle: string;
  /** Without tax, as WooCommerce keeps the cost of a flat rate. */
  readonly shippingCost: string;
  readonly freeShippingTitle: string;
  /** From this displayed subtotal on shipping costs nothing. */
  readonly freeShippingFrom: string;
}

export interface WooMeta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}

export interface WooAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly email: string;
  readonly phone: string;
}

export type WooRole = "administrator" | "shop_manager" | "shop_support" | "customer";

/** A user of WordPress; customers are users. */
export interface WooUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: WooRole;
  readonly locale: Locale;
  readonly billing: WooAddress;
  readonly shipping: WooAddress;
  readonly isPayingCustomer: boolean;
  readonly meta: readonly WooMeta[];
  /** Who a member of the cast is; null for everybody else. */
  readonly castKey: string | null;
  readonly castRole: CastRole | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface WooCategory {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly nameIn: Localized;
}

export interface WooVariation {
  readonly id: number;
  readonly name: string;
  readonly nameIn: Localized;
  readonly sku: string;
  readonly price: string;
}

export interface WooProduct {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly nameIn: Localized;
  readonly descriptionIn: Localized;
  readonly sku: string;
  /** Of a variable product the lowest of its variations. */
  readonly price: string;
  readonly categoryIds: readonly number[];
  /** A whole `<svg>` element; served below `wp-content/uploads`. */
  readonly imageSvg: string;
  readonly imageId: number;
  readonly variations: readonly WooVariation[];
  readonly createdAt: number;
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

export type WooWebhookStatus = "active" | "paused" | "disabled";

export interface WooWebhook {
  readonly id: number;
  readonly name: string;
  readonly status: WooWebhookStatus;
  readonly topic: string;
  readonly deliveryUrl: string;
  readonly secret: string;
  /** Whose rights its payloads are read with. */
  readonly userId: number;
  readonly failureCount: number;
  readonly pendingDelivery: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** A key of the REST API; the sandbox keeps it in plain text, as everything of it is invented. */
export interface WooKey {
  readonly id: number;
  readonly userId: number;
  readonly description: string;
  readonly permissions: "read" | "write" | "read_write";
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly lastAccess: number | null;
}

/** A shopper's session: who is logged in and what is in the cart. `data` is for whoever draws the pages. */
export interface WooSession {
  readonly token: string;
  readonly userId: number;
  readonly lines: readonly WooCartLine[];
  readonly codes: readonly string[];
  /** What a guest has typed so far. */
  readonly email: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

export interface WooCartLine {
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
}

export interface WooOption {
  readonly name: string;
  readonly value: unknown;
  readonly autoload: boolean;
}

export const noAddress: WooAddress = {
  first_name: "",
  last_name: "",
  company: "",
  address_1: "",
  address_2: "",
  city: "",
  state: "",
  postcode: "",
  country: "",
  email: "",
  phone: "",
};
