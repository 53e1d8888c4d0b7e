/**
 * Awards per second from the inbox to the ledger, in batches on a durable PostgreSQL that shares the machine, beside three others measured in turns in the same run: the ceiling (the same rows by
 * bare multi-row statements), the ordinary way (one interactive Prisma transaction per order), and a crowd (one hot shop, few hot members). docs/performance.md says where the time goes.
 */
import { sqlOf } from "../db/transaction";
import { startPostgres } from "../testing/postgres";
import { type TestContext, testContext } from "../testing/service-context";
import { type Crowd, crowded, deliverTo, openShops, spread, workOffAll } from "./award-shops";
import { rowsOf, withEvents, writeBare } from "./bare-rows";
import { fillInbox, nextOrder } from "./fill-inbox";
import { awardByPrisma } from "./one-transaction-per-order";

export const name = "awards";

const orders = 8_000;
const batchSize = 1_000;
const singles = 100;
const rounds = 3;
/** As many turns as the worker has (jobs/turns.ts). */
const atOnce = 4;

type Shops = Awaited<ReturnType<typeof openShops>>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

async function ours(ctx: TestContext, shops: Shops, crowd: Crowd): Promise<number> {
  const count = await deliverTo(ctx.db, shops, { crowd, orders });
  return count / (await timed(() => workOffAll(ctx, shops, atOnce)));
}

/** What the last round of ours wrote, written again. */
async function ceiling(
  ctx: TestContext,
  bare: TestContext,
  { shops, after }: { shops: Shops; after: number },
) {
  await deliverTo(bare.db, shops, { crowd: spread, orders });
  const read = await Promise.all(shops.map((shop) => rowsOf(ctx.db, { shop, after, size: batchSize })));
  const batches = await withEvents(bare.db, read.flat());
  const count = batches.reduce((sum, { tables }) => sum + tables.orders.rows.length, 0);
  return count / (await timed(() => writeBare(bare.db, batches, atOnce)));
}

async function ordinary(ctx: TestContext, shops: Shops): Promise<number> {
  const [shop] = shops;
  if (!shop) throw new Error("there is no shop");
  await fillInbox(ctx.db, shop, singles, spread.buyerOf);
  const events = await sqlOf(ctx.db).query<{ id: number; payload: string }>(
    `SELECT "id", "payload" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' ORDER BY "id"`,
    [shop.shopId],
  );
  const seconds = await timed(async () => {
    for (const event of events) await awardByPrisma(ctx.db, ctx, { shop, event });
  });
  return events.length / seconds;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function run() {
  const server = await startPostgres({ durable: true });
  const ctx = testContext(await server.freshDatabase({ poolSize: 10 }));
  const bare = testContext(await server.freshDatabase({ poolSize: 10 }));
  const shops = await openShops(ctx, 1);
  await openShops(bare, 1);
  const rates: Record<"ours" | "bare" | "single" | "crowd", number[]> = {
    ours: [],
    bare: [],
    single: [],
    crowd: [],
  };
  for (let round = 0; round < rounds; round += 1) {
    const after = nextOrder();
    rates.ours.push(await ours(ctx, shops, spread));
    rates.bare.push(await ceiling(ctx, bare, { shops, after }));
    rates.crowd.push(await ours(ctx, shops, crowded));
    rates.single.push(await ordinary(ctx, shops));
  }
  await ctx.db.close();
  await bare.db.close();
  await server.stop();
  const [rate, most] = [median(rates.ours), median(rates.bare)];
  const [single, crowd] = [median(rates.single), median(rates.crowd)];
  const against = (what: string, ratio: number, least: number) => ({
    what,
    ratio,
    goal: `≥ ${least}`,
    holds: ratio >= least,
  });
  return [
    { what: "first awards, inbox to ledger, in batches", rate, goal: "≥ 10,000", holds: rate >= 10_000 },
    { what: "the same rows by bare multi-row statements (the ceiling)", rate: most },
    { what: "one Prisma transaction per order (the ordinary way)", rate: single },
    { what: "80 % of orders one shop's, half of them 1 % of the members'", rate: crowd },
    against("ours against the ceiling", rate / most, 0.5),
    against("ours against the ordinary way", rate / single, 30),
    against("the crowd against spread", crowd / rate, 0.8),
  ];
}
