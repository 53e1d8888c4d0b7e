/** An import brings past orders in once, whatever interrupts it and whatever arrives by webhook meanwhile. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { readEventWith } from "../stores/shopify/read-event";
import { type OrderPage, type ReceivedOrder, StoreClosed, StoreUnavailable } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { testFingerprint } from "../testing/fingerprint";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import { importNextPage, importProgress, startImport } from "./import-orders";

const readEvent = readEventWith({ fingerprint: testFingerprint });

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let down = false;
let closed = false;

function received(id: number, currency = "GBP"): ReceivedOrder {
  const meaning = readEvent("orders/updated", orderPayload({ id, customer: 600 + id, currency }));
  if (meaning.kind !== "order") throw new Error(`order ${id} is ${meaning.kind}`);
  return meaning.received;
}

/** A store with three pages of two orders; the last is in another currency, and one could not be read. */
const pages: OrderPage[] = [
  { received: [received(1), received(2)], parked: [], cursor: "1", expected: 6 },
  { received: [received(3), received(4)], parked: [], cursor: "2", expected: 6 },
  {
    received: [received(5, "USD")],
    parked: [{ orderId: "6", reason: "malformed", detail: "lines" }],
    cursor: null,
    expected: 6,
  },
];

const store = storeThat({
  listOrders: async ({ cursor }) => {
    if (down) throw new StoreUnavailable("down");
    if (closed) throw new StoreClosed("uninstalled");
    const page = pages[Number(cursor ?? "0")];
    if (!page) throw new Error(`no page ${cursor}`);
    return page;
  },
});

beforeEach(async () => {
  down = false;
  closed = false;
  db = await freshDatabase();
  ctx = testContext(db, { store });
  shop = await installTestShop(ctx);
});
afterEach(() => db.close());

const start = () => startImport(ctx, { shopId: shop.shopId, days: 60, actor: "staff:7" });

async function earned(): Promise<number> {
  const [row] = await sqlOf(db).query<{ points: number }>(
    `SELECT COALESCE(sum("points"), 0)::bigint AS "points" FROM "ledger_entries"`,
  );
  return row?.points ?? 0;
}

describe("importing past orders", () => {
  it("goes on where it was after an interruption, and awards each order once", async () => {
    expect(await start()).toBe("started");
    expect(await start()).toBe("running-already");
    expect(await importNextPage(ctx, shop.shopId)).toBe(true);
    expect(await earned()).toBe(1_000);
    down = true;
    await expect(importNextPage(ctx, shop.shopId)).rejects.toThrow(StoreUnavailable);
    down = false;
    await deliver(ctx, shop, [orderPayload({ id: 3, customer: 603 })]);
    await workOff(ctx, shop);
    expect(await importNextPage(ctx, shop.shopId)).toBe(true);
    expect(await importNextPage(ctx, shop.shopId)).toBe(false);
    expect(await importNextPage(ctx, shop.shopId)).toBe(false);
    expect(await earned()).toBe(2_000);
    expect(await importProgress(ctx, { shopId: shop.shopId })).toMatchObject({
      state: "done",
      orders: 6,
      expected: 6,
    });
  });

  it("imports a page once though two workers take it at the same time", async () => {
    await start();
    await Promise.all([importNextPage(ctx, shop.shopId), importNextPage(ctx, shop.shopId)]);
    expect(await earned()).toBe(1_000);
    expect((await importProgress(ctx, { shopId: shop.shopId }))?.orders).toBe(2);
  });

  it("fails where the store has closed its door, and goes on from there when it is started again", async () => {
    await start();
    await importNextPage(ctx, shop.shopId);
    closed = true;
    expect(await importNextPage(ctx, shop.shopId)).toBe(false);
    expect(await importProgress(ctx, { shopId: shop.shopId })).toMatchObject({
      state: "failed",
      orders: 2,
      cursor: "1",
    });
    closed = false;
    expect(await start()).toBe("started");
    while (await importNextPage(ctx, shop.shopId));
    expect(await importProgress(ctx, { shopId: shop.shopId })).toMatchObject({
      state: "done",
      orders: 6,
      lastError: null,
    });
    expect(await earned()).toBe(2_000);
  });

  it("parks what it cannot award, where staff can see it", async () => {
    await start();
    while (await importNextPage(ctx, shop.shopId));
    const parked = await sqlOf(db).query(
      `SELECT "topic", "reason" FROM "inbox" WHERE "state" = 'parked' ORDER BY "id"`,
    );
    expect(parked).toEqual([
      { topic: "orders/imported", reason: "wrong-currency" },
      { topic: "orders/imported", reason: "malformed" },
    ]);
  });
});
