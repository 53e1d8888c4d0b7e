/** What both input queries ask Shopify for, and what runs may answer; the test holds both against Shopify's schema. */

export type DiscountClass = "ORDER" | "PRODUCT" | "SHIPPING";

export interface Input {
  readonly discount: { readonly discountClasses: readonly DiscountClass[] };
  readonly localization: { readonly language: { readonly isoCode: string } };
  readonly cart: {
    readonly buyerIdentity: {
      readonly customer: { readonly standing: { readonly jsonValue: unknown } | null } | null;
    } | null;
  };
}

export interface DeliveryInput extends Input {
  readonly cart: Input["cart"] & { readonly deliveryGroups: readonly { readonly id: string }[] };
}

interface Percentage {
  readonly percentage: { readonly value: string };
}

export interface LinesResult {
  readonly operations: readonly {
    readonly orderDiscountsAdd: {
      readonly selectionStrategy: "FIRST";
      readonly candidates: readonly {
        readonly message?: string;
        readonly targets: readonly {
          readonly orderSubtotal: { readonly excludedCartLineIds: readonly string[] };
        }[];
        readonly value: Percentage;
      }[];
    };
  }[];
}

export interface DeliveryResult {
  readonly operations: readonly {
    readonly deliveryDiscountsAdd: {
      readonly selectionStrategy: "ALL";
      readonly candidates: readonly {
        readonly message?: string;
        readonly targets: readonly { readonly deliveryGroup: { readonly id: string } }[];
        readonly value: Percentage;
      }[];
    };
  }[];
}
