/** The merchant's bill. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase } from "../../testing/database";
import { type OrderFacts, orderPayload } from "../../testing/order-payload";
import { deliver, installTestShop, testContext, workOff } from "../../testing/service-context";
import type { Database } from "../database";
import { sqlOf } from "../transaction";
import { countPlanOrders } from "./plan-usage";

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});
afterEach(() => db.close());

const november = { from: new Date("2026-11-01T00:00:00Z"), until: new Date("2026-12-01T00:00:00Z") };
const later = "2026-11-09T10:00:00Z";
const returned = { quantity: 1, subtotal: "100.00" };

describe("field lesson 25: plan limits count paid, unrefunded orders", () => {
  const cases: readonly [what: string, states: readonly Omit<OrderFacts, "id">[], count: number][] = [
    ["paid", [{}], 1],
    ["unpaid", [{ status: "pending" }], 0],
    ["a guest's", [{ customer: null }], 1],
    ["refunded in part", [{ quantity: 2 }, { quantity: 2, returned, updatedAt: later }], 1],
    ["refunded in whole", [{}, { status: "refunded", returned, updatedAt: later }], 0],
    ["cancelled", [{}, { cancelled: true, updatedAt: later }], 0],
    ["of another month", [{ placedAt: "2026-10-31T23:59:59Z" }], 0],
  ];
  it.each(cases)("%s", async (_, states, count) => {
    const ctx = testContext(db);
    const shop = await installTestShop(ctx);
    await deliver(
      ctx,
      shop,
      states.map((facts) => orderPayload({ id: 1, ...facts })),
    );
    await workOff(ctx, shop);
    expect(await countPlanOrders(sqlOf(db), shop.shopId, november)).toBe(count);
  });

  it("never counts another shop's", async () => {
    const ctx = testContext(db);
    const shop = await installTestShop(ctx);
    const other = await installTestShop(ctx, "other.myshopify.com");
    await deliver(ctx, shop, [orderPayload({ id: 1 })]);
    await workOff(ctx, shop);
    expect(await countPlanOrders(sqlOf(db), other.shopId, november)).toBe(0);
  });
});
