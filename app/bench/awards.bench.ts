/**
 * Awards per second from the inbox to the ledger, in batches on a durable PostgreSQL that shares the machine, by one worker process and by one for each of two cores, beside four others measured in turns in the
 * same run: two ceilings (the same rows by bare multi-row inserts), the ordinary way (one interactive Prisma transaction per order), and a crowd (one hot shop, few hot members). docs/performance.md says where
 * the time goes.
 */
import type { ChildProcess } from "node:child_process";
import { insertRows } from "../db/rows";
import { sqlOf } from "../db/transaction";
import { turnsAtOnce } from "../jobs/turns";
import { startPostgres } from "../testing/postgres";
import { type TestContext, testContext } from "../testing/service-context";
import type { Backlog } from "./award-process";
import { type Crowd, crowded, deliverTo, openShops, spread } from "./award-shops";
import { type BareBatch, type Insert, rowsOf, withEvents, writeBare } from "./bare-rows";
import { fillInbox, nextOrder } from "./fill-inbox";
import { insertValues } from "./insert-values";
import { awardByPrisma } from "./one-transaction-per-order";
import { median } from "./quantiles";
import { ask, startWorkers } from "./worker-processes";

export const name = "awards";

const orders = 8_000;
const batchSize = 1_000;
const singles = 100;
const rounds = 5;
const processes = 2;

type Shops = Awaited<ReturnType<typeof openShops>>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

interface Ours {
  readonly ctx: TestContext;
  readonly workers: readonly ChildProcess[];
  readonly shops: Shops;
}

/** All of so many processes are told of the same backlog, and share it as workers do, batch by batch. */
async function ours({ ctx, workers, shops }: Ours, crowd: Crowd, count: number): Promise<number> {
  const waiting = await deliverTo(ctx.db, shops, { crowd, orders });
  const backlog: Backlog = shops.map(({ shopId }) => shopId);
  const working = () => Promise.all(workers.slice(0, count).map((worker) => ask(worker, backlog)));
  return waiting / (await timed(working));
}

interface Again {
  readonly shops: Shops;
  readonly batches: readonly BareBatch[];
  readonly insert: Insert;
}

/** What ours wrote, written again into a database of its own. */
async function ceiling(bare: TestContext, { shops, batches, insert }: Again): Promise<number> {
  await deliverTo(bare.db, shops, { crowd: spread, orders });
  const writing = await withEvents(bare.db, batches);
  return orders / (await timed(() => writeBare(bare.db, writing, { atOnce: turnsAtOnce, insert })));
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

interface House extends Ours {
  /** Their shops are those of `ours`. */
  readonly bytes: TestContext;
  readonly values: TestContext;
}

/** Orders a second, each way once. */
async function round(house: House) {
  const { ctx, shops } = house;
  const one = await ours(house, spread, 1);
  const after = nextOrder();
  const both = await ours(house, spread, processes);
  const read = await Promise.all(shops.map((shop) => rowsOf(ctx.db, { shop, after, size: batchSize })));
  const batches = read.flat();
  const bytes = await ceiling(house.bytes, { shops, batches, insert: insertRows });
  const values = await ceiling(house.values, { shops, batches, insert: insertValues });
  const crowd = await ours(house, crowded, processes);
  return { one, both, bytes, values, crowd, single: await ordinary(ctx, shops) };
}
type Round = Awaited<ReturnType<typeof round>>;

async function measured(house: House): Promise<Round[]> {
  // Each process compiles what it runs often before anything is measured.
  await ours(house, spread, processes);
  const taken: Round[] = [];
  for (let number = 0; number < rounds; number += 1) taken.push(await round(house));
  return taken;
}

/** Rates and ratios are medians; what a ratio compares was measured within seconds, in one round. */
function judged(taken: readonly Round[]) {
  const rate = (kind: keyof Round) => median(taken.map((one) => one[kind]));
  const against = (what: string, [kind, other]: readonly [keyof Round, keyof Round], least: number) => {
    const ratio = median(taken.map((one) => one[kind] / one[other]));
    return { what, ratio, goal: `≥ ${least}`, holds: ratio >= least };
  };
  return [
    {
      what: `first awards, inbox to ledger, in batches, ${processes} worker processes`,
      rate: rate("both"),
      goal: "≥ 10,000",
      holds: rate("both") >= 10_000,
    },
    { what: "one worker process", rate: rate("one") },
    { what: "the same rows by bare multi-row inserts, value by value", rate: rate("values") },
    { what: "the same rows by bare multi-row inserts, in our columns of bytes", rate: rate("bytes") },
    { what: "one Prisma transaction per order (the ordinary way)", rate: rate("single") },
    {
      what: `80 % of orders one shop's, half of them 1 % of the members', ${processes} processes`,
      rate: rate("crowd"),
    },
    against("ours against bare rows, value by value", ["both", "values"], 0.5),
    against("ours against bare rows, in our columns of bytes", ["both", "bytes"], 0.5),
    against("one process against the ordinary way, in one too", ["one", "single"], 30),
    against("the crowd against spread", ["crowd", "both"], 0.8),
  ];
}

export async function run() {
  const server = await startPostgres({ durable: true });
  const database = await server.freshDatabase({ poolSize: 10 });
  const ctx = testContext(database);
  const bytes = testContext(await server.freshDatabase({ poolSize: 10 }));
  const values = testContext(await server.freshDatabase({ poolSize: 10 }));
  const workers = await startWorkers("app/bench/award-process.ts", database.url, processes);
  try {
    const shops = await openShops(ctx, 1);
    for (const bare of [bytes, values]) await openShops(bare, 1);
    return judged(await measured({ ctx, workers, shops, bytes, values }));
  } finally {
    for (const worker of workers) worker.disconnect();
    for (const { db } of [ctx, bytes, values]) await db.close();
    await server.stop();
  }
}
