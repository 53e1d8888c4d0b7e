/** The newest stored orders of one buyer: under their customer account, or as a guest with the e-mail they have proved. */
import type { CustomerId, ShopId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import { parseOrder } from "./order-state";
import type { Sql } from "./transaction";

const newest = 200;

export async function ordersOfBuyer(
  sql: Sql,
  shopId: ShopId,
  { customerId, email }: { customerId: CustomerId; email: string | null },
): Promise<Order[]> {
  const rows = await sql.query<{ state: unknown }>(
    `SELECT "state" FROM (
       (SELECT "state", "placedAt" FROM "orders" WHERE "shopId" = $1 AND "customerId" = $2 ORDER BY "placedAt" DESC LIMIT $4)
       UNION ALL
       (SELECT "state", "placedAt" FROM "orders" WHERE "shopId" = $1 AND "buyerEmail" = $3 AND "customerId" IS NULL ORDER BY "placedAt" DESC LIMIT $4)
     ) AS bought ORDER BY "placedAt" DESC LIMIT $4`,
    [shopId, customerId, email, newest],
  );
  return rows.map((row) => parseOrder(row.state));
}
