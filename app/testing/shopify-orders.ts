/**
 * One order as a test thinks of it; `shopify-rest-shape.ts` and `shopify-graphql-shape.ts` write it as Shopify does in a webhook and in an
 * answer of its API.
 */

export interface TestLine {
  readonly id: number;
  readonly price: number;
  readonly quantity: number;
  readonly current: number;
  readonly giftCard?: boolean;
  readonly tax: number;
  /** Index into `applications`, and how much. */
  readonly discounts: readonly (readonly [application: number, amount: number])[];
}

export interface TestRefund {
  readonly id: number;
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    readonly subtotal: number;
    readonly tax: number;
  }[];
  readonly shipping?: { readonly line: number; readonly subtotal: number; readonly tax: number };
  /** As Shopify signs it: below zero the shopper got more than the goods are worth. */
  readonly adjustment?: number;
  readonly money: number;
}

export interface TestOrder {
  readonly id: string;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly status: string;
  readonly cancelled: boolean;
  readonly customer: number | null;
  readonly applications: readonly (string | null)[];
  readonly lines: readonly TestLine[];
  readonly shipping: readonly {
    readonly id: number;
    readonly price: number;
    readonly tax: number;
    readonly removed: boolean;
  }[];
  readonly refunds: readonly TestRefund[];
}
