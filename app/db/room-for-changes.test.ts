/**
 * What a refund changes stays on its page: no index is written anew for it, because the pages have room (fillfactor) and no index holds what a refund changes. With ten million orders stored each
 * entry of an index would be another page to fetch and to write.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";

const orders = 400;
const everyTenth = Array.from({ length: orders / 10 }, (_, index) => 1 + 10 * index);

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
beforeAll(async () => {
  // One connection, which can be told to count at once.
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 1 });
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterAll(() => db.close());

const bought = (id: number, more: object = {}) =>
  orderPayload({ id: 10_000 + id, customer: 500 + id, price: "20.00", quantity: 2, ...more });

async function changed(): Promise<Map<string, { all: number; inPlace: number }>> {
  await db.pool.query("SELECT pg_stat_force_next_flush()");
  const rows = await sqlOf(db).query<{ name: string; all: number; inPlace: number }>(
    `SELECT relname::text AS "name", n_tup_upd::int AS "all", n_tup_hot_upd::int AS "inPlace" FROM pg_stat_user_tables`,
  );
  return new Map(rows.map(({ name, all, inPlace }) => [name, { all, inPlace }]));
}

it("changes order, award and member in their places when a part of the goods comes back", async () => {
  await deliver(
    ctx,
    shop,
    Array.from({ length: orders }, (_, index) => bought(1 + index)),
  );
  await workOff(ctx, shop);
  const before = await changed();
  const updatedAt = new Date(ctx.now()).toISOString();
  const returned = { quantity: 1, subtotal: "20.00" };
  await deliver(
    ctx,
    shop,
    everyTenth.map((id) => bought(id, { updatedAt, returned })),
  );
  await workOff(ctx, shop);
  const after = await changed();
  for (const table of ["orders", "awards", "members", "lots"]) {
    const all = (after.get(table)?.all ?? 0) - (before.get(table)?.all ?? 0);
    const inPlace = (after.get(table)?.inPlace ?? 0) - (before.get(table)?.inPlace ?? 0);
    expect({ table, all, inPlace }).toEqual({ table, all: everyTenth.length, inPlace: everyTenth.length });
  }
});
