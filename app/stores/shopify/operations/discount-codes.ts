/** The codes of redemptions: made for one use, found again by their text, made unusable, and combined with others anew. */
import * as z from "zod";
import { operation } from "./operation";
import { userError } from "./parts";

export interface CombinesWith {
  readonly orderDiscounts: boolean;
  readonly productDiscounts: boolean;
  readonly shippingDiscounts: boolean;
}

/** What every kind of code has. */
export interface CodeInput {
  readonly title: string;
  readonly code: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly usageLimit: number;
  readonly appliesOncePerCustomer: boolean;
  readonly context: { readonly all: "ALL" } | { readonly customers: { readonly add: readonly string[] } };
  readonly minimumRequirement?: { readonly subtotal: { readonly greaterThanOrEqualToSubtotal: string } };
  readonly combinesWith: CombinesWith;
}

export interface BasicCodeInput extends CodeInput {
  readonly customerGets: {
    readonly value:
      | { readonly percentage: number }
      | { readonly discountAmount: { readonly amount: string; readonly appliesOnEachItem: boolean } };
    readonly items:
      | { readonly all: boolean }
      | {
          readonly products:
            | { readonly productsToAdd: readonly string[] }
            | { readonly productVariantsToAdd: readonly string[] };
        };
  };
}

export interface ShippingCodeInput extends CodeInput {
  readonly destination: { readonly all: boolean };
  readonly maximumShippingPrice?: string;
}

const made = z.object({
  codeDiscountNode: z.object({ id: z.string() }).nullable(),
  userErrors: z.array(userError),
});

export const issueCode = operation<{ readonly discount: BasicCodeInput }>()({
  document: `#graphql
    mutation IssueCode($discount: DiscountCodeBasicInput!) {
      discountCodeBasicCreate(basicCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountCodeBasicCreate: made }),
});

export const issueShippingCode = operation<{ readonly discount: ShippingCodeInput }>()({
  document: `#graphql
    mutation IssueShippingCode($discount: DiscountCodeFreeShippingInput!) {
      discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountCodeFreeShippingCreate: made }),
});

interface Recombination {
  readonly id: string;
  readonly discount: { readonly combinesWith: CombinesWith };
}

export const recombineCode = operation<Recombination>()({
  document: `#graphql
    mutation RecombineCode($id: ID!, $discount: DiscountCodeBasicInput!) {
      discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountCodeBasicUpdate: made }),
});

export const recombineShippingCode = operation<Recombination>()({
  document: `#graphql
    mutation RecombineShippingCode($id: ID!, $discount: DiscountCodeFreeShippingInput!) {
      discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountCodeFreeShippingUpdate: made }),
});

/** Discounts of other kinds have the same node; of them we only see the kind. */
const codeDiscount = z.object({
  __typename: z.string(),
  title: z.string().optional(),
  status: z.string().optional(),
  asyncUsageCount: z.int().optional(),
  usageLimit: z.int().nullish(),
  customerGets: z
    .object({
      value: z.object({
        __typename: z.string(),
        amount: z.object({ amount: z.string(), currencyCode: z.string() }).optional(),
        percentage: z.number().optional(),
      }),
    })
    .optional(),
});
export type CodeDiscount = z.infer<typeof codeDiscount>;

const CODE_DISCOUNT = `codeDiscount {
  __typename
  ... on DiscountCodeBasic {
    title
    status
    asyncUsageCount
    usageLimit
    customerGets {
      value {
        __typename
        ... on DiscountAmount { amount { amount currencyCode } }
        ... on DiscountPercentage { percentage }
      }
    }
  }
  ... on DiscountCodeFreeShipping { title status asyncUsageCount usageLimit }
}`;

export const findCode = operation<{ readonly code: string }>()({
  document: `#graphql
    query FindCode($code: String!) {
      codeDiscountNodeByCode(code: $code) { id ${CODE_DISCOUNT} }
    }
  `,
  answer: z.object({
    codeDiscountNodeByCode: z.object({ id: z.string(), codeDiscount }).nullable(),
  }),
});

export const killCode = operation<{ readonly id: string }>()({
  document: `#graphql
    mutation KillCode($id: ID!) {
      discountCodeDeactivate(id: $id) {
        codeDiscountNode { id ${CODE_DISCOUNT} }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({
    discountCodeDeactivate: z.object({
      codeDiscountNode: z.object({ id: z.string(), codeDiscount }).nullable(),
      userErrors: z.array(userError),
    }),
  }),
});
