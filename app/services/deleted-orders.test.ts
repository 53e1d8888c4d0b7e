/** An order that the store deleted: what it earned is taken back, what was spent on it returns, its last state stays, and the reason is said. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { sqlOf } from "../db/transaction";
import { customerId, orderId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { deliver, type TestContext, testContext, workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import {
  type ConnectedShop,
  connectedShop,
  type OrderBody,
  plainOrder,
  receivedFrom,
} from "../testing/woocommerce-shop";
import { explainOrder } from "./explain-order";
import { reserveRedemption } from "./reserve-redemption";
import { sendEffects } from "./send-effects";

let db: Database;
let ctx: TestContext;
let connected: ConnectedShop;
const orders = new Map<string, OrderBody>();

const store = storeThat({
  audit: async () => ({ orders: [], unread: [], cursor: null }),
  fetchOrder: async (id) => {
    const body = orders.get(id);
    return body ? receivedFrom(body) : null;
  },
  issueCode: async () => ({ status: "issued", storeRef: "7" }),
  killCode: async () => ({ used: true }),
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
});

beforeEach(async () => {
  orders.clear();
  db = await freshDatabase();
  ctx = testContext(db, { store, at: Date.parse("2026-11-22T12:00:00Z") });
  connected = await connectedShop(ctx);
});
afterEach(() => db.close());

async function settle(): Promise<void> {
  do await workOff(ctx, connected.shop);
  while ((await sendEffects(ctx, connected.shop.shopId)) > 0);
}
async function place(body: OrderBody): Promise<void> {
  orders.set(String(body.id), body);
  await deliver(ctx, connected.shop, [JSON.stringify(body)], "order.updated");
  await settle();
}
async function remove(id: number): Promise<void> {
  orders.delete(String(id));
  await deliver(ctx, connected.shop, [JSON.stringify({ id })], "order.deleted");
  await settle();
}
const order = (id: number, changes: Readonly<Record<string, unknown>> = {}): OrderBody => ({
  ...plainOrder(changes),
  id,
});
const balance = async () =>
  (await sqlOf(db).query<{ balance: number }>(`SELECT "balance" FROM "members"`))[0]?.balance;

describe("an order that was deleted in the store", () => {
  it("has what it earned taken back, once, and says why in every language", async () => {
    await place(order(1));
    await place(order(2));
    expect(await balance()).toBe(500);
    await remove(1);
    await remove(1);
    expect(await balance()).toBe(250);
    for (const [locale, sentence] of [
      ["en", "The order was deleted in the store"],
      ["fa", "سفارش در فروشگاه حذف شده است"],
      ["ar", "حُذف الطلب في المتجر"],
    ] as const) {
      const explained = await explainOrder(ctx, {
        shopId: connected.shop.shopId,
        orderId: orderId("1"),
        locale,
      });
      expect(explained).toMatchObject({ value: { points: 0, none: { reason: "deleted", sentence } } });
    }
    const [row] = await sqlOf(db).query<{ state: { lines: unknown[] } }>(
      `SELECT "state" FROM "orders" WHERE "orderId" = '1'`,
    );
    expect(row?.state.lines).toHaveLength(2);
    const { kept, replayed } = await bothSides(sqlOf(db), connected.shop.shopId);
    expect(kept).toEqual(replayed);
  });

  it("gives back the points that were spent on it, and takes them again when it is restored", async () => {
    for (const id of [1, 2]) await place(order(id));
    const reserved = await reserveRedemption(ctx, {
      shopId: connected.shop.shopId,
      customerId: customerId("5"),
      rewardId: "five-off",
      key: "a-claim-on-five",
      channel: "proxy",
    });
    if (!reserved.done) throw new Error(reserved.reason);
    const { code, points } = reserved.value;
    await settle();
    const paid = order(3, {
      line_items: [
        {
          ...plainOrder().line_items[0],
          subtotal: "50.00",
          total: "45.00",
          subtotal_tax: "0.00",
          total_tax: "0.00",
        },
      ],
      shipping_lines: [],
      total: "45.00",
      total_tax: "0.00",
      coupon_lines: [{ code: code.toLowerCase(), discount: "5.00", discount_tax: "0.00" }],
    });
    await place(paid);
    const spent = 500 - points + 225;
    expect(await balance()).toBe(spent);
    await remove(3);
    expect(await balance()).toBe(500);
    await place(paid);
    expect(await balance()).toBe(spent);
    const { kept, replayed } = await bothSides(sqlOf(db), connected.shop.shopId);
    expect(kept).toEqual(replayed);
  });

  it("that lies in the trash is cancelled, comes back from there, and may be deleted for good", async () => {
    await place(order(1));
    const status = async () =>
      (await sqlOf(db).query<{ status: string }>(`SELECT "status" FROM "orders"`)).map((row) => row.status);
    orders.set("1", order(1, { status: "trash", date_modified_gmt: "2026-11-22T02:00:00" }));
    await deliver(ctx, connected.shop, ['{"id":1}'], "order.deleted");
    await settle();
    expect([await status(), await balance()]).toEqual([["cancelled"], 0]);
    await place(order(1, { date_modified_gmt: "2026-11-22T02:00:05" }));
    expect([await status(), await balance()]).toEqual([["paid"], 250]);
    await remove(1);
    expect([await status(), await balance()]).toEqual([["deleted"], 0]);
  });

  it("is nothing to us when we never had it", async () => {
    await remove(9);
    expect(await sqlOf(db).query(`SELECT 1 FROM "orders"`)).toEqual([]);
  });
});
