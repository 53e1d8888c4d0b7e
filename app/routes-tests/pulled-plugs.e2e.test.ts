/**
 * The plug is pulled (kill -9) on the app, and on the database, while a store delivers without a pause: whatever was answered 200 is in the ledger, once, and the app goes on by itself when its database is
 * back. The built app in front of a PostgreSQL that waits for its disk.
 */
import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { verifyLedger } from "../services/verify-ledger";
import { type AppServer, startApp } from "../testing/app-server";
import { orderPayload } from "../testing/order-payload";
import { type OwnPostgresServer, type PostgresDatabase, startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";

const appKills = 6;
const databaseKills = 4;
const senders = 8;
const customers = 2_000;
const secret = "plug-secret";
const domain = "plug.myshopify.com";

let server: OwnPostgresServer;
let db: PostgresDatabase;
let shop: ShopRow;
let app: AppServer;

/** What the store has to tell, and how it goes. */
const store = { orders: 0, answered: 0, lastAnswer: 0, refused: 0, over: false, onAnswer: () => {} };

const start = (port?: number) =>
  startApp({
    sandbox: false,
    ...(port === undefined ? {} : { port }),
    env: {
      DATABASE_URL: db.url,
      LOG_LEVEL: "error",
      SHOPIFY_API_KEY: "plug-key",
      SHOPIFY_API_SECRET: secret,
      SHOPIFY_APP_URL: "https://plug.example",
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
  });

beforeAll(async () => {
  server = await startPostgres({ durable: true });
  db = await server.freshDatabase({ poolSize: 2 });
  shop = await installTestShop(testContext(db), domain);
  app = await start();
});
afterAll(async () => {
  store.over = true;
  await app.kill();
  await db.close();
  await server.stop();
});

async function send(id: number): Promise<boolean> {
  const body = orderPayload({ id, customer: 1 + (id % customers), price: "10.00" });
  const headers = {
    "Content-Type": "application/json",
    "X-Shopify-Topic": "orders/paid",
    "X-Shopify-Shop-Domain": domain,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
    "X-Shopify-Webhook-Id": `delivery-${id}`,
    "X-Shopify-Triggered-At": "2026-11-01T10:00:00.000Z",
    "X-Shopify-API-Version": "2026-07",
  };
  try {
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch(`${app.url}/webhooks/orders/paid`, {
      method: "POST",
      body,
      headers,
      signal,
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** A store delivers again what was not answered, under the same name, and never again what was. */
async function deliverForEver(): Promise<void> {
  while (!store.over) {
    store.orders += 1;
    const id = 1_000 + store.orders;
    while (!(await send(id))) {
      store.refused += 1;
      await pause(50);
    }
    store.answered += 1;
    store.lastAnswer = Date.now();
    store.onAnswer();
  }
}

/** Does something in the very moment in which a 200 has been heard. */
const atAnAnswer = <T>(deed: () => T): Promise<T> =>
  new Promise((resolve) => {
    store.onAnswer = () => {
      store.onAnswer = () => {};
      resolve(deed());
    };
  });

async function untilAnswered(since: number): Promise<void> {
  await expect.poll(() => store.lastAnswer, { timeout: 30_000, interval: 20 }).toBeGreaterThan(since);
}

const count = async (sql: string) =>
  (await sqlOf(db).query<{ count: number }>(sql, [shop.shopId]))[0]?.count ?? Number.NaN;

/** When the database server began; the same for as long as it is away. */
let bornAt = "";
async function born(): Promise<string> {
  const asked = sqlOf(db).query<{ born: string }>("SELECT pg_postmaster_start_time()::text AS born");
  const [row] = await asked.catch(() => []);
  bornAt = row?.born ?? bornAt;
  return bornAt;
}

test("whatever was answered 200 is in the ledger once, however often app and database are killed", {
  timeout: 240_000,
}, async () => {
  const delivering = Array.from({ length: senders }, deliverForEver);
  const away: Record<"app" | "database", number[]> = { app: [], database: [] };
  for (let kill = 0; kill < appKills; kill += 1) {
    await pause(300 + ((kill * 137) % 400));
    const at = Date.now();
    await atAnAnswer(() => app.kill());
    app = await start(app.port);
    await untilAnswered(Date.now());
    away.app.push(store.lastAnswer - at);
  }
  const { pid } = app.child;
  for (let kill = 0; kill < databaseKills; kill += 1) {
    await pause(300 + ((kill * 137) % 400));
    const [former, at] = [await born(), Date.now()];
    await atAnAnswer(() => server.kill());
    await expect.poll(born, { timeout: 30_000, interval: 20 }).not.toBe(former);
    await untilAnswered(Date.now());
    away.database.push(store.lastAnswer - at);
  }
  store.over = true;
  await Promise.all(delivering);
  const since = Date.now();
  const waiting = () =>
    count(`SELECT count(*)::int AS count FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new'`);
  await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBe(0);
  const caughtUp = Date.now() - since;

  expect(app.child.pid).toBe(pid);
  expect(app.child.exitCode).toBeNull();
  expect(store.answered).toBe(store.orders);
  expect(await count(`SELECT count(*)::int AS count FROM "orders" WHERE "shopId" = $1`)).toBe(store.answered);
  expect(
    await count(`SELECT count(*)::int AS count FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked'`),
  ).toBe(0);
  const points = await count(
    `SELECT sum("points")::bigint AS count FROM "ledger_entries" WHERE "shopId" = $1`,
  );
  expect(points).toBe(store.answered * 50);
  expect((await verifyLedger(testContext(db), shop.shopId)).faults).toEqual([]);
  // The figures of docs/faults.md.
  const told = { answered: store.answered, refused: store.refused, away, caughtUp };
  process.stdout.write(`pulled plugs: ${JSON.stringify(told)}\n`);
});
