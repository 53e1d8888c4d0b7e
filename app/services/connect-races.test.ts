/** Connecting, redeeming and disconnecting at once, on a real PostgreSQL server: one shop, one set of everything, and no code alive whose points were given back. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { findShopByDomain } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { openConnection } from "../db/woocommerce-connections";
import { customerId, type ShopId } from "../loyalty/brand";
import { readWoocommerceEvent } from "../stores/woocommerce.server";
import { testFingerprint } from "../testing/fingerprint";
import { type PlayedWoocommerce, pastOrders, playWoocommerce } from "../testing/played-woocommerce";
import type { PostgresDatabase } from "../testing/postgres";
import { type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { connectWoocommerce } from "./connect-woocommerce";
import { disconnectWoocommerce } from "./disconnect-woocommerce";
import { importNextPage } from "./import-orders";
import { reserveRedemption } from "./reserve-redemption";
import { sendEffects, sendNow } from "./send-effects";

let db: PostgresDatabase;
let ctx: TestContext;
let store: PlayedWoocommerce;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 12 });
});
afterAll(() => db.close());
beforeEach(async () => {
  store = await playWoocommerce();
  ctx = {
    ...testContext(db, { at: Date.parse("2026-11-22T12:00:00Z") }),
    storeFor: (shopId) => woocommerceStoreOf(ctx, shopId),
    readEvent: () => readWoocommerceEvent({ fingerprint: testFingerprint }),
  };
});
afterEach(() => store.close());

const connect = () =>
  connectWoocommerce(ctx, {
    address: store.url,
    keys: store.keys,
    deliverTo: "http://127.0.0.1:3000",
    importDays: null,
    actor: "owner",
  });

async function shopIdOf(): Promise<ShopId> {
  const shop = await findShopByDomain(sqlOf(db), new URL(store.url).host);
  if (!shop) throw new Error("no shop");
  return shop.shopId;
}

async function workOff(shopId: ShopId): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    ctx.pass(3_600_000);
    const sent = await sendEffects(ctx, shopId);
    const more = await importNextPage(ctx, shopId).catch(() => false);
    if (sent === 0 && !more) return;
  }
}

it("eight at once make one shop, one door, one pair of secrets and one import", async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, connect));
  expect(outcomes.map(({ done }) => done)).toEqual(Array(8).fill(true));
  const shopId = await shopIdOf();
  const first = await openConnection(sqlOf(db), ctx.cipher, shopId);
  await Promise.all([workOff(shopId), workOff(shopId), connect()]);
  await workOff(shopId);
  expect((await openConnection(sqlOf(db), ctx.cipher, shopId))?.secrets).toEqual(first?.secrets);
  const [imports] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "order_imports" WHERE "shopId" = $1`,
    [shopId],
  );
  expect(imports?.count).toBe(1);
  expect(new Set(store.webhooks.map(({ topic }) => topic)).size).toBe(7);
  expect(store.webhooks).toHaveLength(7);
});

it("a redemption that begins while the store is disconnected keeps its points as long as its code may live", async () => {
  store.orders = pastOrders(6).map((order) => ({
    ...order,
    line_items: [
      {
        id: 1,
        name: "Mug",
        product_id: 101,
        variation_id: 0,
        quantity: 1,
        subtotal: "300.00",
        subtotal_tax: "0.00",
        total: "300.00",
        total_tax: "0.00",
      },
    ],
    total: "305.95",
    total_tax: "0.95",
  }));
  await connect();
  const shopId = await shopIdOf();
  await workOff(shopId);
  const redeem = async (customer: number) => {
    const request = {
      shopId,
      customerId: customerId(String(customer)),
      rewardId: "five-off",
      key: `k${customer}`,
      channel: "proxy",
    } as const;
    const reserved = await reserveRedemption(ctx, request);
    if (reserved.done)
      await sendNow(ctx, shopId, { kind: "issue-code", subject: reserved.value.redemptionId });
  };
  await Promise.all([1, 2].map(redeem));
  store.mood.before = async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  };
  const [ended] = await Promise.all([
    disconnectWoocommerce(ctx, { shopId, actor: "owner" }),
    ...[3, 4, 5, 6].map(redeem),
  ]);
  expect(ended.done).toBe(true);
  const claims = await sqlOf(db).query<{ code: string; state: string }>(
    `SELECT "code", "state" FROM "redemptions" WHERE "shopId" = $1`,
    [shopId],
  );
  expect(claims.length).toBeGreaterThanOrEqual(2);
  const alive = new Set(store.coupons.map(({ code }) => String(code).toLowerCase()));
  for (const { code, state } of claims)
    if (state === "released") expect(alive.has(code.toLowerCase())).toBe(false);
  store.mood.before = null;
  await connect();
  await workOff(shopId);
  const open = await sqlOf(db).query<{ code: string }>(
    `SELECT lower("code") AS "code" FROM "redemptions" WHERE "shopId" = $1 AND "state" = 'issued'`,
    [shopId],
  );
  expect(store.coupons.map(({ code }) => String(code).toLowerCase()).sort()).toEqual(
    open.map(({ code }) => code).sort(),
  );
}, 60_000);
