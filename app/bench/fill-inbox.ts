/** Fills the inbox with first orders of three lines each, as Shopify delivers them. Every call makes orders that were never there before. */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { orderOfThree } from "./order-of-three";

let next = 1_000_000;
/** The number of the order that comes next. */
export const nextOrder = (): number => next;

/** Members who come back: about four orders each. */
const customers = 20_000;
const atOnce = 1_000;

/** Who buys the shop's `number`-th order of a call. */
export type BuyerOf = (number: number) => number;

const anybody: BuyerOf = (number) => 1 + ((number * 7_919) % customers);

export async function fillInbox(
  db: Database,
  { shopId }: Pick<ShopRow, "shopId">,
  orders: number,
  buyerOf: BuyerOf = anybody,
): Promise<void> {
  for (let done = 0; done < orders; done += atOnce) {
    const first = next;
    const count = Math.min(atOnce, orders - done);
    next += count;
    const payloads = Array.from({ length: count }, (_, index) => {
      const id = first + index;
      return orderOfThree({ id, customer: buyerOf(buyerOf === anybody ? id : done + index) });
    });
    await sqlOf(db).query(
      `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
       SELECT $1, 'orders/paid', 'bench-' || $3 || '-' || number, payload, now() FROM unnest($2::text[]) WITH ORDINALITY AS batch(payload, number)`,
      [shopId, payloads, first],
    );
  }
}
