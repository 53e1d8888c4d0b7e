/**
 * Awards per second from the inbox to the ledger, in batches of 1,000 on a durable PostgreSQL, beside the ordinary way of doing the same work: one interactive
 * Prisma transaction per order. Measured in turns in one run, so that both see the same machine.
 */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { workInbox } from "../services/work-inbox";
import { startPostgres } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { fillInbox } from "./fill-inbox";
import { awardByPrisma } from "./one-transaction-per-order";

export const name = "awards";

const batches = 10;
const batchSize = 1_000;
const singles = 400;
const rounds = 3;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

async function ours(ctx: TestContext, shop: ShopRow): Promise<number> {
  await fillInbox(ctx.db, shop, batches * batchSize);
  const seconds = await timed(async () => {
    while ((await workInbox(ctx, shop.shopId, batchSize)) > 0);
  });
  return (batches * batchSize) / seconds;
}

async function ordinary(db: Database, ctx: TestContext, shop: ShopRow): Promise<number> {
  await fillInbox(db, shop, singles);
  const events = await sqlOf(db).query<{ id: number; payload: string }>(
    `SELECT "id", "payload" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' ORDER BY "id"`,
    [shop.shopId],
  );
  const seconds = await timed(async () => {
    for (const event of events) await awardByPrisma(db, ctx, { shop, event });
  });
  return events.length / seconds;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function run() {
  const server = await startPostgres({ durable: true });
  const db = await server.freshDatabase({ poolSize: 4 });
  const ctx = testContext(db);
  const shop = await installTestShop(ctx);
  const set: number[] = [];
  const single: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    set.push(await ours(ctx, shop));
    single.push(await ordinary(db, ctx, shop));
  }
  await db.close();
  await server.stop();
  const ratio = median(set) / median(single);
  return [
    { what: "orders, inbox to ledger, in batches of 1,000", rate: median(set) },
    { what: "orders, one Prisma transaction each (the ordinary way)", rate: median(single) },
    { what: "ours against the ordinary way", ratio, goal: "≥ 10", holds: ratio >= 10 },
  ];
}
