/**
 * What small shops feel of a hot one that has four of five orders, with two worker processes: whether they have their turns long before its backlog is worked off, and how long a single order of
 * theirs waits that comes meanwhile, against the same orders with nobody else at work.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { deliverSome } from "./deliver-orders";
import { type House, rest, untilTold, untilWorkedOff, work } from "./scale-house";

const hotOrders = 6_000;
const smallOrders = 300;
const customers = 500;
const trickleEveryMs = 40;
const trickleAlone = 80;

export interface Fairness {
  /** When the last order of the small shops was done, as a part of the time the hot shop took. */
  readonly part: number;
  /** Milliseconds each single order waited. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
}

interface Street {
  readonly house: House;
  readonly hot: ShopRow;
  readonly small: readonly ShopRow[];
}

async function databaseTime({ db }: House): Promise<Date> {
  const [row] = await sqlOf(db).query<{ now: Date }>(`SELECT clock_timestamp() AS "now"`);
  if (!row) throw new Error("the database tells no time");
  return row.now;
}

/** All backlogs at the same moment. */
async function backlogs({ house, hot, small }: Street): Promise<number> {
  await deliverSome(house.db, hot, { orders: hotOrders, customers });
  for (const shop of small) await deliverSome(house.db, shop, { orders: smallOrders, customers });
  const start = await databaseTime(house);
  work(house.workers);
  await untilWorkedOff(house);
  await untilTold(house);
  await rest(house.workers);
  const ends = await sqlOf(house.db).query<{ shopId: number; ms: number }>(
    `SELECT "shopId", extract(epoch FROM max("handledAt") - $1)::float8 * 1000 AS "ms" FROM "inbox" GROUP BY "shopId"`,
    [start],
  );
  const endOf = (shops: readonly ShopRow[]) =>
    Math.max(...ends.filter((end) => shops.some(({ shopId }) => shopId === end.shopId)).map(({ ms }) => ms));
  return endOf(small) / endOf([hot]);
}

/** Single orders of the small shops, one after the other; @returns how long each waited. */
async function trickle(
  { house, small }: Street,
  goesOn: (sent: number) => boolean | Promise<boolean>,
): Promise<number[]> {
  const since = await databaseTime(house);
  for (let sent = 0; await goesOn(sent); sent += 1) {
    const shop = small[sent % small.length];
    if (shop) await deliverSome(house.db, shop, { orders: 1, customers });
    await pause(trickleEveryMs);
  }
  for (const shop of small) await untilWorkedOff(house, shop);
  const rows = await sqlOf(house.db).query<{ ms: number }>(
    `SELECT extract(epoch FROM "handledAt" - "receivedAt")::float8 * 1000 AS "ms" FROM "inbox"
     WHERE "shopId" = ANY($1::int[]) AND "receivedAt" >= $2`,
    [small.map(({ shopId }) => shopId), since],
  );
  return rows.map(({ ms }) => ms);
}

export async function besideAHotShop(all: House): Promise<Fairness> {
  const house = { ...all, workers: all.workers.slice(0, 2) };
  const [hot, ...small] = house.shops.slice(0, 6);
  if (!hot) throw new Error("there is no shop");
  const street = { house, hot, small };
  const part = await backlogs(street);

  work(house.workers);
  const alone = await trickle(street, (sent) => sent < trickleAlone);
  await rest(house.workers);

  await deliverSome(house.db, hot, { orders: hotOrders, customers });
  work(house.workers);
  const beside = await trickle(street, async () => {
    const left = await sqlOf(house.db).query(
      `SELECT 1 FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' LIMIT 1`,
      [hot.shopId],
    );
    return left.length > 0;
  });
  await untilWorkedOff(house);
  await rest(house.workers);
  return { part, alone, beside };
}
