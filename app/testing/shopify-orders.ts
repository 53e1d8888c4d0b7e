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

/** What an order tells beside its money. */
export interface TestFacts {
  readonly source: string | null;
  readonly paidIn: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { readonly street: string; readonly zip: string; readonly country: string } | null;
  readonly card: { readonly bin: string; readonly last: string } | null;
  readonly verified: boolean;
  readonly tags: readonly string[];
  /** `whole`: Shopify calls the order fulfilled. */
  readonly parcels: {
    readonly whole: boolean;
    readonly sent: readonly { readonly ok: boolean; readonly at: number }[];
  };
}

export const plainFacts: TestFacts = {
  source: "web",
  paidIn: "",
  email: null,
  phone: null,
  address: null,
  card: null,
  verified: true,
  tags: [],
  parcels: { whole: false, sent: [] },
};

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
  readonly facts?: Partial<TestFacts>;
}

/** Two lines with codes, a gift card, shipping; nothing came back. */
export const plainOrder: TestOrder = {
  id: "6001",
  currency: "GBP",
  taxesIncluded: false,
  status: "paid",
  cancelled: false,
  customer: 7001,
  applications: ["vafa-7hk2", null],
  lines: [
    {
      id: 1,
      price: 2_500,
      quantity: 2,
      current: 2,
      tax: 900,
      discounts: [
        [0, 300],
        [1, 200],
      ],
    },
    { id: 2, price: 999, quantity: 3, current: 3, tax: 599, discounts: [[0, 2]] },
    { id: 3, price: 5_000, quantity: 1, current: 1, tax: 0, discounts: [], giftCard: true },
  ],
  shipping: [{ id: 9, price: 450, tax: 90, removed: false }],
  refunds: [],
};
