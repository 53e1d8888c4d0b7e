/** Products and collections of the store, for pickers and for rules that name them. */
import type { CatalogueItem } from "../store";
import { gid, needId } from "./gid";
import { ask, type Line } from "./graphql-client";
import {
  type CollectedProduct,
  type CollectionNode,
  describeCollections,
  describeProducts,
  moreCollections,
  type ProductNode,
  productCollections,
  searchCollections,
  searchProducts,
} from "./operations/catalogue";

export type CatalogueKind = "product" | "collection";

const productItem = ({ id, title, featuredMedia }: ProductNode): CatalogueItem => ({
  id: needId("Product", id),
  title,
  image: featuredMedia?.preview?.image?.url ?? null,
});

const collectionItem = ({ id, title, image }: CollectionNode): CatalogueItem => ({
  id: needId("Collection", id),
  title,
  image: image?.url ?? null,
});

/** Each word must begin a word of the title. What has a meaning in Shopify's search is no part of a word. */
export function titleQuery(words: string): string | null {
  const parts = words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return parts.length === 0
    ? null
    : parts
        .slice(0, 8)
        .map((word) => `title:${word}*`)
        .join(" AND ");
}

export async function search(
  line: Line,
  { kind, words }: { readonly kind: CatalogueKind; readonly words: string },
): Promise<CatalogueItem[]> {
  const query = titleQuery(words);
  if (kind === "product") return (await ask(line, searchProducts, { query })).products.nodes.map(productItem);
  return (await ask(line, searchCollections, { query })).collections.nodes.map(collectionItem);
}

const DESCRIBED_AT_ONCE = 100;

export async function describeItems(
  line: Line,
  { kind, ids }: { readonly kind: CatalogueKind; readonly ids: readonly string[] },
): Promise<CatalogueItem[]> {
  const items: CatalogueItem[] = [];
  for (const some of inParts(ids, DESCRIBED_AT_ONCE)) {
    if (kind === "product") {
      const { nodes } = await ask(line, describeProducts, { ids: some.map((id) => gid("Product", id)) });
      items.push(...nodes.flatMap((node) => (node ? [productItem(node)] : [])));
    } else {
      const { nodes } = await ask(line, describeCollections, {
        ids: some.map((id) => gid("Collection", id)),
      });
      items.push(...nodes.flatMap((node) => (node ? [collectionItem(node)] : [])));
    }
  }
  return items;
}

/** One question may cost 1,000 points, and costs what it could hold. */
const PRODUCTS_AT_ONCE = 25;

export async function readCollections(
  line: Line,
  productIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>(productIds.map((id) => [id, []]));
  const asked = [...found.keys()].filter((id) => /^\d+$/.test(id));
  for (const some of inParts(asked, PRODUCTS_AT_ONCE)) {
    const { nodes } = await ask(line, productCollections, { ids: some.map((id) => gid("Product", id)) });
    for (const node of nodes) {
      if (node) found.set(needId("Product", node.id), await allOf(line, node));
    }
  }
  return found;
}

async function allOf(line: Line, { id, collections }: CollectedProduct): Promise<string[]> {
  const ids = collections.nodes.map((node) => needId("Collection", node.id));
  let { pageInfo } = collections;
  while (pageInfo.hasNextPage) {
    const { product } = await ask(line, moreCollections, { id, after: pageInfo.endCursor ?? null });
    if (!product) return [];
    ids.push(...product.collections.nodes.map((node) => needId("Collection", node.id)));
    pageInfo = product.collections.pageInfo;
  }
  return ids;
}

function inParts<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}
