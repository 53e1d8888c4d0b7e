/** Which collections products were in when the store was last asked. */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** The collections of these products, as far as they were read after `notBefore`. */
export async function readProductGroups(
  sql: Sql,
  shopId: ShopId,
  { productIds, notBefore }: { readonly productIds: readonly string[]; readonly notBefore: Date },
): Promise<Map<string, readonly string[]>> {
  if (productIds.length === 0) return new Map();
  const raw = await sql.query<{ productId: string; collectionIds: string[] }>(
    `SELECT "productId", "collectionIds" FROM "product_groups"
     WHERE "shopId" = $1 AND "productId" = ANY($2::text[]) AND "readAt" >= $3`,
    [shopId, productIds, notBefore],
  );
  return new Map(raw.map((row) => [row.productId, row.collectionIds]));
}

export async function saveProductGroups(
  sql: Sql,
  shopId: ShopId,
  { groups, at }: { readonly groups: ReadonlyMap<string, readonly string[]>; readonly at: Date },
): Promise<void> {
  const products = [...groups.keys()].sort();
  const texts = products.map((id) => JSON.stringify(groups.get(id) ?? []));
  await sql.query(
    `INSERT INTO "product_groups" ("shopId", "productId", "collectionIds", "readAt")
     SELECT $1, p, ARRAY(SELECT jsonb_array_elements_text(c::jsonb)), $4 FROM unnest($2::text[], $3::text[]) AS batch(p, c)
     ON CONFLICT ("shopId", "productId") DO UPDATE SET "collectionIds" = excluded."collectionIds", "readAt" = excluded."readAt"`,
    [shopId, products, texts, at],
  );
}
