/** The worker is fair: a shop whose store hangs, or whose turns fail, keeps no other shop waiting, and has its own turn again later. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Database } from "../db/database";
import { addEffects } from "../db/outbox";
import { sqlOf } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { dateOf } from "../services/context";
import { type Store, StoreUnavailable } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import { startWorker, type Worker } from "./worker";

let db: Database;
let worker: Worker | null = null;

beforeAll(async () => {
  db = await freshDatabase();
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => db.close());

let shops = 0;
const install = (ctx: TestContext) => {
  shops += 1;
  return installTestShop(ctx, `fair-${shops}.myshopify.com`);
};

/** The clock of the wall: a worker in a test waits for real. */
function contextWith(storeOf: (shopId: ShopId) => Store): TestContext {
  const ctx = testContext(db, { at: Date.now() });
  return { ...ctx, storeFor: async (shopId) => storeOf(shopId) };
}

const wish = (ctx: TestContext, shopId: ShopId, count: number) =>
  addEffects(
    sqlOf(ctx.db),
    shopId,
    Array.from({ length: count }, (_, index) => ({ kind: "fetch-order" as const, subject: String(index) })),
    dateOf(ctx.now()),
  );

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("stores that do not answer, however many, hold up their own shops and no other", async () => {
  const asked: ShopId[] = [];
  let letGo = (_: null) => {};
  const hanging = new Promise<null>((resolve) => {
    letGo = resolve;
  });
  const slow = new Set<ShopId>();
  const ctx = contextWith((shopId) =>
    storeThat({
      fetchOrder: async () => {
        if (slow.has(shopId)) return hanging;
        asked.push(shopId);
        return null;
      },
    }),
  );
  for (let count = 0; count < 9; count += 1) {
    const { shopId } = await install(ctx);
    slow.add(shopId);
    await wish(ctx, shopId, 8);
  }
  const others = [(await install(ctx)).shopId, (await install(ctx)).shopId];
  for (const other of others) await wish(ctx, other, 5);
  worker = startWorker(ctx);
  worker.nudge();
  await until(() => asked.length === 10);
  letGo(null);
});

test("a shop whose turn fails as a whole is tried again later, and the others go on", async () => {
  let fetched = 0;
  let refused = 0;
  let theGood: ShopId | null = null;
  const ctx = {
    // Other shops may have something left from the test before.
    ...contextWith((shopId) =>
      storeThat({
        fetchOrder: async () => {
          if (shopId === theGood) fetched += 1;
          return null;
        },
      }),
    ),
    readEvent: () => {
      throw new StoreUnavailable("the turn breaks off");
    },
  };
  const [bad, good] = [await install(ctx), await install(ctx)];
  theGood = good.shopId;
  await db.pool.query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt") VALUES ($1, 'orders/paid', 'd', '{}', now())`,
    [bad.shopId],
  );
  await wish(ctx, good.shopId, 3);
  const log = ctx.log.child({});
  log.error = () => {
    refused += 1;
  };
  worker = startWorker({ ...ctx, log });
  worker.nudge();
  await until(() => fetched === 3 && refused >= 1);
  const [row] = (await db.pool.query(`SELECT "state" FROM "inbox" WHERE "shopId" = $1`, [bad.shopId])).rows;
  expect(row).toEqual({ state: "new" });
});
