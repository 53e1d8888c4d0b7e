/** What is measured against must be the same work: an order awarded the ordinary way ends as one awarded in a batch does. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { workInbox } from "../services/work-inbox";
import { freshDatabase } from "../testing/database";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { fillInbox } from "./fill-inbox";
import { awardByPrisma } from "./one-transaction-per-order";

let db: Database;
let ctx: TestContext;
beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
});
afterEach(() => db.close());

async function ended(shop: ShopRow) {
  const rows = (text: string) => sqlOf(db).query(text, [shop.shopId]);
  return {
    members: await rows(
      `SELECT "balance", "earned", "lastSeq" FROM "members" WHERE "shopId" = $1 ORDER BY "id"`,
    ),
    awards: await rows(
      `SELECT "points", "eligible", "factors", "tierId" FROM "awards" WHERE "shopId" = $1 ORDER BY "orderId"`,
    ),
    entries: await rows(
      `SELECT "kind", "points", "expiresAt" FROM "ledger_entries" WHERE "shopId" = $1 ORDER BY "source"`,
    ),
    waiting: await rows(`SELECT 1 FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new'`),
  };
}

it("gives the same points by one transaction for each order as by batches", async () => {
  const batched = await installTestShop(ctx, "batched.myshopify.com");
  await fillInbox(db, batched, 20);
  while ((await workInbox(ctx, batched.shopId)) > 0);

  const single = await installTestShop(ctx, "single.myshopify.com");
  await fillInbox(db, single, 20);
  const events = await sqlOf(db).query<{ id: number; payload: string }>(
    `SELECT "id", "payload" FROM "inbox" WHERE "shopId" = $1 ORDER BY "id"`,
    [single.shopId],
  );
  for (const event of events) await awardByPrisma(db, ctx, { shop: single, event });

  expect((await ended(single)).awards).toHaveLength(20);
  expect(await ended(single)).toEqual(await ended(batched));
});
