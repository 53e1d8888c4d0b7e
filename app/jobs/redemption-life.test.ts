/**
 * The life of a claim with the worker running and the real Shopify adapter on a played Shopify: issued, used once or released once, and the code dead before points return (law 5;
 * field lessons 8 and 9).
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type RedemptionId } from "../loyalty/brand";
import { releaseOverdue } from "../services/release-overdue";
import { releaseRedemption } from "../services/release-redemption";
import { reserveRedemption } from "../services/reserve-redemption";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { DOMAIN, testLine } from "../testing/admin-api-line";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, installTestShop, type TestContext, testContext } from "../testing/service-context";
import { startWorker, type Worker } from "./worker";

const shopify = playShopify();
let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let worker: Worker;

beforeAll(() => {
  shopify.server.listen({ onUnhandledRequest: "error" });
  shopify.start();
});
afterAll(() => shopify.server.close());

beforeEach(async () => {
  Object.assign(shopify.mood, { slowMs: 0, refuses: false, down: false });
  shopify.codes.clear();
  shopify.start();
  db = await freshDatabase();
  ctx = testContext(db, { store: shopifyStore(testLine()), at: Date.now() });
  worker = startWorker({ ...ctx, nudge: () => worker.nudge() });
  shop = await installTestShop(ctx, DOMAIN);
  await deliver(ctx, shop, [orderPayload({ id: 1, price: "200.00" })]);
  await until(async () => (await balance()) === 1_000);
});
afterEach(async () => {
  await worker.stop();
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

/** The worker looks by itself; a test rings, so that it need not wait. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it did not come to hold");
    worker.nudge();
    await pause(20);
  }
}

async function balance(): Promise<number> {
  const [row] = await sqlOf(db).query<{ balance: number }>(`SELECT "balance" FROM "members"`);
  return row?.balance ?? Number.NaN;
}

async function claim(): Promise<{
  id: RedemptionId;
  code: string;
  state: string;
  codeDead: boolean;
  lastError: string | null;
}> {
  const [row] = await sqlOf(db).query<{
    id: RedemptionId;
    code: string;
    state: string;
    codeDead: boolean;
    lastError: string | null;
  }>(`SELECT "id"::text, "code", "state", "codeDead", "lastError" FROM "redemptions"`);
  if (!row) throw new Error("there is no claim");
  return row;
}

const isState = (state: string) => async () => (await claim()).state === state;

async function reserve(): Promise<void> {
  const request = {
    shopId: shop.shopId,
    customerId: customerId("501"),
    rewardId: "five-off",
    key: "one-intention",
    channel: "checkout",
  } as const;
  expect((await reserveRedemption(ctx, request)).done).toBe(true);
  expect(await balance()).toBe(500);
}

const orderWith = (code: string, more: Partial<Parameters<typeof orderPayload>[0]> = {}) =>
  orderPayload({ id: 2, price: "50.00", quantity: 2, code: { code, amount: "5.00" }, ...more });

describe("a claim", () => {
  it("is issued, used by the order that carries its code, and its code dies", async () => {
    await reserve();
    await until(isState("issued"));
    const { code } = await claim();
    await deliver(ctx, shop, [orderWith(code)]);
    await until(async () => (await claim()).codeDead);
    expect((await claim()).state).toBe("used");
    // 95.00 were paid with money; what was paid with points earns nothing.
    expect(await balance()).toBe(500 + 475);
  });

  it("gives its points back in proportion when half of its order is returned, and all of them when the rest is", async () => {
    await reserve();
    await until(isState("issued"));
    const { code } = await claim();
    await deliver(ctx, shop, [orderWith(code)]);
    await until(async () => (await claim()).codeDead);
    const half = {
      status: "partially_refunded",
      updatedAt: "2026-11-12T10:00:00Z",
      returned: { quantity: 1, subtotal: "47.50" },
    } as const;
    await deliver(ctx, shop, [orderWith(code, half)]);
    // 250 of 500 come back, 238 of 475 are taken: what stands, 47.50, earns 237.
    await until(async () => (await balance()) === 500 + 237 + 250);
    const whole = {
      status: "refunded",
      updatedAt: "2026-11-13T10:00:00Z",
      returned: { quantity: 2, subtotal: "95.00" },
    } as const;
    await deliver(ctx, shop, [orderWith(code, whole)]);
    await until(async () => (await balance()) === 1_000);
  });

  it("is released at its deadline: first the code dies, then the points return", async () => {
    await reserve();
    await until(isState("issued"));
    shopify.mood.down = true;
    ctx.pass(2 * 86_400_000);
    expect(await releaseOverdue(ctx, shop.shopId)).toBe(1);
    await pause(300);
    expect(await balance()).toBe(500);
    shopify.mood.down = false;
    ctx.pass(3_600_000);
    await until(isState("released"));
    expect(await balance()).toBe(1_000);
    expect(await releaseOverdue(ctx, shop.shopId)).toBe(0);
  });

  it("that the store refuses returns its points and says why", async () => {
    shopify.mood.refuses = true;
    await reserve();
    await until(isState("released"));
    expect(await balance()).toBe(1_000);
    expect((await claim()).lastError).not.toBeNull();
  });

  it("is issued in the end when the store is out of reach for a while", async () => {
    shopify.mood.down = true;
    await reserve();
    await pause(300);
    expect((await claim()).state).toBe("reserved");
    shopify.mood.down = false;
    ctx.pass(3_600_000);
    await until(isState("issued"));
    expect(shopify.codes.size).toBe(1);
  });

  it("whose code an order used while it was being released stays used, and no point returns", async () => {
    await reserve();
    await until(isState("issued"));
    const { id, code } = await claim();
    const made = shopify.codes.get(code);
    if (!made) throw new Error("the code was not made");
    made.used = true;
    await releaseRedemption(ctx, {
      shopId: shop.shopId,
      redemptionId: id,
      memberId: null,
      reason: "cancelled-by-member",
    });
    await until(async () => (await claim()).codeDead);
    expect(await balance()).toBe(500);
    await deliver(ctx, shop, [orderWith(code)]);
    await until(isState("used"));
    expect(await balance()).toBe(500 + 475);
  });

  it("that was released and yet carried by a late order is booked again", async () => {
    await reserve();
    await until(isState("issued"));
    const { id, code } = await claim();
    await releaseRedemption(ctx, {
      shopId: shop.shopId,
      redemptionId: id,
      memberId: null,
      reason: "cancelled-by-member",
    });
    await until(isState("released"));
    expect(await balance()).toBe(1_000);
    await deliver(ctx, shop, [orderWith(code)]);
    await until(isState("used"));
    expect(await balance()).toBe(500 + 475);
  });

  it("comes back whole when its order is cancelled", async () => {
    await reserve();
    await until(isState("issued"));
    const { code } = await claim();
    await deliver(ctx, shop, [orderWith(code)]);
    await until(isState("used"));
    await deliver(ctx, shop, [
      orderWith(code, { cancelled: true, status: "refunded", updatedAt: "2026-11-13T10:00:00Z" }),
    ]);
    await until(async () => (await balance()) === 1_000);
  });
});
