/** Claims whose code was used by an order that never came: they end, once, and the order may still come. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readRedemption } from "../db/redemptions";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type RedemptionId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { memberOf } from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { releaseOverdue } from "./release-overdue";
import { codeIsDead, releaseRedemption } from "./release-redemption";
import { reserveRedemption } from "./reserve-redemption";
import { settleForsaken } from "./settle-forsaken";

const dayMs = 86_400_000;
let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let id: RedemptionId;
let code: string;

/** Five hundred of a thousand points were claimed; the release at the deadline found the code used. */
beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, [orderPayload({ id: 1, price: "200.00" })]);
  await workOff(ctx, shop);
  const { shopId } = shop;
  const wish = { shopId, customerId: customerId("501"), rewardId: "five-off", key: "once" };
  const reserved = await reserveRedemption(ctx, { ...wish, channel: "proxy" });
  if (!reserved.done) throw new Error(reserved.reason);
  ({ redemptionId: id, code } = reserved.value);
  ctx.pass(2 * dayMs);
  await releaseRedemption(ctx, { shopId, redemptionId: id, memberId: null, reason: "deadline" });
  await codeIsDead(ctx, { shopId, redemptionId: id, used: true });
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

const claim = async () => readRedemption(sqlOf(db), shop.shopId, id);
const points = async () => {
  const member = await memberOf(ctx, shop, "501");
  return { balance: member?.balance, reserved: member?.reserved };
};
const settle = () => settleForsaken(ctx, shop.shopId);

describe("a claim whose code was used by an order that does not come", () => {
  it("waits a week for it, then is used: its points are spent and held no longer", async () => {
    expect(await releaseOverdue(ctx, shop.shopId)).toBe(0);
    ctx.pass(3 * dayMs);
    expect(await settle()).toBe(0);
    expect(await claim()).toMatchObject({ state: "reserved", codeDead: true });
    ctx.pass(5 * dayMs);
    expect(await settle()).toBe(1);
    expect(await claim()).toMatchObject({ state: "used", usedBy: null });
    expect(await points()).toEqual({ balance: 500, reserved: 0 });
    expect(await settle()).toBe(0);
    const audit = await sqlOf(db).query(
      `SELECT "actor", "details" FROM "audit_events" WHERE "action" = 'redemption-forsaken'`,
    );
    expect(audit).toEqual([{ actor: "system", details: { redemption: id, points: 500 } }]);
  });

  it("is the order's when it comes after all, and gives back what is returned of it", async () => {
    ctx.pass(8 * dayMs);
    await settle();
    const order = { id: 2, price: "50.00", code: { code, amount: "5.00" } };
    await deliver(ctx, shop, [orderPayload(order)]);
    await workOff(ctx, shop);
    expect(await claim()).toMatchObject({ state: "used", usedBy: "2", restored: 0 });
    expect(await points()).toEqual({ balance: 500 + 225, reserved: 0 });
    const updatedAt = new Date(ctx.now()).toISOString();
    await deliver(ctx, shop, [orderPayload({ ...order, updatedAt, cancelled: true })]);
    await workOff(ctx, shop);
    expect(await points()).toEqual({ balance: 1_000, reserved: 0 });
  });
});
