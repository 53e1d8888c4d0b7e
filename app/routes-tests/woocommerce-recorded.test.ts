/** What a running store sent and answered, as it was recorded, through the real door, worker and ledger, with the signatures it was recorded with. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type RecordedDelivery,
  readRecorded,
  recordedDeliveries,
} from "../../woocommerce-bridge/src/testing/recorded";
import type { Database } from "../db/database";
import { sqlOf } from "../db/transaction";
import { action } from "../routes/webhooks.woocommerce.$door";
import { auditOrders } from "../services/audit-orders";
import { setServices } from "../services/running.server";
import { sendEffects } from "../services/send-effects";
import { sweepOrders } from "../services/sweep-orders";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { type TestContext, testContext, workOff } from "../testing/service-context";
import { honest, type TinyStore, tinyStore } from "../testing/tiny-store";
import { type ConnectedShop, connectedShop } from "../testing/woocommerce-shop";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { call } from "./shopify-doors";

const deliveries = recordedDeliveries();
const bodyOf = (file: string) => {
  const found = deliveries.find((one) => one.file === `${file}.json`);
  if (!found) throw new Error(`${file} was not recorded`);
  return JSON.parse(found.rawBody);
};
const partial = readRecorded("rest.refund.partial.json");
/** The second refund was recorded in the order's sums alone. */
const rest = { ...Object(partial), id: 16, amount: "50.00", reason: "rest" };

let db: Database;
let ctx: TestContext;
let store: TinyStore;
let shop: ConnectedShop;
const orders = new Map<number, ReturnType<typeof bodyOf>>();

beforeEach(async () => {
  orders.clear();
  db = await freshDatabase();
  store = await tinyStore(honest(orders, [rest, Object(partial)]));
  const base = testContext(db, { at: Date.parse("2026-11-22T01:20:00Z") });
  ctx = { ...base, storeFor: (shopId) => woocommerceStoreOf(ctx, shopId) };
  setServices(ctx);
  shop = await connectedShop(ctx, { storeUrl: store.url, secret: "wh-secret-1" });
  await sqlOf(db).query(`UPDATE "shops" SET "installedAt" = '2026-11-22T01:00:00Z'`);
});
afterEach(async () => {
  setServices(null);
  await store.close();
  await db.close();
});

async function deliver({ headers, rawBody }: RecordedDelivery): Promise<number> {
  const { host: _host, "content-length": _length, connection: _connection, ...sent } = headers;
  const request = new Request(`https://vafa.test/webhooks/woocommerce/${shop.door}`, {
    method: "POST",
    headers: sent,
    body: rawBody,
  });
  return (await call(action, request, { door: shop.door })).status;
}
async function settle(): Promise<void> {
  do await workOff(ctx, shop.shop);
  while ((await sendEffects(ctx, shop.shop.shopId)) > 0);
}
const named = (file: string) => deliveries.filter((one) => one.file === `${file}.json`);
async function points(): Promise<number> {
  const [row] = await sqlOf(db).query<{ sum: number }>(
    `SELECT COALESCE(sum("points"), 0)::int AS "sum" FROM "ledger_entries"`,
  );
  return row?.sum ?? Number.NaN;
}
const parked = () =>
  sqlOf(db).query(`SELECT "topic", "reason", "detail" FROM "inbox" WHERE "state" = 'parked'`);

/** Every delivery in this order, each worked on before the next or all at once. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  const out: T[] = [];
  for (
    let state = seed * 2_654_435_761 + 1;
    left.length > 0;
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  )
    out.push(...left.splice(Math.abs(state) % left.length, 1));
  return out;
}

/** As the store was when the last of them was recorded: the order that was deleted is gone, and the one with a coupon was never delivered. */
function asAtTheEnd(): void {
  orders.set(14, bodyOf("order.updated.refunded"));
  orders.set(21, bodyOf("order.created.guest"));
}

describe("the recorded deliveries", () => {
  test("all carry a signature that our door finds good, and none does with one byte changed", async () => {
    asAtTheEnd();
    expect(deliveries).toHaveLength(7);
    for (const one of deliveries) {
      expect(await deliver(one), one.file).toBe(200);
      const changed = one.rawBody.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
      expect(await deliver({ ...one, rawBody: changed }), one.file).toBe(401);
    }
    await settle();
    expect(await parked()).toEqual([]);
  });

  test("lead from stage to stage to exactly the points that the money is worth", async () => {
    orders.set(14, bodyOf("order.created.processing"));
    for (const one of [...named("customer.created"), ...named("order.created.processing")])
      await deliver(one);
    await settle();
    // 80.00 paid, 5 points a unit.
    expect(await points()).toBe(400);
    orders.set(14, bodyOf("order.updated.completed"));
    for (const one of named("order.updated.completed")) await deliver(one);
    await settle();
    expect(await points()).toBe(400);
    orders.set(14, bodyOf("order.updated.partially_refunded"));
    store.answers(honest(orders, [Object(partial)]));
    for (const one of named("order.updated.partially_refunded")) await deliver(one);
    await settle();
    expect(await points()).toBe(250);
    orders.set(14, bodyOf("order.updated.refunded"));
    store.answers(honest(orders, [rest, Object(partial)]));
    for (const one of named("order.updated.refunded")) await deliver(one);
    await settle();
    expect(await points()).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    "come to the same in any order, twice, late or in a burst (%i)",
    async (seed) => {
      asAtTheEnd();
      for (const one of shuffled([...deliveries, ...deliveries], seed)) {
        expect(await deliver(one)).toBe(200);
        if (seed % 2 === 0) await settle();
      }
      await settle();
      expect(await points()).toBe(0);
      const [order] = await sqlOf(db).query(
        `SELECT "status", "updatedAt" FROM "orders" WHERE "orderId" = '14'`,
      );
      expect(order).toEqual({ status: "paid", updatedAt: new Date("2026-11-22T01:13:01Z") });
      expect(await sqlOf(db).query(`SELECT 1 FROM "orders" WHERE "orderId" = '18'`)).toEqual([]);
      const { kept, replayed } = await bothSides(sqlOf(db), shop.shop.shopId);
      expect(kept).toEqual(replayed);
    },
  );

  test("that never came are found by the sweep, and an audit after it finds nothing more", async () => {
    asAtTheEnd();
    const withCoupon = { ...Object(readRecorded("rest.order.with_coupon.json")) };
    orders.set(27, withCoupon);
    expect(await sweepOrders(ctx, shop.shop.shopId)).toBe(3);
    await settle();
    // The order with a coupon came to 40.00.
    expect(await points()).toBe(200);
    expect(await auditOrders(ctx, shop.shop.shopId)).toMatchObject({ state: "done", changed: 0, missing: 0 });
    expect(await parked()).toEqual([]);
  });
});
