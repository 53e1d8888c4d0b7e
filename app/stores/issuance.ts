/** What a store is asked to make for a member or a friend: codes with their worth, their bounds and their combinations, and money given outside of any order. */
import type { CustomerId, Instant } from "../loyalty/brand";
import type { Currency, Minor } from "../loyalty/money";

/** What a code takes off. */
export type CodeWorth =
  | { readonly kind: "amount-off"; readonly value: Minor }
  | { readonly kind: "percentage-off"; readonly percentBp: number }
  | { readonly kind: "free-shipping"; readonly maximumShipping: Minor | null }
  | {
      readonly kind: "free-product";
      readonly productId: string;
      readonly variantId: string | null;
      readonly quantity: number;
    };

export interface CodeOrder {
  readonly code: string;
  readonly title: string;
  /** null: whoever holds the code, once (a friend who is no customer yet). */
  readonly customerId: CustomerId | null;
  readonly worth: CodeWorth;
  readonly currency: Currency;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly minimumSubtotal: Minor;
  readonly combinesWith: Combinations;
}

/** Which other discounts may stand beside a code. */
export interface Combinations {
  readonly orderDiscounts: boolean;
  readonly productDiscounts: boolean;
  readonly shippingDiscounts: boolean;
}

/** Money given outside of any order: store credit, or a gift card. */
export interface Gift {
  /** Our own name for it, so that asking again after a time-out finds the first one. */
  readonly key: string;
  readonly customerId: CustomerId;
  readonly value: Minor;
  readonly currency: Currency;
  readonly note: string;
}

export type CodeAnswer =
  | { readonly status: "issued"; readonly storeRef: string }
  | { readonly status: "refused"; readonly detail: string };
