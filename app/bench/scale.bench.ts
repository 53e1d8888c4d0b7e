/**
 * One, two and four worker processes on one durable PostgreSQL, the same warm processes in turns in one run, orders spread over eight shops: how much they do together, and how much each. Then
 * what small shops feel of a hot one. On two cores shared with the database more processes cannot do much more; they must not do less, and none may stand idle.
 */
import { sqlOf } from "../db/transaction";
import { startPostgres } from "../testing/postgres";
import { deliverSome } from "./deliver-orders";
import { besideAHotShop } from "./fairness";
import { median, quantile } from "./quantiles";
import { furnish, type House, rest, untilTold, untilWorkedOff, work } from "./scale-house";

export const name = "scale";

const shops = 8;
/** Three batches of each shop, 24 in all: with fewer, whoever looks first has them all in hand before the others have looked. */
const ordersEach = 3_000;
/** Known after the first turn, so that every turn is the same work. */
const customersEach = 3_000;
/** How many processes work, round by round; each in every place once. */
const rounds = [
  [1, 2, 4],
  [2, 4, 1],
  [4, 1, 2],
] as const;

interface Turn {
  readonly processes: number;
  readonly rate: number;
  /** What part of the events each process handled. */
  readonly parts: readonly number[];
}

/** So many processes work off a backlog of all shops; nothing is left over for the next turn. */
async function workedBy(house: House, processes: number): Promise<Turn> {
  for (const shop of house.shops)
    await deliverSome(house.db, shop, { orders: ordersEach, customers: customersEach });
  const workers = house.workers.slice(0, processes);
  const start = performance.now();
  work(workers);
  await untilWorkedOff(house);
  const seconds = (performance.now() - start) / 1_000;
  await untilTold(house);
  const handled = await rest(workers);
  const all = shops * ordersEach;
  return { processes, rate: all / seconds, parts: handled.map((count) => count / all) };
}

/** Deliveries, and what became of them: orders, and entries of first awards. All three are one number when nothing was lost and nothing awarded twice. */
async function counted({ db }: House): Promise<{ deliveries: number; orders: number; awards: number }> {
  const [row] = await sqlOf(db).query<{ deliveries: number; orders: number; awards: number }>(
    `SELECT (SELECT count(*)::int FROM "inbox" WHERE "state" = 'done') AS "deliveries", (SELECT count(*)::int FROM "orders") AS "orders",
       (SELECT count(*)::int FROM "ledger_entries" WHERE "cause"->>'why' = 'order-awarded') AS "awards"`,
  );
  if (!row) throw new Error("nothing was counted");
  return row;
}

export async function run() {
  const server = await startPostgres({
    durable: true,
    settings: { shared_buffers: "1GB", max_wal_size: "8GB" },
  });
  const house = await furnish(await server.freshDatabase({ poolSize: 4 }), { shops, processes: 4 });
  // Each process compiles what it runs often before anything is measured.
  for (let turn = 0; turn < 2; turn += 1) await workedBy(house, house.workers.length);
  const turns: Turn[] = [];
  for (const round of rounds) for (const processes of round) turns.push(await workedBy(house, processes));
  const fair = await besideAHotShop(house);
  const { deliveries, orders, awards } = await counted(house);
  for (const worker of house.workers) worker.disconnect();
  await house.db.close();
  await server.stop();

  const of = (processes: number) => turns.filter((turn) => turn.processes === processes);
  const rate = (processes: number) => median(of(processes).map((turn) => turn.rate));
  const least = (processes: number) => Math.min(...of(processes).flatMap(({ parts }) => parts));
  const [alone, beside] = [quantile(fair.alone, 0.95), quantile(fair.beside, 0.95)];
  return [
    ...[1, 2, 4].map((processes) => ({
      what: `orders, inbox to ledger and told to the stores, ${processes} worker process${processes > 1 ? "es" : ""}`,
      rate: rate(processes),
    })),
    {
      what: "4 processes against 1",
      ratio: rate(4) / rate(1),
      goal: "≥ 0.9",
      holds: rate(4) >= 0.9 * rate(1),
    },
    { what: "2 processes against 1", ratio: rate(2) / rate(1) },
    { what: "the least that one of 2 did, of all", ratio: least(2), goal: "≥ 0.25", holds: least(2) >= 0.25 },
    {
      what: "the least that one of 4 did, of all",
      ratio: least(4),
      goal: "≥ 0.125",
      holds: least(4) >= 0.125,
    },
    {
      what: "small shops' backlogs done, of the time of the hot shop's (80 % of the orders)",
      ratio: fair.part,
      goal: "≤ 0.5",
      holds: fair.part <= 0.5,
    },
    { what: "a small shop's single order, nobody else at work: 95 of 100 within", ms: alone },
    {
      what: "a small shop's single order beside the hot shop's backlog: 95 of 100 within",
      ms: beside,
      goal: "≤ 2 s",
      holds: beside <= 2_000,
    },
    {
      what: `deliveries that are not exactly one award, of ${deliveries.toLocaleString("en")}`,
      ratio: Math.abs(deliveries - orders) + Math.abs(deliveries - awards),
      goal: "0",
      holds: deliveries === orders && orders === awards,
    },
  ];
}
