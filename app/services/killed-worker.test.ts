/** A worker killed in the middle of a batch (kill -9) leaves nothing lost and nothing doubled: everything it did was one transaction. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { bundleScript } from "../testing/bundle-script";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";

const kills = 20;
/** So many that none is promoted to a tier with a multiplier, which would hide a doubled award in a rounding. */
const customers = 1_500;
const orders = 6_000;

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await db.close();
});

/** Every order is delivered three times: paid, refunded by half, paid again late. */
async function fillInbox(): Promise<void> {
  const rows = Array.from({ length: orders }, (_, index) => {
    const id = 10_000 + index;
    const customer = 900 + (index % customers);
    const base = { id, customer, price: "50.00", quantity: 2 };
    const half = { ...base, updatedAt: "2026-11-05T10:00:00Z", returned: { quantity: 1, subtotal: "50.00" } };
    return [orderPayload(base), orderPayload(half), orderPayload(base)];
  }).flat();
  await sqlOf(db).query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT $1, 'orders/updated', 'delivery-' || number, payload, now() FROM unnest($2::text[]) WITH ORDINALITY AS batch(payload, number)`,
    [shop.shopId, rows],
  );
}

async function waiting(): Promise<number> {
  const [row] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "inbox" WHERE "state" = 'new'`,
  );
  return row?.count ?? 0;
}

it(`loses and doubles nothing when the worker is killed ${kills} times in the middle of batches`, {
  timeout: 180_000,
}, async () => {
  await fillInbox();
  const bundle = await bundleScript("app/testing/worker-process.ts");
  const start = async () => {
    const child = spawn(process.execPath, [bundle, db.url, String(shop.shopId), "200"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  };
  let killedAtWork = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    worker = await start();
    await pause(40 + ((kill * 37) % 160));
    if ((await waiting()) > 0) killedAtWork += 1;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }
  expect(killedAtWork).toBe(kills);
  worker = await start();
  const end = Date.now() + 90_000;
  while ((await waiting()) > 0 && Date.now() < end) await pause(100);
  expect(await waiting()).toBe(0);
  const [sums] = await sqlOf(db).query<{ members: number; orders: number; points: number; parked: number }>(
    `SELECT (SELECT count(*) FROM "members")::int AS "members", (SELECT count(*) FROM "orders")::int AS "orders",
       (SELECT sum("points") FROM "ledger_entries")::bigint AS "points",
       (SELECT count(*) FROM "inbox" WHERE "state" = 'parked')::int AS "parked"`,
  );
  expect(sums).toEqual({ members: customers, orders, points: orders * 250, parked: 0 });
});
