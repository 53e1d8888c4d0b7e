/** Field lesson 24: orders that a subscription makes by itself, billed late, skipped or cancelled. Their state decides, as for all orders. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers, readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { type OrderFacts, orderPayload } from "../testing/order-payload";
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

const subscriber = 701;
const shopper = 702;

async function balanceOf(customer: number): Promise<number> {
  const id = customerId(String(customer));
  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [id])).get(id);
  return member === undefined ? 0 : ((await readMember(sqlOf(db), shop.shopId, member))?.balance ?? 0);
}

const arrive = async (facts: OrderFacts) => {
  await deliver(ctx, shop, [orderPayload(facts)]);
  await workOff(ctx, shop);
};

/** One month's order of a subscription. */
const cycle = (id: number, state: Partial<OrderFacts> = {}): OrderFacts => ({
  id,
  customer: subscriber,
  source: "subscription_contract",
  ...state,
});

const day = (date: number) => `2026-11-${String(date).padStart(2, "0")}T10:00:00Z`;
/** Billed at the second try, returned by half, cancelled in the end: the life of one order. */
const life: readonly Partial<OrderFacts>[] = [
  { status: "pending", updatedAt: day(1) },
  { status: "paid", quantity: 2, price: "50.00", updatedAt: day(2) },
  {
    status: "partially_refunded",
    quantity: 2,
    price: "50.00",
    updatedAt: day(3),
    returned: { quantity: 1, subtotal: "50.00" },
  },
  { status: "refunded", cancelled: true, updatedAt: day(4) },
];

describe("field lesson 24: orders of a subscription", () => {
  it("earn when they are billed, however late, and never for a cycle that was skipped", async () => {
    await arrive(cycle(1, { status: "pending", updatedAt: day(1) }));
    expect(await balanceOf(subscriber)).toBe(0);
    await arrive(cycle(1, { updatedAt: day(5) }));
    expect(await balanceOf(subscriber)).toBe(500);
    // The second month is skipped: made, and cancelled before it was billed. The third is as usual.
    await arrive(cycle(2, { status: "pending", updatedAt: day(6) }));
    await arrive(cycle(2, { status: "pending", cancelled: true, updatedAt: day(7) }));
    expect(await balanceOf(subscriber)).toBe(500);
    await arrive(cycle(3, { updatedAt: day(8) }));
    expect(await balanceOf(subscriber)).toBe(1_000);
  });

  it("keep what was earned before when the subscription ends, and lose only what came back", async () => {
    await arrive(cycle(1));
    await arrive(cycle(2));
    await arrive(cycle(2, { status: "refunded", cancelled: true, updatedAt: day(9) }));
    expect(await balanceOf(subscriber)).toBe(500);
    const [channels] = await sqlOf(db).query<{ channels: string }>(
      `SELECT string_agg(DISTINCT "state"->>'channel', ',') AS channels FROM "orders"`,
    );
    expect(channels).toEqual({ channels: "subscription" });
  });

  it("end where any other order ends, in whatever order their states arrive", async () => {
    let id = 10;
    for (const first of life)
      for (const second of life) {
        id += 2;
        for (const state of [first, second, life.at(-2) ?? first]) {
          await arrive(cycle(id, state));
          await arrive({ id: id + 1, customer: shopper, ...state });
        }
        expect(await balanceOf(subscriber)).toBe(await balanceOf(shopper));
      }
    expect(await balanceOf(subscriber)).toBeGreaterThan(0);
    const { kept, replayed } = await bothSides(sqlOf(db), shop.shopId);
    expect(kept).toEqual(replayed);
  });
});
