/** Orders as they stand now: one of them, a page of them, and the rest of what did not fit on a page. */
import * as z from "zod";
import { operation } from "./operation";
import {
  FULFILMENT_FIELDS,
  fulfilmentNode,
  LINE_FIELDS,
  lineNode,
  ORDER_FIELDS,
  orderNode,
  REFUND_FIELDS,
  REFUND_LINE_FIELDS,
  refundLineNode,
  refundNode,
  SIZE_PARAMETERS,
  type Sizes,
} from "./order-state";
import { pageInfo, pageOf } from "./parts";

export const fetchOrder = operation<{ readonly id: string } & Sizes>()({
  document: `#graphql
    query FetchOrder($id: ID!, ${SIZE_PARAMETERS}) {
      order(id: $id) { ${ORDER_FIELDS} }
    }
  `,
  answer: z.object({ order: orderNode.nullable() }),
});

interface ListVariables extends Sizes {
  readonly first: number;
  readonly after: string | null;
  readonly query: string;
}

/** Each order is parsed by itself, so that one that is not as expected does not hide the others. */
export const listOrders = operation<ListVariables>()({
  document: `#graphql
    query ListOrders($first: Int!, $after: String, $query: String!, ${SIZE_PARAMETERS}) {
      orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {
        nodes { ${ORDER_FIELDS} }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  answer: z.object({
    orders: z.object({
      nodes: z.array(z.looseObject({ id: z.string(), createdAt: z.string() })),
      pageInfo,
    }),
  }),
});

/** Which orders changed since a moment: ids and moments only, so that a look at thousands costs little. */
export const changedOrders = operation<{
  readonly first: number;
  readonly after: string | null;
  readonly query: string;
}>()({
  document: `#graphql
    query ChangedOrders($first: Int!, $after: String, $query: String!) {
      orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
        nodes { id updatedAt }
        pageInfo { hasNextPage endCursor }
      }
    }
  `,
  answer: z.object({ orders: pageOf(z.object({ id: z.string(), updatedAt: z.string() })) }),
});

export const countOrders = operation<{ readonly query: string }>()({
  document: `#graphql
    query CountOrders($query: String!) {
      ordersCount(query: $query, limit: null) { count precision }
    }
  `,
  answer: z.object({ ordersCount: z.object({ count: z.int(), precision: z.string() }).nullable() }),
});

export const moreLines = operation<{ readonly id: string; readonly after: string | null }>()({
  document: `#graphql
    query MoreLines($id: ID!, $after: String) {
      order(id: $id) {
        lineItems(first: 50, after: $after) { nodes { ${LINE_FIELDS} } pageInfo { hasNextPage endCursor } }
      }
    }
  `,
  answer: z.object({ order: z.object({ lineItems: pageOf(lineNode) }).nullable() }),
});

/** All refunds of an order by name; Shopify gives no pages of them, but up to 250 at once. */
export const refundIds = operation<{ readonly id: string }>()({
  document: `#graphql
    query RefundIds($id: ID!) {
      order(id: $id) { refunds(first: 250) { id } }
    }
  `,
  answer: z.object({ order: z.object({ refunds: z.array(z.object({ id: z.string() })) }).nullable() }),
});

export const fulfilments = operation<{ readonly id: string }>()({
  document: `#graphql
    query Fulfilments($id: ID!) {
      order(id: $id) { fulfillments(first: 250) { ${FULFILMENT_FIELDS} } }
    }
  `,
  answer: z.object({ order: z.object({ fulfillments: z.array(fulfilmentNode) }).nullable() }),
});

export const fetchRefund = operation<{ readonly id: string; readonly refundLines: number }>()({
  document: `#graphql
    query FetchRefund($id: ID!, $refundLines: Int!) {
      refund(id: $id) { ${REFUND_FIELDS} }
    }
  `,
  answer: z.object({ refund: refundNode.nullable() }),
});

export const moreRefundLines = operation<{ readonly id: string; readonly after: string | null }>()({
  document: `#graphql
    query MoreRefundLines($id: ID!, $after: String) {
      refund(id: $id) {
        refundLineItems(first: 50, after: $after) {
          nodes { ${REFUND_LINE_FIELDS} }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  `,
  answer: z.object({ refund: z.object({ refundLineItems: pageOf(refundLineNode) }).nullable() }),
});
