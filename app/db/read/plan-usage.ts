/**
 * What a merchant's plan counts: orders that were paid and of which something was kept. Refunded, cancelled and unpaid orders cost the merchant nothing
 * (field lesson 25), whenever that became so: the orders' present states are counted, not the events that brought them.
 */
import type { ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

/** Orders placed from `from` (inclusive) until `until` (exclusive). */
export async function countPlanOrders(
  sql: Sql,
  shop: ShopId,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "orders" o
     WHERE o."shopId" = $1 AND o."placedAt" >= $2 AND o."placedAt" < $3 AND o."status" = 'paid'
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(o."state"->'lines') AS line WHERE (line->>'gross')::bigint - (line->>'refunded')::bigint
         > COALESCE((SELECT sum((discount->>'amount')::bigint) FROM jsonb_array_elements(line->'discounts') AS discount), 0))`,
    [shop, from, until],
  );
  return row?.count ?? 0;
}
