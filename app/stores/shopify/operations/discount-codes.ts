/** The codes of redemptions: made for one customer and one use, found again by their text, made unusable. */
import * as z from "zod";
import { operation } from "./operation";
import { userError } from "./parts";

export interface IssueCodeVariables {
  readonly discount: {
    readonly title: string;
    readonly code: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly usageLimit: number;
    readonly appliesOncePerCustomer: boolean;
    readonly context: { readonly customers: { readonly add: readonly string[] } };
    readonly customerGets: {
      readonly value: {
        readonly discountAmount: { readonly amount: string; readonly appliesOnEachItem: boolean };
      };
      readonly items: { readonly all: boolean };
    };
    readonly minimumRequirement?: { readonly subtotal: { readonly greaterThanOrEqualToSubtotal: string } };
    readonly combinesWith: {
      readonly orderDiscounts: boolean;
      readonly productDiscounts: boolean;
      readonly shippingDiscounts: boolean;
    };
  };
}

export const issueCode = operation<IssueCodeVariables>()({
  document: `#graphql
    mutation IssueCode($discount: DiscountCodeBasicInput!) {
      discountCodeBasicCreate(basicCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({
    discountCodeBasicCreate: z.object({
      codeDiscountNode: z.object({ id: z.string() }).nullable(),
      userErrors: z.array(userError),
    }),
  }),
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
    customerGets { value { __typename ... on DiscountAmount { amount { amount currencyCode } } } }
  }
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
