/**
 * First orders of three lines put into the inbox quickly: one payload is made, and the database puts each order's number and customer into a copy of it. Making and carrying each of them by itself
 * takes longer than what is measured.
 */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { type FirstOrder, orderOfThree } from "./order-of-three";

/** Digits that occur nowhere else in the payload; the numbers of lines begin with those of the order. */
const pattern: FirstOrder = { id: 6_111_111_111_117, customer: 7_222_222_222_227 };
const payload = orderOfThree(pattern);

export async function deliverOrders(
  db: Database,
  { shopId }: Pick<ShopRow, "shopId">,
  orders: readonly FirstOrder[],
): Promise<void> {
  await sqlOf(db).query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT $1, 'orders/paid', 'first-' || id, replace(replace($4, $5, id::text), $6, customer::text), now()
     FROM unnest($2::bigint[], $3::bigint[]) AS batch(id, customer)`,
    [
      shopId,
      orders.map(({ id }) => id),
      orders.map(({ customer }) => customer),
      payload,
      String(pattern.id),
      String(pattern.customer),
    ],
  );
}

let next = 6_200_000_000_000;

/** So many orders that were never there before, of so many customers in turn. */
export function deliverSome(
  db: Database,
  shop: ShopRow,
  { orders, customers }: { readonly orders: number; readonly customers: number },
): Promise<void> {
  const first = next;
  next += orders;
  return deliverOrders(
    db,
    shop,
    Array.from({ length: orders }, (_, index) => ({
      id: first + index,
      customer: 7_300_000_000_000 + (index % customers),
    })),
  );
}
