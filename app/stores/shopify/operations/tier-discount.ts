/** The automatic discount of our function: found by its title, made, changed, ended. */
import * as z from "zod";
import type { CombinesWith } from "./discount-codes";
import { operation } from "./operation";
import { userError } from "./parts";

const discount = z.object({
  __typename: z.string(),
  discountId: z.string().optional(),
  title: z.string().optional(),
  status: z.string().optional(),
  discountClasses: z.array(z.string()).optional(),
});

export const findTierDiscounts = operation<{ readonly query: string }>()({
  document: `#graphql
    query FindTierDiscounts($query: String!) {
      discountNodes(first: 10, query: $query) {
        nodes {
          discount {
            __typename
            ... on DiscountAutomaticApp { discountId title status discountClasses }
          }
        }
      }
    }
  `,
  answer: z.object({ discountNodes: z.object({ nodes: z.array(z.object({ discount })) }) }),
});

export interface TierDiscountInput {
  readonly title: string;
  readonly functionHandle?: string;
  readonly startsAt: string;
  readonly endsAt: null;
  readonly discountClasses: readonly ("ORDER" | "SHIPPING")[];
  readonly combinesWith: CombinesWith;
}

const written = z.object({
  automaticAppDiscount: z.object({ discountId: z.string() }).nullable(),
  userErrors: z.array(userError),
});

export const createTierDiscount = operation<{ readonly discount: TierDiscountInput }>()({
  document: `#graphql
    mutation CreateTierDiscount($discount: DiscountAutomaticAppInput!) {
      discountAutomaticAppCreate(automaticAppDiscount: $discount) {
        automaticAppDiscount { discountId }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountAutomaticAppCreate: written }),
});

export const updateTierDiscount = operation<{ readonly id: string; readonly discount: TierDiscountInput }>()({
  document: `#graphql
    mutation UpdateTierDiscount($id: ID!, $discount: DiscountAutomaticAppInput!) {
      discountAutomaticAppUpdate(id: $id, automaticAppDiscount: $discount) {
        automaticAppDiscount { discountId }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({ discountAutomaticAppUpdate: written }),
});

export const endTierDiscount = operation<{ readonly id: string }>()({
  document: `#graphql
    mutation EndTierDiscount($id: ID!) {
      discountAutomaticDeactivate(id: $id) { userErrors { code field message } }
    }
  `,
  answer: z.object({ discountAutomaticDeactivate: z.object({ userErrors: z.array(userError) }) }),
});
