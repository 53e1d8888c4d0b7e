/** Law 1 with a real database: an order's points are a function of the order, however its states arrive. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readLedger } from "../db/entries";
import { membersOfCustomers, readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { replay } from "../loyalty/ledger/replay";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterEach(() => db.close());

async function balanceOf(customer: number): Promise<number | null> {
  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(String(customer))])).get(
    customerId(String(customer)),
  );
  if (member === undefined) return null;
  const row = await readMember(sqlOf(db), shop.shopId, member);
  const ledger = await readLedger(sqlOf(db), shop.shopId, member);
  expect(replay(ledger).balance).toBe(row?.balance);
  return row?.balance ?? null;
}

const paid = orderPayload({ id: 1 });
const halfReturned = orderPayload({
  id: 1,
  quantity: 2,
  price: "50.00",
  status: "partially_refunded",
  updatedAt: "2026-11-03T10:00:00Z",
  returned: { quantity: 1, subtotal: "50.00" },
});
const cancelled = orderPayload({
  id: 1,
  cancelled: true,
  status: "refunded",
  updatedAt: "2026-11-04T10:00:00Z",
});

describe("reconciling orders", () => {
  it("awards a paid order once, however often it is delivered", async () => {
    await deliver(ctx, shop, [paid, paid]);
    await workOff(ctx, shop);
    await deliver(ctx, shop, [paid]);
    await workOff(ctx, shop);
    expect(await balanceOf(501)).toBe(500);
  });

  it("ends at the newest state in whatever order the states arrive, in one batch or in many", async () => {
    for (const states of [
      [paid, halfReturned, cancelled],
      [cancelled, paid, halfReturned],
      [halfReturned, cancelled, paid],
    ]) {
      for (const state of states) {
        await deliver(ctx, shop, [state]);
        await workOff(ctx, shop);
      }
      expect(await balanceOf(501)).toBe(0);
    }
    await deliver(
      ctx,
      shop,
      [halfReturned, paid].map((state) =>
        state.replaceAll('"id":1,', '"id":2,').replaceAll("Order/1", "Order/2"),
      ),
    );
    await workOff(ctx, shop);
    expect(await balanceOf(501)).toBe(250);
  });

  it("takes back exactly what a refund returns, and remembers why", async () => {
    await deliver(ctx, shop, [paid]);
    await workOff(ctx, shop);
    await deliver(ctx, shop, [halfReturned]);
    await workOff(ctx, shop);
    expect(await balanceOf(501)).toBe(250);
    const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId("501")])).get(
      customerId("501"),
    );
    const ledger = await readLedger(sqlOf(db), shop.shopId, member ?? (0 as never));
    expect(ledger.map((entry) => [entry.kind, entry.points, entry.cause.why])).toEqual([
      ["earn", 500, "order-awarded"],
      ["clawback", -250, "order-changed"],
    ]);
  });

  it("parks what it cannot trust and works off the rest", async () => {
    await deliver(ctx, shop, ["{not json", orderPayload({ id: 3, currency: "USD" }), paid]);
    await workOff(ctx, shop);
    expect(await balanceOf(501)).toBe(500);
    const parked = await sqlOf(db).query<{ reason: string }>(
      `SELECT "reason" FROM "inbox" WHERE "state" = 'parked' ORDER BY "id"`,
    );
    expect(parked.map((row) => row.reason)).toEqual(["malformed", "wrong-currency"]);
  });
});
