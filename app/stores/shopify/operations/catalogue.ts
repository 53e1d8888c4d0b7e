/** Products and collections: what pickers show, which collections a product is in, what one costs. */
import * as z from "zod";
import { operation } from "./operation";
import { pageOf } from "./parts";

const image = z.object({ url: z.string() }).nullish();
const productNode = z.object({
  id: z.string(),
  title: z.string(),
  featuredMedia: z.object({ preview: z.object({ image }).nullish() }).nullish(),
});
const collectionNode = z.object({ id: z.string(), title: z.string(), image });
export type ProductNode = z.infer<typeof productNode>;
export type CollectionNode = z.infer<typeof collectionNode>;

const THUMBNAIL = "url(transform: { maxWidth: 160, maxHeight: 160 })";
const PRODUCT = `id title featuredMedia { preview { image { ${THUMBNAIL} } } }`;
const COLLECTION = `id title image { ${THUMBNAIL} }`;

export const searchProducts = operation<{ readonly query: string | null }>()({
  document: `#graphql
    query SearchProducts($query: String) {
      products(first: 25, query: $query, sortKey: TITLE) { nodes { ${PRODUCT} } }
    }
  `,
  answer: z.object({ products: z.object({ nodes: z.array(productNode) }) }),
});

export const searchCollections = operation<{ readonly query: string | null }>()({
  document: `#graphql
    query SearchCollections($query: String) {
      collections(first: 25, query: $query, sortKey: TITLE) { nodes { ${COLLECTION} } }
    }
  `,
  answer: z.object({ collections: z.object({ nodes: z.array(collectionNode) }) }),
});

/** A node of another type than we asked for answers without its fields. */
const orNothing = <Node extends z.ZodType>(node: Node) =>
  z.array(z.union([node, z.object({}).transform(() => null)]).nullable());

export const describeProducts = operation<{ readonly ids: readonly string[] }>()({
  document: `#graphql
    query DescribeProducts($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Product { ${PRODUCT} } }
    }
  `,
  answer: z.object({ nodes: orNothing(productNode) }),
});

export const describeCollections = operation<{ readonly ids: readonly string[] }>()({
  document: `#graphql
    query DescribeCollections($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Collection { ${COLLECTION} } }
    }
  `,
  answer: z.object({ nodes: orNothing(collectionNode) }),
});

const collections = pageOf(z.object({ id: z.string() }));
const collectedProduct = z.object({ id: z.string(), collections });
export type CollectedProduct = z.infer<typeof collectedProduct>;

export const productCollections = operation<{ readonly ids: readonly string[] }>()({
  document: `#graphql
    query ProductCollections($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Product { id collections(first: 20) { nodes { id } pageInfo { hasNextPage endCursor } } }
      }
    }
  `,
  answer: z.object({ nodes: orNothing(collectedProduct) }),
});

export const moreCollections = operation<{ readonly id: string; readonly after: string | null }>()({
  document: `#graphql
    query MoreCollections($id: ID!, $after: String) {
      product(id: $id) {
        collections(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
      }
    }
  `,
  answer: z.object({ product: z.object({ collections }).nullable() }),
});

const money = z.object({ amount: z.string(), currencyCode: z.string() });

export const productPrice = operation<{ readonly id: string }>()({
  document: `#graphql
    query ProductPrice($id: ID!) {
      product(id: $id) { priceRangeV2 { maxVariantPrice { amount currencyCode } } }
    }
  `,
  answer: z.object({
    product: z.object({ priceRangeV2: z.object({ maxVariantPrice: money }) }).nullable(),
  }),
});

export const variantPrice = operation<{ readonly id: string }>()({
  document: `#graphql
    query VariantPrice($id: ID!) {
      productVariant(id: $id) { price product { id } }
    }
  `,
  answer: z.object({
    productVariant: z.object({ price: z.string(), product: z.object({ id: z.string() }) }).nullable(),
  }),
});
