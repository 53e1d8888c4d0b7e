/** A discount code: what it is worth, who may use it on what, and who has. */

export type DiscountClass = "ORDER" | "PRODUCT" | "SHIPPING";

export type DiscountValue =
  | { readonly type: "amount"; readonly amountMinor: number; readonly appliesOnEachItem: boolean }
  /** Basis points: 1000 is 10 %. */
  | { readonly type: "percentage"; readonly bp: number }
  /** The delivery costs nothing, unless it costs more than this. */
  | { readonly type: "free-shipping"; readonly maximumMinor: number | null };

export interface DiscountUse {
  readonly orderId: number;
  readonly customerId: number | null;
  readonly at: number;
}

/** An automatic discount that a function of the app decides, cart by cart. */
export interface SandboxAutomatic {
  readonly id: number;
  readonly shop: string;
  readonly title: string;
  readonly functionHandle: string;
  readonly discountClasses: readonly DiscountClass[];
  readonly combinesWith: SandboxDiscount["combinesWith"];
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
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
  /** Single variants; beside `productIds`. */
  readonly variantIds?: readonly number[];
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
