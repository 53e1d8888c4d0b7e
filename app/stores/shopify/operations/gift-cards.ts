/** Gift cards: made with a code of ours, found again by its end. */
import * as z from "zod";
import { operation } from "./operation";
import { userError } from "./parts";

export const createGiftCard = operation<{
  readonly input: {
    readonly code: string;
    readonly customerId: string;
    readonly initialAmount: { readonly amount: string; readonly currencyCode: string };
    readonly note: string;
  };
}>()({
  document: `#graphql
    mutation CreateGiftCard($input: GiftCardCreateInput!) {
      giftCardCreate(input: $input) {
        giftCard { id }
        userErrors { code field message }
      }
    }
  `,
  answer: z.object({
    giftCardCreate: z.object({
      giftCard: z.object({ id: z.string() }).nullable(),
      userErrors: z.array(userError),
    }),
  }),
});

/** Shopify shows no whole code to anybody, so a card is known by its end and by our note on it. */
export const findGiftCards = operation<{ readonly query: string }>()({
  document: `#graphql
    query FindGiftCards($query: String!) {
      giftCards(first: 25, query: $query, sortKey: ID, reverse: true) {
        nodes { id note lastCharacters customer { id } }
      }
    }
  `,
  answer: z.object({
    giftCards: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          note: z.string().nullable(),
          lastCharacters: z.string(),
          customer: z.object({ id: z.string() }).nullable(),
        }),
      ),
    }),
  }),
});
