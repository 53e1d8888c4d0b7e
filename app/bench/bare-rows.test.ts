/** The ceiling is only one if it writes what a measured run wrote: the same rows, and no event left waiting. */
import { expect, it } from "vitest";
import { insertRows } from "../db/rows";
import { sqlOf } from "../db/transaction";
import { workInbox } from "../services/work-inbox";
import { freshDatabase } from "../testing/database";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { rowsOf, withEvents, writeBare } from "./bare-rows";
import { fillInbox, nextOrder } from "./fill-inbox";
import { insertValues } from "./insert-values";

const members = 6;

async function opened() {
  const ctx = testContext(await freshDatabase());
  const shop = await installTestShop(ctx);
  await fillInbox(ctx.db, shop, members, (number) => 1 + number);
  while ((await workInbox(ctx, shop.shopId)) > 0);
  return { ctx, shop };
}

async function stored({ db }: TestContext, after: number) {
  const rows = (text: string) => sqlOf(db).query(text, [after]);
  return {
    orders: await rows(`SELECT * FROM "orders" WHERE "orderId"::bigint >= $1 ORDER BY "orderId"`),
    awards: await rows(`SELECT * FROM "awards" WHERE "orderId"::bigint >= $1 ORDER BY "orderId"`),
    entries: await rows(`SELECT * FROM "ledger_entries" WHERE "orderId"::bigint >= $1 ORDER BY "orderId"`),
    lots: await rows(`SELECT * FROM "lots" WHERE "orderId"::bigint >= $1 ORDER BY "orderId"`),
    members: await rows(
      `SELECT "id", "balance", "lastSeq", "tierId" FROM "members" WHERE $1 > 0 ORDER BY "id"`,
    ),
    waiting: await rows(`SELECT 1 FROM "inbox" WHERE "state" = 'new' AND $1 > 0`),
  };
}

it.each([
  ["in columns of bytes", insertRows],
  ["value by value", insertValues],
])("writes the very rows that a measured run wrote, %s", async (_, insert) => {
  const [measured, bare] = [await opened(), await opened()];
  const after = nextOrder();
  await fillInbox(measured.ctx.db, measured.shop, 20, (number) => 1 + (number % members));
  while ((await workInbox(measured.ctx, measured.shop.shopId)) > 0);

  await fillInbox(bare.ctx.db, bare.shop, 20, (number) => 1 + (number % members));
  const batches = await rowsOf(measured.ctx.db, { shop: measured.shop, after, size: 8 });
  await writeBare(bare.ctx.db, await withEvents(bare.ctx.db, batches), { atOnce: 1, insert });

  expect(batches).toHaveLength(3);
  const wrote = await stored(measured.ctx, after);
  expect(wrote.orders).toHaveLength(20);
  expect(wrote.waiting).toHaveLength(0);
  expect(await stored(bare.ctx, after)).toEqual(wrote);
  await measured.ctx.db.close();
  await bare.ctx.db.close();
});
