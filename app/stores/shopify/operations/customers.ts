/** One customer, and the customer's tags. */
import * as z from "zod";
import { operation } from "./operation";
import { CUSTOMER_FIELDS, customerNode } from "./order-state";
import { userError } from "./parts";

export const describeCustomer = operation<{ readonly id: string }>()({
  document: `#graphql
    query DescribeCustomer($id: ID!) {
      customer(id: $id) { ${CUSTOMER_FIELDS} locale }
    }
  `,
  answer: z.object({ customer: customerNode.extend({ locale: z.string() }).nullable() }),
});

interface Tags {
  readonly id: string;
  readonly tags: readonly string[];
}
const changed = z.object({ userErrors: z.array(userError) });

export const addTags = operation<Tags>()({
  document: `#graphql
    mutation AddTags($id: ID!, $tags: [String!]!) {
      tagsAdd(id: $id, tags: $tags) { userErrors { field message } }
    }
  `,
  answer: z.object({ tagsAdd: changed }),
});

export const removeTags = operation<Tags>()({
  document: `#graphql
    mutation RemoveTags($id: ID!, $tags: [String!]!) {
      tagsRemove(id: $id, tags: $tags) { userErrors { field message } }
    }
  `,
  answer: z.object({ tagsRemove: changed }),
});
