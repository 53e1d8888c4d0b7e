/** Collections, and which of them a product is in. */
import { collectionsWith, type SandboxCollection } from "../../cast/collections";
import { gid } from "../../state/ids";
import type { SandboxProduct } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byNumber, byText, type Searchable } from "../search-syntax";
import { titleMatch } from "./title-match";

export function collectionNode(collection: SandboxCollection): ApiNode {
  return {
    __typename: "Collection",
    id: gid("Collection", collection.id),
    legacyResourceId: String(collection.id),
    title: collection.title,
    handle: collection.handle,
    image: null,
    productsCount: { count: collection.productIds.length, precision: "EXACT" },
  };
}

export function productCollections(product: SandboxProduct, args: Args): unknown {
  return connection(collectionsWith(product), args, ({ id }) => id, collectionNode);
}

export const collectionSearch: Searchable<SandboxCollection> = {
  what: "collections",
  fields: {
    id: byNumber(({ id }) => id),
    title: titleMatch(({ title }) => title),
    handle: byText(({ handle }) => [handle]),
  },
  word: ({ title }, value) => title.toLowerCase().includes(value),
};
