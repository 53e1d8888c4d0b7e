/** Merged customers end as one member with one history (field lesson 13): balances, dates, awards and open claims come along. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers, readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId, type RedemptionId, redemptionId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { codeIsDead, releaseRedemption } from "./release-redemption";
import { reserveRedemption } from "./reserve-redemption";
import { sendEffects } from "./send-effects";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, [
    orderPayload({ id: 1, customer: 801 }),
    orderPayload({ id: 2, customer: 802, price: "60.00" }),
  ]);
  await workOff(ctx, shop);
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

const merge = async (kept: number, merged: number) => {
  const gid = (id: number) => `gid://shopify/Customer/${id}`;
  const payload = {
    admin_graphql_api_customer_kept_id: gid(kept),
    admin_graphql_api_customer_deleted_id: gid(merged),
    status: "completed",
  };
  await deliver(ctx, shop, [JSON.stringify(payload)], "customers/merge");
  await workOff(ctx, shop);
};

async function memberOf(customer: number): Promise<MemberId> {
  const found = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(String(customer))])).get(
    customerId(String(customer)),
  );
  if (found === undefined) throw new Error(`${customer} is not a member`);
  return found;
}

const balance = async (customer: number) =>
  (await readMember(sqlOf(db), shop.shopId, await memberOf(customer)))?.balance;

it("moves points with their dates, whichever direction the store merged in", async () => {
  const dates = async () =>
    (await sqlOf(db).query<{ at: Date }>(`SELECT DISTINCT "expiresAt" AS "at" FROM "lots"`)).map((row) =>
      row.at.getTime(),
    );
  const before = await dates();
  await merge(802, 801);
  expect(await memberOf(801)).toBe(await memberOf(802));
  expect(await balance(801)).toBe(800);
  expect(await dates()).toEqual(before);
});

it("puts together what both had gathered towards tiers", async () => {
  await deliver(ctx, shop, [orderPayload({ id: 3, customer: 801, price: "350.00" })]);
  await workOff(ctx, shop);
  expect((await readMember(sqlOf(db), shop.shopId, await memberOf(801)))?.standing.tierId).toBe("bronze");
  await merge(801, 802);
  expect((await readMember(sqlOf(db), shop.shopId, await memberOf(801)))?.standing.tierId).toBe("silver");
});

it("is the same merge when it is told twice, and when only one of the two was a member", async () => {
  await merge(802, 801);
  await merge(802, 801);
  await merge(802, 999);
  expect(await balance(999)).toBe(800);
  await merge(777, 802);
  expect(await balance(777)).toBe(800);
});

const refundOf2 = (updatedAt: string) =>
  orderPayload({
    id: 2,
    customer: 801,
    price: "60.00",
    status: "refunded",
    updatedAt,
    returned: { quantity: 1, subtotal: "60.00" },
  });

it("takes a refund of the merged member's order back from the one who is left", async () => {
  await merge(801, 802);
  await deliver(ctx, shop, [refundOf2("2026-11-09T10:00:00Z")]);
  await workOff(ctx, shop);
  expect(await balance(801)).toBe(500);
});

async function claimOf802(): Promise<RedemptionId> {
  const claim = await reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId("802"),
    rewardId: "slider",
    points: 200,
    key: "before-merging",
    channel: "proxy",
  });
  if (!claim.done) throw new Error(claim.reason);
  return redemptionId(claim.value.redemptionId);
}

async function giveBack(id: RedemptionId): Promise<void> {
  await releaseRedemption(ctx, { shopId: shop.shopId, redemptionId: id, memberId: null, reason: "deadline" });
  await codeIsDead(ctx, { shopId: shop.shopId, redemptionId: id, used: false });
  await sqlOf(db).query(`DELETE FROM "outbox" WHERE "kind" <> 'forward-merged'`);
  await sendEffects(ctx, shop.shopId);
}

it("gives an open claim of the merged member back to the one who is left", async () => {
  const id = await claimOf802();
  await merge(801, 802);
  expect(await balance(801)).toBe(600);
  await giveBack(id);
  expect(await balance(801)).toBe(800);
});

it("takes nothing twice for an order whose points came back to the merged member past their date", async () => {
  const id = await claimOf802();
  await merge(801, 802);
  ctx.pass(400 * 86_400_000);
  await deliver(ctx, shop, [
    orderPayload({ id: 4, customer: 801, price: "30.00", placedAt: "2027-12-01T10:00:00Z" }),
  ]);
  await workOff(ctx, shop);
  await giveBack(id);
  await deliver(ctx, shop, [refundOf2("2027-12-05T10:00:00Z")]);
  await workOff(ctx, shop);
  const active = `SELECT sum("remaining")::int AS "active" FROM "lots" WHERE "orderId" = '4'`;
  expect(await sqlOf(db).query(active)).toEqual([{ active: 150 }]);
});
