/** Worker processes for measurements, on one database with several shops: told to work, told to rest, asked how much each did. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import type { Order, Rested } from "./scale-process";
import { ask, startWorkers } from "./worker-processes";

export interface House {
  readonly db: PostgresDatabase;
  readonly shops: readonly ShopRow[];
  readonly workers: readonly ChildProcess[];
}

const isRested = (message: unknown): message is Rested =>
  typeof message === "object" && message !== null && "handled" in message;

async function sentToRest(worker: ChildProcess): Promise<Rested> {
  const message = await ask(worker, "rest" satisfies Order);
  if (!isRested(message)) throw new Error("a worker process said something else");
  return message;
}

export function work(workers: readonly ChildProcess[]): void {
  for (const worker of workers) worker.send("work" satisfies Order);
}

/** @returns how many events each handled since it was told to work. */
export async function rest(workers: readonly ChildProcess[]): Promise<number[]> {
  return (await Promise.all(workers.map(sentToRest))).map(({ handled }) => handled);
}

const longestMs = 120_000;

async function untilEmpty({ db }: House, anyRow: string, values: readonly unknown[] = []): Promise<void> {
  const end = Date.now() + longestMs;
  while ((await sqlOf(db).query(anyRow, values)).length > 0) {
    if (Date.now() > end) throw new Error("the workers do not get through with their work");
    await pause(10);
  }
}

/** Until no event waits, of one shop or of all. */
export const untilWorkedOff = (house: House, shop?: ShopRow): Promise<void> =>
  shop
    ? untilEmpty(house, `SELECT 1 FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' LIMIT 1`, [
        shop.shopId,
      ])
    : untilEmpty(house, `SELECT 1 FROM "inbox" WHERE "state" = 'new' LIMIT 1`);

/** Until the stores have been told everything. */
export const untilTold = (house: House): Promise<void> => untilEmpty(house, `SELECT 1 FROM "outbox" LIMIT 1`);

export async function furnish(
  db: PostgresDatabase,
  { shops: count, processes }: { readonly shops: number; readonly processes: number },
): Promise<House> {
  const ctx = testContext(db, { at: Date.now() });
  const shops: ShopRow[] = [];
  for (let number = 0; number < count; number += 1)
    shops.push(await installTestShop(ctx, `scale-${number}.myshopify.com`));
  const workers = await startWorkers("app/bench/scale-process.ts", db.url, processes);
  return { db, shops, workers };
}
