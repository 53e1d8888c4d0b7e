/** What a store sells, for pickers and rules: its products, and its categories as what rules call collections. A category has in it what its sub-categories have. */
import * as z from "zod";
import type { WooCommerceClient } from "../client";
import { plainName } from "../plain-name";
import { orNone } from "./orders";
import { PER_PAGE } from "./place";

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly image: string | null;
}

export type Kind = "product" | "collection";

const image = z.object({ src: z.string().nullish() }).nullish();
const product = z.object({ id: z.int(), name: z.string(), images: z.array(image).nullish() });
const category = z.object({ id: z.int(), name: z.string(), image });

const OFFERED = 25;
const isId = (text: string): boolean => /^[1-9]\d{0,15}$/.test(text);

export function searchCatalogue(client: WooCommerceClient, kind: Kind, words: string): Promise<Item[]> {
  // WooCommerce decodes a value twice before it checks its signature.
  const plain = words.replaceAll("%", " ").trim().slice(0, 200);
  const search = plain === "" ? {} : { search: plain };
  const published = kind === "product" ? { status: "publish" } : {};
  return itemsOf(client, kind, { ...search, ...published, per_page: OFFERED });
}

/** In the order in which they were asked for; those the store does not know any more are left out. */
export async function describeCatalogue(
  client: WooCommerceClient,
  kind: Kind,
  ids: readonly string[],
): Promise<Item[]> {
  const found = new Map<string, Item>();
  const known = [...new Set(ids.filter(isId))];
  for (let from = 0; from < known.length; from += PER_PAGE) {
    const include = known.slice(from, from + PER_PAGE).join(",");
    for (const item of await itemsOf(client, kind, { include, per_page: PER_PAGE })) found.set(item.id, item);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function itemsOf(client: WooCommerceClient, kind: Kind, params: Record<string, string | number>) {
  if (kind === "product") {
    const { data } = await client.get("products", {
      answer: z.array(product),
      params: { ...params, _fields: "id,name,images" },
    });
    return data.map(({ id, name, images }) => itemOf(id, name, images?.[0]));
  }
  const { data } = await client.get("products/categories", {
    answer: z.array(category),
    params: { ...params, _fields: "id,name,image" },
  });
  return data.map((one) => itemOf(one.id, one.name, one.image));
}

const itemOf = (id: number, name: string, picture: z.infer<typeof image>): Item => ({
  id: String(id),
  title: plainName(name) || `#${id}`,
  image: picture?.src && /^https?:\/\//.test(picture.src) ? picture.src : null,
});

const grouped = z.object({
  id: z.int(),
  parent_id: z.int().nullish(),
  categories: z.array(z.object({ id: z.int() })).nullish(),
});
const fields = { _fields: "id,parent_id,categories" };

/** The categories of products and all that these are in. A variation is in those of its product; what the store does not know is in none. */
export async function readCollections(
  client: WooCommerceClient,
  productIds: readonly string[],
): Promise<Map<string, string[]>> {
  const known = [...new Set(productIds.filter(isId))];
  const direct = new Map<string, number[]>();
  for (let from = 0; from < known.length; from += PER_PAGE) {
    const { data } = await client.get("products", {
      answer: z.array(grouped),
      params: { ...fields, include: known.slice(from, from + PER_PAGE).join(","), per_page: PER_PAGE },
    });
    for (const { id, categories } of data) direct.set(String(id), idsOf(categories));
  }
  for (const id of known) if (!direct.has(id)) direct.set(id, await categoriesOfOne(client, id));
  const parents = [...direct.values()].some((ids) => ids.length > 0) ? await readParents(client) : new Map();
  return new Map(productIds.map((id) => [id, withAncestors(direct.get(id) ?? [], parents).map(String)]));
}

const idsOf = (categories: z.infer<typeof grouped>["categories"]): number[] =>
  (categories ?? []).map(({ id }) => id);

/** The list leaves variations out. */
async function categoriesOfOne(client: WooCommerceClient, id: string): Promise<number[]> {
  const ask = (one: string) =>
    orNone(client.get(`products/${one}`, { answer: grouped, params: fields })).then((found) => found?.data);
  const found = await ask(id);
  const parent = found?.parent_id;
  return idsOf(parent ? (await ask(String(parent)))?.categories : found?.categories);
}

async function readParents(client: WooCommerceClient): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (let page = 1; ; page += 1) {
    const { data, total } = await client.get("products/categories", {
      answer: z.array(z.object({ id: z.int(), parent: z.int() })),
      params: { per_page: PER_PAGE, page, orderby: "id", order: "asc", _fields: "id,parent" },
    });
    for (const { id, parent } of data) parents.set(id, parent);
    if (data.length < PER_PAGE || (total !== null && page * PER_PAGE >= total)) return parents;
  }
}

/** A circle among categories, which a broken import can make, ends where it began. */
function withAncestors(ids: readonly number[], parents: ReadonlyMap<number, number>): number[] {
  const all = new Set<number>();
  for (const id of ids) for (let at = id; at !== 0 && !all.has(at); at = parents.get(at) ?? 0) all.add(at);
  return [...all];
}
