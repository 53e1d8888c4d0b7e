/**
 * What the emulated Shopify keeps: shops, their customers, products, orders, discounts, metafields and carts.
 * Records are never changed in place: a change puts a new record in the old one's stead, so an older state of an order
 * can still be sent after a newer one. Money is whole minor units of the shop's currency, times are epoch milliseconds.
 */

export type Locale = "en" | "fa" | "ar";

export interface Localized {
  readonly en: string;
  readonly fa: string;
  readonly ar: string;
}

export interface SandboxStaff {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: Locale;
  readonly accountOwner: boolean;
}

export interface SandboxShop {
  readonly id: number;
  /** `vafa-demo.myshopify.com`: the key of everything that belongs to the shop. */
  readonly domain: string;
  readonly name: string;
  readonly currency: "GBP" | "IRR";
  /** Decimals of the currency: 2 for GBP, 0 for IRR. */
  readonly decimals: number;
  readonly primaryLocale: Locale;
  readonly locales: readonly Locale[];
  readonly timezone: string;
  readonly countryCode: "GB" | "IR";
  readonly email: string;
  readonly taxesIncluded: boolean;
  readonly taxRateBp: number;
  readonly taxTitle: string;
  readonly shippingTitle: string;
  readonly shippingMinor: number;
  /** From this subtotal on shipping costs nothing. */
  readonly freeShippingFromMinor: number;
  readonly staff: readonly SandboxStaff[];
  readonly createdAt: number;
}

/** Who a member of the cast is in the walk through the sandbox. */
export type CastRole = "regular" | "persian" | "arabic" | "newcomer" | "vip";

export interface SandboxCustomer {
  readonly id: number;
  readonly shop: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  readonly countryCode: string;
  readonly country: string;
  readonly city: string;
  readonly tags: readonly string[];
  readonly cast: CastRole | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxVariant {
  readonly id: number;
  readonly productId: number;
  /** "Default Title" when the product has only one, as Shopify has it. */
  readonly title: string;
  readonly titleIn: Localized;
  readonly sku: string;
  readonly priceMinor: number;
}

export interface SandboxProduct {
  readonly id: number;
  readonly shop: string;
  readonly handle: string;
  /** In the shop's primary language. */
  readonly title: string;
  readonly titleIn: Localized;
  readonly descriptionIn: Localized;
  readonly vendor: string;
  readonly productType: string;
  readonly giftCard: boolean;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  /** A whole `<svg>` element: the picture, without a request to anybody. */
  readonly imageSvg: string;
  readonly variants: readonly SandboxVariant[];
  readonly createdAt: number;
}

export type DiscountClass = "ORDER" | "PRODUCT" | "SHIPPING";

export type DiscountValue =
  | { readonly type: "amount"; readonly amountMinor: number; readonly appliesOnEachItem: boolean }
  /** Basis points: 1000 is 10 %. */
  | { readonly type: "percentage"; readonly bp: number };

export interface DiscountUse {
  readonly orderId: number;
  readonly customerId: number | null;
  readonly at: number;
}

export interface SandboxDiscount {
  readonly id: number;
  readonly shop: string;
  readonly title: string;
  readonly code: string;
  /** The id of the DiscountRedeemCode. */
  readonly codeId: number;
  readonly discountClass: DiscountClass;
  readonly value: DiscountValue;
  /** null: all items. */
  readonly productIds: readonly number[] | null;
  /** null: all customers. */
  readonly customerIds: readonly number[] | null;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly usageLimit: number | null;
  readonly appliesOncePerCustomer: boolean;
  readonly minimumSubtotalMinor: number | null;
  readonly minimumQuantity: number | null;
  readonly combinesWith: {
    readonly orderDiscounts: boolean;
    readonly productDiscounts: boolean;
    readonly shippingDiscounts: boolean;
  };
  readonly tags: readonly string[];
  readonly uses: readonly DiscountUse[];
  /** Made by the app (not by the merchant): only then the app's `createdBy`. */
  readonly byApp: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface DiscountAllocation {
  /** Index into the order's `discountApplications`. */
  readonly application: number;
  readonly amountMinor: number;
}

export interface DiscountApplication {
  readonly code: string;
  readonly discountId: number | null;
  readonly value: DiscountValue;
  readonly targetSelection: "all" | "entitled";
  readonly targetType: "line_item" | "shipping_line";
}

export interface SandboxOrderLine {
  readonly id: number;
  readonly productId: number | null;
  readonly variantId: number | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  /** All units ever ordered, refunded and removed ones included. */
  readonly quantity: number;
  /** Units that are left after refunds and edits. */
  readonly currentQuantity: number;
  readonly priceMinor: number;
  readonly giftCard: boolean;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  /** Of all `quantity` units together. */
  readonly allocations: readonly DiscountAllocation[];
  /** Tax on all `quantity` units after discounts. */
  readonly taxMinor: number;
}

export interface SandboxShippingLine {
  readonly id: number;
  readonly title: string;
  readonly priceMinor: number;
  readonly taxMinor: number;
}

export interface SandboxRefundLine {
  readonly id: number;
  readonly lineId: number;
  readonly quantity: number;
  /** After discounts; contains the tax only where prices contain it. */
  readonly subtotalMinor: number;
  readonly taxMinor: number;
}

export interface SandboxRefund {
  readonly id: number;
  readonly at: number;
  readonly note: string | null;
  /** `edit`: units removed by an order edit, which Shopify books as a refund without money. */
  readonly cause: "refund" | "edit" | "cancel";
  readonly lines: readonly SandboxRefundLine[];
  readonly shippingMinor: number;
  readonly shippingTaxMinor: number;
  /** Money given back beyond (or below) what the lines are worth; 0 when it fits. */
  readonly discrepancyMinor: number;
  /** Money given back; 0 for the removals of an edit. */
  readonly amountMinor: number;
  readonly transactionId: number | null;
}

export interface SandboxPayment {
  readonly id: number;
  readonly at: number;
  readonly amountMinor: number;
}

export type CancelReason = "customer" | "declined" | "fraud" | "inventory" | "other" | "staff";

export interface SandboxOrder {
  readonly id: number;
  readonly shop: string;
  readonly number: number;
  readonly name: string;
  readonly token: string;
  readonly customerId: number | null;
  readonly email: string | null;
  readonly locale: Locale;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly taxRateBp: number;
  readonly taxTitle: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly processedAt: number;
  readonly cancelledAt: number | null;
  readonly cancelReason: CancelReason | null;
  readonly edited: boolean;
  readonly lines: readonly SandboxOrderLine[];
  readonly shippingLines: readonly SandboxShippingLine[];
  readonly discountApplications: readonly DiscountApplication[];
  readonly refunds: readonly SandboxRefund[];
  readonly payments: readonly SandboxPayment[];
  readonly sourceName: string;
  readonly note: string | null;
  readonly tags: readonly string[];
}

export type FinancialStatus =
  | "pending"
  | "paid"
  | "partially_paid"
  | "partially_refunded"
  | "refunded"
  | "voided";

export interface SandboxMetafield {
  readonly id: number;
  /** `gid://shopify/Customer/…`, `gid://shopify/AppInstallation/…` or `gid://shopify/Shop/…`. */
  readonly ownerId: string;
  /** As stored: `$app` is resolved to `app--{app id}`. */
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface CartLine {
  readonly variantId: number;
  readonly quantity: number;
}

/** The shopper's cart: the storefront fills it, the checkout prices it and turns it into an order. */
export interface SandboxCart {
  readonly token: string;
  readonly shop: string;
  readonly lines: readonly CartLine[];
  readonly codes: readonly string[];
  readonly locale: Locale;
  readonly updatedAt: number;
}
