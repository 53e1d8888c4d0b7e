/** An order: its lines, discounts, payments and refunds, as the emulated Shopify keeps them. */
import type { DiscountValue } from "./discount-types";
import type { Locale, Presentment } from "./shop-types";

export interface DiscountAllocation {
  /** Index into the order's `discountApplications`. */
  readonly application: number;
  readonly amountMinor: number;
}

export interface DiscountApplication {
  /** null: an automatic discount, which has a title instead. */
  readonly code: string | null;
  readonly title: string;
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
  /** Before discounts. */
  readonly priceMinor: number;
  readonly allocations: readonly DiscountAllocation[];
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

export type Gateway = "bogus" | "shopify_store_credit" | "gift_card";

export interface SandboxPayment {
  readonly gateway: Gateway;
  readonly id: number;
  readonly at: number;
  readonly amountMinor: number;
}

/** A parcel: which units went out, and when. */
export interface SandboxFulfilment {
  readonly id: number;
  readonly at: number;
  readonly status: "success" | "cancelled";
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
}

export interface OrderAddress {
  readonly name: string;
  readonly address1: string;
  readonly city: string;
  readonly zip: string;
  readonly countryCode: string;
}

/** What a checkout hears of its buyer. */
export interface OrderBuyer {
  readonly phone: string | null;
  readonly address: OrderAddress | null;
  readonly browser: { readonly ip: string; readonly agent: string } | null;
  readonly card: { readonly bin: string; readonly last: string } | null;
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
  readonly fulfilments: readonly SandboxFulfilment[];
  readonly buyer: OrderBuyer;
  readonly presentment: Presentment | null;
  /** The total when it was placed; edits do not change it. */
  readonly originalTotalMinor: number;
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
