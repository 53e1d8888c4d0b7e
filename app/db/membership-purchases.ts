/** Orders that bought membership. Product and months stay those of the terms when an order was first seen (law 2); whether it still pays is its newest state's. */
import { instant, type MemberId, orderId, type ShopId } from "../loyalty/brand";
import type { Purchase } from "../loyalty/paid-membership";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

interface RawPurchase {
  orderId: string;
  memberId: number;
  productId: string;
  months: number;
  placedAt: Date;
  stands: boolean;
}

const columns = `"orderId", "memberId", "productId", "months", "placedAt", "stands"`;

const toPurchase = (raw: RawPurchase): Purchase => ({
  orderId: orderId(raw.orderId),
  productId: raw.productId,
  months: raw.months,
  placedAt: instant(raw.placedAt.getTime()),
  stands: raw.stands,
});

export interface PurchaseRow extends Purchase {
  readonly memberId: MemberId;
}

export async function savePurchases(
  sql: Sql,
  shopId: ShopId,
  purchases: readonly PurchaseRow[],
): Promise<void> {
  await insertRows(
    sql,
    {
      table: "membership_purchases",
      shopId,
      columns: {
        orderId: "text",
        memberId: "bigint",
        productId: "text",
        months: "int",
        placedAt: "timestamptz",
        stands: "boolean",
      },
      rows: purchases,
    },
    `ON CONFLICT ("shopId", "orderId") DO UPDATE SET "memberId" = excluded."memberId", "stands" = excluded."stands"`,
  );
}

/** By order: what these orders bought when they were first seen, and whose it was. */
export async function purchasesOf(
  sql: Sql,
  shopId: ShopId,
  orders: readonly string[],
): Promise<Map<string, Purchase & { readonly memberId: number }>> {
  if (orders.length === 0) return new Map();
  const raw = await sql.query<RawPurchase>(
    `SELECT ${columns} FROM "membership_purchases" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, orders],
  );
  return new Map(raw.map((row) => [row.orderId, { ...toPurchase(row), memberId: row.memberId }]));
}

export async function readPurchases(sql: Sql, shopId: ShopId, member: MemberId): Promise<Purchase[]> {
  const raw = await sql.query<RawPurchase>(
    `SELECT ${columns} FROM "membership_purchases" WHERE "shopId" = $1 AND "memberId" = $2 ORDER BY "placedAt", "orderId"`,
    [shopId, member],
  );
  return raw.map(toPurchase);
}
