/** An order that waits behind a merge of its customer belongs to whoever the customer is afterwards. Found by the model (app/testing/model), on a real PostgreSQL. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { membersOfCustomers, readMember } from "../db/members";
import { inTransaction, sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { deliver, installTestShop, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { mergeMembers } from "./merge-members";
import { verifyLedger } from "./verify-ledger";
import { workInbox } from "./work-inbox";

let db: PostgresDatabase;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase();
});
afterAll(() => db.close());

/** Until another session waits for a lock of ours. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

it.each([
  ["the older member is kept", "21", "22"],
  ["the younger member is kept", "32", "31"],
])("its points go to the kept member when %s", async (_which, kept, merged) => {
  const ctx = testContext(db);
  const shop = await installTestShop(ctx, `race-${kept}.myshopify.com`);
  const buys = (id: number, customer: string) =>
    orderPayload({ id, customer: Number(customer), price: "20.00" });
  for (const [index, customer] of [kept, merged].sort().entries()) {
    await deliver(ctx, shop, [buys(index + 1, customer)]);
    await workOff(ctx, shop);
  }
  await deliver(ctx, shop, [buys(3, merged)]);

  // Begun outside the merge's transaction, as another worker is.
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const other = begun.then(() => workInbox(ctx, shop.shopId));
  const waits = begun.then(untilSomebodyWaits);
  await inTransaction(db, async (sql) => {
    await mergeMembers(ctx, sql, { shopId: shop.shopId, kept: customerId(kept), merged: customerId(merged) });
    begin();
    await waits;
  });
  await other;
  await workOff(ctx, shop);

  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(kept)])).get(customerId(kept));
  if (member === undefined) throw new Error("nobody was kept");
  expect((await readMember(sqlOf(db), shop.shopId, member))?.balance).toBe(300);
  expect((await verifyLedger(ctx, shop.shopId)).faults).toEqual([]);
});
