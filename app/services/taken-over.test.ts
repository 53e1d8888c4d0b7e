/**
 * A worker that dies (kill -9) or stands still (its machine hangs, its network is gone) in the middle of a batch, while others live on: they take its batch over, nobody starts anything, and nothing is
 * lost or doubled.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { bundleScript } from "../testing/bundle-script";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";

const orders = 6_000;
const customers = 1_500;
const pointsEach = 250;

let bundle: string;
let db: PostgresDatabase;
let shop: ShopRow;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  bundle = await bundleScript("app/testing/worker-process.ts");
});
beforeEach(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  shop = await installTestShop(testContext(db));
  const payloads = Array.from({ length: orders }, (_, index) =>
    orderPayload({ id: 10_000 + index, customer: 900 + (index % customers), price: "50.00" }),
  );
  await sqlOf(db).query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT $1, 'orders/paid', 'delivery-' || number, payload, now() FROM unnest($2::text[]) WITH ORDINALITY AS batch(payload, number)`,
    [shop.shopId, payloads],
  );
});
const kill = (worker: ChildProcess) => worker.kill("SIGKILL");
afterEach(async () => {
  for (const worker of workers) kill(worker);
  workers = [];
  await db.close();
});
afterAll(() => {
  for (const worker of workers) kill(worker);
});

async function start(name: string): Promise<ChildProcess> {
  const url = new URL(db.url);
  url.searchParams.set("application_name", name);
  const args = [bundle, url.href, String(shop.shopId), "300", "1s"];
  const worker = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  workers.push(worker);
  await once(worker.stdout, "data");
  return worker;
}

/** The events that a worker holds at this moment: rows it has locked in a transaction that is not over. */
async function heldBy(name: string): Promise<number[]> {
  const rows = await sqlOf(db).query<{ id: number }>(
    `SELECT i."id" FROM "inbox" i JOIN pg_stat_activity a ON a."backend_xid" = i.xmax
     WHERE i."shopId" = $1 AND i."state" = 'new' AND a."application_name" = $2`,
    [shop.shopId, name],
  );
  return rows.map(({ id }) => id);
}

async function waitingOf(ids: readonly number[]): Promise<number> {
  const [row] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "inbox" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[]) AND "state" = 'new'`,
    [shop.shopId, ids],
  );
  return row?.count ?? 0;
}

/** Strikes the worker when it holds a batch. @returns the batch, which did not get through. */
async function strike(worker: ChildProcess, name: string, signal: "SIGKILL" | "SIGSTOP"): Promise<number[]> {
  for (;;) {
    const held = await heldBy(name);
    if (held.length === 0) continue;
    worker.kill(signal);
    if (signal === "SIGKILL") await once(worker, "exit");
    // It may have been through with it at that very moment.
    if ((await waitingOf(held)) > 0) return held;
    expect(signal, "it was frozen between two batches: the test has to begin again").toBe("SIGKILL");
    return strike(await start(name), name, signal);
  }
}

async function untilDone(ids: readonly number[] | null): Promise<number> {
  const began = performance.now();
  const left = async () =>
    ids
      ? waitingOf(ids)
      : (
          await sqlOf(db).query(`SELECT 1 FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' LIMIT 1`, [
            shop.shopId,
          ])
        ).length;
  while ((await left()) > 0) await pause(20);
  return performance.now() - began;
}

async function expectAllOnce(): Promise<void> {
  await untilDone(null);
  const [sums] = await sqlOf(db).query(
    `SELECT (SELECT count(*) FROM "orders" WHERE "shopId" = $1)::int AS "orders", (SELECT count(*) FROM "ledger_entries" WHERE "shopId" = $1)::int AS "entries",
       (SELECT sum("points") FROM "ledger_entries" WHERE "shopId" = $1)::bigint AS "points", (SELECT sum("balance") FROM "members" WHERE "shopId" = $1)::bigint AS "balances"`,
    [shop.shopId],
  );
  const points = orders * pointsEach;
  expect(sums).toEqual({ orders, entries: orders, points, balances: points });
}

it("is taken over by workers that are there already when a worker is killed in the middle of a batch", {
  timeout: 90_000,
}, async () => {
  const [struck] = await Promise.all([start("struck"), start("other-1"), start("other-2")]);
  const batch = await strike(struck, "struck", "SIGKILL");
  const ms = await untilDone(batch);
  process.stdout.write(
    `a killed worker's batch of ${batch.length} was done by others after ${Math.round(ms)} ms\n`,
  );
  await expectAllOnce();
});

it("is taken over when the database has waited long enough for a worker that stands still, and it finds out when it goes on", {
  timeout: 90_000,
}, async () => {
  const [struck] = await Promise.all([start("struck"), start("other-1"), start("other-2")]);
  const batch = await strike(struck, "struck", "SIGSTOP");
  const ms = await untilDone(batch);
  process.stdout.write(
    `a frozen worker's batch of ${batch.length} was done by others after ${Math.round(ms)} ms, of which the database waited 1 s\n`,
  );
  struck.kill("SIGCONT");
  await expectAllOnce();
  expect(struck.exitCode).toBeNull();
});
