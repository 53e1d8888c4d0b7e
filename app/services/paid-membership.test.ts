/** Membership that is bought: made and prolonged by an order, ended by its refund, run out by its date; what was earned in it stays. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readMemberships } from "../db/memberships";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, instant } from "../loyalty/brand";
import { monthsLater } from "../loyalty/lot-dates";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import {
  balanceOf,
  customerPayload,
  guestOrder,
  memberOf,
  tryToJoin,
  useMembership,
  workAll,
} from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext } from "../testing/service-context";
import { lapseMemberships } from "./lapse-memberships";
import { reserveRedemption } from "./reserve-redemption";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await useMembership(ctx, await installTestShop(ctx), {
    mode: "paid",
    claimDays: 30,
    paid: { productIds: ["9001"], months: 1 },
  });
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

const hear = async (...payloads: string[]) => {
  await deliver(ctx, shop, payloads);
  await workAll(ctx, shop);
};
/** The test orders sell product 9001; another product buys no membership. */
const other = (payload: string) => payload.replaceAll("9001", "9002");
const purchase = (id: number, placedAt: string) => orderPayload({ id, placedAt, updatedAt: placedAt });
const refunded = (id: number, placedAt: string, updatedAt: string) =>
  orderPayload({
    id,
    placedAt,
    updatedAt,
    status: "refunded",
    returned: { quantity: 1, subtotal: "100.00" },
  });
const standing = async () => {
  const member = await memberOf(ctx, shop, "501");
  return member && (await readMemberships(sqlOf(db), shop.shopId, [member.memberId])).get(member.memberId);
};
const first = "2026-11-01T10:00:00Z";
const endOfFirst = monthsLater(instant(Date.parse(first)), 1, "Europe/London");

describe("an order with the membership's product", () => {
  it("makes a member, and earns like every order", async () => {
    await hear(other(orderPayload({ id: 9, placedAt: first })));
    expect(await balanceOf(ctx, shop, "501")).toBeNull();
    await hear(purchase(1, first));
    expect(await balanceOf(ctx, shop, "501")).toBe(500 + 500);
    expect(await standing()).toMatchObject({ status: "active", joinedVia: "paid", until: endOfFirst });
  });

  it("prolongs while it runs, whichever of two purchases is heard of first", async () => {
    await hear(purchase(2, "2026-11-08T10:00:00Z"));
    await hear(purchase(1, first));
    expect((await standing())?.until).toBe(monthsLater(instant(Date.parse(first)), 2, "Europe/London"));
  });

  it("ends it when it is refunded or cancelled; what was awarded meanwhile stays", async () => {
    await hear(purchase(1, first), other(orderPayload({ id: 2, placedAt: "2026-11-05T10:00:00Z" })));
    await hear(refunded(1, first, "2026-11-06T10:00:00Z"));
    expect(await standing()).toMatchObject({ status: "lapsed", until: Date.parse(first) });
    expect(await balanceOf(ctx, shop, "501")).toBe(500);
    await hear(other(orderPayload({ id: 3, placedAt: "2026-11-07T10:00:00Z" })));
    expect(await balanceOf(ctx, shop, "501")).toBe(500);
  });

  it("keeps its months when the terms change afterwards", async () => {
    await hear(purchase(1, first));
    shop = await useMembership(ctx, shop, { paid: { productIds: ["9001"], months: 12 } });
    await hear(orderPayload({ id: 1, placedAt: first, updatedAt: "2026-11-07T10:00:00Z" }));
    expect((await standing())?.until).toBe(endOfFirst);
  });

  it("bought as a guest makes a member of whoever joins with the proved e-mail", async () => {
    const plan = { customer: "501", email: "sara@example.com", verified: true };
    expect(await tryToJoin(ctx, shop, plan)).toMatchObject({ done: false, reason: "not-paid" });
    await hear(guestOrder({ id: 1, email: "sara@example.com", placedAt: first }));
    expect((await tryToJoin(ctx, shop, plan)).done).toBe(true);
    await workAll(ctx, shop);
    expect(await standing()).toMatchObject({ status: "active", until: endOfFirst });
    expect(await balanceOf(ctx, shop, "501")).toBe(500);
  });
});

describe("a membership that has run out", () => {
  const afterwards = 30 * 86_400_000;

  it("neither earns nor redeems, whether or not the job has run; its points stay", async () => {
    await hear(purchase(1, first));
    ctx.pass(afterwards);
    const redeem = () =>
      reserveRedemption(ctx, {
        shopId: shop.shopId,
        customerId: customerId("501"),
        rewardId: "five-off",
        key: "after-the-end",
        channel: "proxy",
      });
    expect(await redeem()).toMatchObject({ done: false, reason: "membership-over" });
    await hear(other(orderPayload({ id: 2, placedAt: "2026-12-05T10:00:00Z" })));
    expect(await lapseMemberships(ctx, shop.shopId)).toBe(1);
    expect(await lapseMemberships(ctx, shop.shopId)).toBe(0);
    expect(await redeem()).toMatchObject({ done: false, reason: "membership-over" });
    expect(await standing()).toMatchObject({ status: "lapsed" });
    expect(await balanceOf(ctx, shop, "501")).toBe(500);
  });

  it("still counts an order of its last day that arrives late, and counts again from the next purchase", async () => {
    await hear(purchase(1, first));
    ctx.pass(afterwards);
    await lapseMemberships(ctx, shop.shopId);
    await hear(other(orderPayload({ id: 2, placedAt: "2026-11-30T10:00:00Z" })));
    expect(await balanceOf(ctx, shop, "501")).toBe(1_000);
    const between = other(orderPayload({ id: 3, placedAt: "2026-12-05T10:00:00Z" }));
    await hear(between);
    await hear(purchase(4, "2026-12-06T10:00:00Z"), between);
    expect(await standing()).toMatchObject({ status: "active" });
    expect(await balanceOf(ctx, shop, "501")).toBe(1_500);
  });
});

it("hears of customers without making members of them", async () => {
  const payload = customerPayload({ id: 501, email: "sara@example.com", verified: true });
  await deliver(ctx, shop, [payload], "customers/create");
  await workAll(ctx, shop);
  expect(await standing()).toBeNull();
});
