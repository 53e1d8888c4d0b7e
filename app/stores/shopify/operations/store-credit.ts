/** Store credit: what we have given a customer, and giving more. */
import * as z from "zod";
import { operation } from "./operation";
import { userError } from "./parts";

export const CREDITS_READ = 50;

const movement = z.object({
  __typename: z.string(),
  id: z.string().optional(),
  event: z.string().optional(),
  amount: z.object({ amount: z.string(), currencyCode: z.string() }),
});
export type CreditMovement = z.infer<typeof movement>;

/** Our own notes of what we gave (a metafield), and the newest movements of the customer's accounts. */
export const creditState = operation<{
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
}>()({
  document: `#graphql
    query CreditState($id: ID!, $namespace: String!, $key: String!) {
      customer(id: $id) {
        metafield(namespace: $namespace, key: $key) { value compareDigest }
        storeCreditAccounts(first: 5) {
          nodes {
            balance { currencyCode }
            transactions(first: ${CREDITS_READ}, sortKey: CREATED_AT, reverse: true) {
              nodes {
                __typename
                amount { amount currencyCode }
                event
                ... on StoreCreditAccountCreditTransaction { id }
              }
            }
          }
        }
      }
    }
  `,
  answer: z.object({
    customer: z
      .object({
        metafield: z.object({ value: z.string(), compareDigest: z.string() }).nullable(),
        storeCreditAccounts: z.object({
          nodes: z.array(
            z.object({
              balance: z.object({ currencyCode: z.string() }),
              transactions: z.object({ nodes: z.array(movement) }),
            }),
          ),
        }),
      })
      .nullable(),
  }),
});

export const giveCredit = operation<{
  readonly id: string;
  readonly credit: {
    readonly creditAmount: { readonly amount: string; readonly currencyCode: string };
    readonly notify: boolean;
  };
}>()({
  document: `#graphql
    mutation GiveCredit($id: ID!, $credit: StoreCreditAccountCreditInput!) {
      storeCreditAccountCredit(id: $id, creditInput: $credit) {
        storeCreditAccountTransaction { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({
    storeCreditAccountCredit: z.object({
      storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
      userErrors: z.array(userError),
    }),
  }),
});

/** A note that nobody else has changed since it was read. */
export const noteCredit = operation<{
  readonly metafields: readonly {
    readonly ownerId: string;
    readonly namespace: string;
    readonly key: string;
    readonly type: string;
    readonly value: string;
    readonly compareDigest: string | null;
  }[];
}>()({
  document: `#graphql
    mutation NoteCredit($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        metafields { compareDigest }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({
    metafieldsSet: z.object({
      metafields: z.array(z.object({ compareDigest: z.string() })).nullish(),
      userErrors: z.array(userError),
    }),
  }),
});
