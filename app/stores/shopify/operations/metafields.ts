/** What theme blocks print: members' snapshots on customers, the program on our own installation. */
import * as z from "zod";
import { operation } from "./operation";
import { userError } from "./parts";

export interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** Shopify takes at most so many in one call, all of them or none. */
export const METAFIELDS_PER_CALL = 25;

export const setMetafields = operation<{ readonly metafields: readonly MetafieldInput[] }>()({
  document: `#graphql
    mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        metafields { id }
        userErrors { code elementIndex field message }
      }
    }
  `,
  answer: z.object({
    metafieldsSet: z.object({
      metafields: z.array(z.object({ id: z.string() })).nullish(),
      userErrors: z.array(userError.extend({ elementIndex: z.int().nullish() })),
    }),
  }),
});

/** Which of these customers are still there. */
export const findCustomers = operation<{ readonly ids: readonly string[] }>()({
  document: `#graphql
    query FindCustomers($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Customer { id } }
    }
  `,
  answer: z.object({ nodes: z.array(z.object({ id: z.string().optional() }).nullable()) }),
});

export const findInstallation = operation<Record<string, never>>()({
  document: `#graphql
    query FindInstallation {
      currentAppInstallation { id }
    }
  `,
  answer: z.object({ currentAppInstallation: z.object({ id: z.string() }) }),
});
