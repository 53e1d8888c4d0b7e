/** Fills the inbox with first orders of three lines each, as Shopify delivers them. Every call makes orders that were never there before. */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { orderPayload } from "../testing/order-payload";

let next = 1_000_000;
/** Members who come back: about four orders each. */
const customers = 20_000;

function threeLines(payload: string): string {
  const order = JSON.parse(payload);
  const [line] = order.line_items;
  order.line_items = [0, 1, 2].map((index) => ({ ...line, id: line.id * 10 + index }));
  return JSON.stringify(order);
}

export async function fillInbox(db: Database, shop: ShopRow, orders: number): Promise<void> {
  const first = next;
  next += orders;
  const payloads = Array.from({ length: orders }, (_, index) => {
    const id = first + index;
    return threeLines(orderPayload({ id, customer: 1 + ((id * 7_919) % customers), price: "12.40" }));
  });
  await sqlOf(db).query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT $1, 'orders/paid', 'bench-' || $3 || '-' || number, payload, now() FROM unnest($2::text[]) WITH ORDINALITY AS batch(payload, number)`,
    [shop.shopId, payloads, first],
  );
}
