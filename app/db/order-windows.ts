/** Our orders by when they were placed: what an audit compares with a walk through the store's. */
import { type Instant, instant, type OrderId, orderId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface Window {
  /** Inclusive; null for the very first. */
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant;
}

/** Of orders that the store is not known to have deleted. */
export async function placedWithin(sql: Sql, shop: ShopId, { from, to }: Window): Promise<OrderId[]> {
  const rows = await sql.query<{ orderId: string }>(
    `SELECT "orderId" FROM "orders" WHERE "shopId" = $1 AND "placedAt" >= COALESCE($2::timestamptz, '-infinity') AND "placedAt" < $3
       AND "status" <> 'deleted' ORDER BY "placedAt", "orderId"`,
    [shop, from === null ? null : new Date(from), new Date(to)],
  );
  return rows.map((row) => orderId(row.orderId));
}

export async function countPlacedBefore(sql: Sql, shop: ShopId, to: Instant): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "orders" WHERE "shopId" = $1 AND "placedAt" < $2 AND "status" <> 'deleted'`,
    [shop, new Date(to)],
  );
  return row?.count ?? 0;
}

/** From when on past orders were asked for; null when none ever were. */
export async function importedSince(sql: Sql, shop: ShopId): Promise<Instant | null> {
  const [row] = await sql.query<{ since: Date | null }>(
    `SELECT min("since") AS "since" FROM "order_imports" WHERE "shopId" = $1`,
    [shop],
  );
  return row?.since ? instant(row.since.getTime()) : null;
}

/** Which of these were parked when they were fetched or imported, and wait for a person or were dismissed by one. */
export async function parkedAmong(
  sql: Sql,
  shop: ShopId,
  orders: readonly OrderId[],
): Promise<ReadonlySet<OrderId>> {
  const names = orders.flatMap((id) => [`orders/fetched:${id}`, `orders/imported:${id}`]);
  const rows = await sql.query<{ deliveryId: string }>(
    `SELECT "deliveryId" FROM "inbox" WHERE "shopId" = $1 AND "deliveryId" = ANY($2::text[])`,
    [shop, names],
  );
  return new Set(rows.map((row) => orderId(row.deliveryId.slice(row.deliveryId.indexOf(":") + 1))));
}
