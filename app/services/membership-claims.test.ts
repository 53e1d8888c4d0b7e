/** Field lesson 13: whoever joins gets what they bought before, as far as the program promises, in whatever order the messages arrive. Never by an unproved e-mail. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import {
  balanceOf,
  customerPayload,
  guestOrder,
  joinAs,
  useMembership,
  workAll,
} from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sweepUnclaimed } from "./claim-orders";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await useMembership(ctx, await installTestShop(ctx), { mode: "opt-in", claimDays: 30 });
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

const sara = customerPayload({ id: 501, email: "sara@example.com", verified: true });
const unproved = customerPayload({ id: 501, email: "sara@example.com", verified: false });
const asGuest = guestOrder({ id: 1, email: "Sara@Example.com", placedAt: "2026-11-01T10:00:00Z" });
const own = orderPayload({ id: 2, customer: 501, price: "40.00", placedAt: "2026-11-05T10:00:00Z" });
const tooOld = orderPayload({ id: 3, customer: 501, placedAt: "2026-09-01T10:00:00Z" });

const hear = async (payloads: string[], topic = "orders/updated") => {
  await deliver(ctx, shop, payloads, topic);
  await workAll(ctx, shop);
};
const balance = () => balanceOf(ctx, shop, "501");

describe("field lesson 13: a customer who joins", () => {
  it("is no member before, whatever they have bought", async () => {
    await hear([own]);
    await hear([sara], "customers/create");
    expect(await balance()).toBeNull();
  });

  it("gets the points of own and guest orders of the last days, and of none that is older", async () => {
    await hear([own, tooOld, asGuest]);
    await joinAs(ctx, shop, { customer: "501", email: "sara@example.com", verified: true });
    await workAll(ctx, shop);
    expect(await balance()).toBe(200 + 500);
  });

  it("gets nothing of a guest's order while the e-mail is not proved, and gets it once it is", async () => {
    await hear([asGuest]);
    await joinAs(ctx, shop, { customer: "501", email: "sara@example.com", verified: false });
    await hear([unproved], "customers/update");
    expect(await balance()).toBe(0);
    await hear([sara], "customers/update");
    expect(await balance()).toBe(500);
  });

  it("ends with the same points however late the orders and the proof arrive", async () => {
    await joinAs(ctx, shop, { customer: "501", email: "sara@example.com", verified: false });
    await hear([tooOld, own]);
    await hear([sara], "customers/update");
    await hear([asGuest]);
    expect(await balance()).toBe(700);
    await hear([own, asGuest, tooOld, own]);
    expect(await balance()).toBe(700);
  });

  it("keeps a claim when the guest's order changes later, also after the e-mail has changed", async () => {
    await hear([asGuest]);
    await joinAs(ctx, shop, { customer: "501", email: "sara@example.com", verified: true });
    await workAll(ctx, shop);
    await hear([customerPayload({ id: 501, email: "new@example.com", verified: true })], "customers/update");
    await hear([
      guestOrder({
        id: 1,
        email: "sara@example.com",
        placedAt: "2026-11-01T10:00:00Z",
        updatedAt: "2026-11-08T10:00:00Z",
        status: "partially_refunded",
        quantity: 2,
        price: "50.00",
        returned: { quantity: 1, subtotal: "50.00" },
      }),
    ]);
    expect(await balance()).toBe(250);
  });

  it("gets an order that was written at the very moment of joining, at the next look", async () => {
    await joinAs(ctx, shop, { customer: "501", email: "sara@example.com", verified: true });
    await hear([own]);
    await sqlOf(db).query(`DELETE FROM "awards"`);
    await sqlOf(db).query(`UPDATE "orders" SET "memberId" = NULL`);
    expect(await sweepUnclaimed(ctx, shop.shopId)).toBe(1);
    const [effect] = await sqlOf(db).query(`SELECT 1 FROM "outbox" WHERE "kind" = 'claim-orders'`);
    expect(effect).toBeDefined();
  });

  it("never gets what another claimed or bought", async () => {
    await hear([asGuest, own]);
    await joinAs(ctx, shop, { customer: "777", email: "other@example.com", verified: true });
    await workAll(ctx, shop);
    expect(await balanceOf(ctx, shop, "777")).toBe(0);
  });
});

describe("automatic membership", () => {
  it("begins with the account, and claims what was bought as a guest", async () => {
    shop = await useMembership(ctx, shop, { mode: "automatic", claimDays: 30 });
    await hear([asGuest]);
    await hear([sara], "customers/update");
    expect(await balance()).toBeNull();
    await hear([sara], "customers/create");
    expect(await balance()).toBe(500);
  });
});
