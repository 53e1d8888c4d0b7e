/** Leaving, coming back, consenting and being erased: what is lost is lost at once, what is withdrawn is on record, what is personal goes, and every sum stays true. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { customerId, type MemberId, redemptionId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import {
  balanceOf,
  customerPayload,
  joinAs,
  memberOf,
  tryToJoin,
  useMembership,
  workAll,
} from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext } from "../testing/service-context";
import { eraseMember } from "./erase-member";
import { inviteMember, revokeInvitation } from "./invite-member";
import { leaveProgram } from "./leave-program";
import { readPersonalData } from "./personal-data";
import { consentHistory } from "./record-consent";
import { codeIsDead } from "./release-redemption";
import { reserveRedemption } from "./reserve-redemption";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
const sara = { customer: "501", email: "sara@example.com", verified: true };

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await useMembership(ctx, await installTestShop(ctx), { mode: "opt-in", claimDays: 30 });
  await joinAs(ctx, shop, sara);
  await hear(orderPayload({ id: 1, customer: 501 }));
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
const idOf = async (): Promise<MemberId> => {
  const row = await memberOf(ctx, shop, "501");
  if (!row) throw new Error("no member");
  return row.memberId;
};
const leave = async () =>
  leaveProgram(ctx, {
    shopId: shop.shopId,
    memberId: await idOf(),
    locale: "en",
    source: "account",
    actor: "member",
  });
const redeem = (key: string) =>
  reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId("501"),
    rewardId: "slider",
    points: 200,
    key,
    channel: "proxy",
  });

describe("leaving", () => {
  it("takes all points at once, and what open claims give back afterwards", async () => {
    const claim = await redeem("before-leaving");
    if (!claim.done) throw new Error(claim.reason);
    expect((await leave()).done).toBe(true);
    expect(await balanceOf(ctx, shop, "501")).toBe(0);
    const id = redemptionId(claim.value.redemptionId);
    await codeIsDead(ctx, { shopId: shop.shopId, redemptionId: id, used: false });
    expect(await memberOf(ctx, shop, "501")).toMatchObject({
      status: "left",
      balance: 0,
      reserved: 0,
      expired: 500,
    });
    expect(await redeem("after-leaving")).toMatchObject({ done: false, reason: "not-a-member" });
  });

  it("is leaving once, and takes nothing twice when an order is refunded afterwards", async () => {
    await leave();
    expect((await leave()).done).toBe(true);
    await hear(orderPayload({ id: 1, customer: 501, cancelled: true, updatedAt: "2026-11-09T10:00:00Z" }));
    expect(await memberOf(ctx, shop, "501")).toMatchObject({ balance: 0, deficit: 0 });
  });

  it("ends earning until the customer joins again; then orders of the last days count, and what was lost stays lost", async () => {
    await leave();
    await hear(orderPayload({ id: 2, customer: 501, price: "20.00", placedAt: "2026-11-09T10:00:00Z" }));
    expect(await balanceOf(ctx, shop, "501")).toBe(0);
    await joinAs(ctx, shop, sara);
    await workAll(ctx, shop);
    expect(await memberOf(ctx, shop, "501")).toMatchObject({ status: "active", balance: 100 });
  });
});

describe("consents", () => {
  it("are kept with words, time, source and language, and withdrawn on leaving", async () => {
    ctx.pass(1_000);
    await leave();
    const history = await consentHistory(sqlOf(db), shop.shopId, await idOf());
    expect(history.map(({ purpose, granted, source, locale }) => [purpose, granted, source, locale])).toEqual(
      [
        ["program", true, "proxy", "en"],
        ["program", false, "account", "en"],
      ],
    );
    expect(history[0]?.text).toContain("I join the loyalty program");
  });

  it("only grow: a row of theirs cannot be changed or removed", async () => {
    await expect(sqlOf(db).query(`UPDATE "consents" SET "granted" = false`)).rejects.toThrow();
    await expect(sqlOf(db).query(`DELETE FROM "consents"`)).rejects.toThrow();
  });
});

describe("by invitation", () => {
  const invite = (invited: string) => inviteMember(ctx, { shopId: shop.shopId, invited, actor: "staff:1" });
  const other = { customer: "502", email: "Reza@Example.com", verified: true };

  beforeEach(async () => {
    shop = await useMembership(ctx, shop, { mode: "invitation" });
  });

  it("joins who was invited by a proved e-mail or as a customer, and nobody else", async () => {
    expect(await tryToJoin(ctx, shop, other)).toMatchObject({ reason: "not-invited" });
    await invite("reza@example.com");
    expect(await tryToJoin(ctx, shop, { ...other, verified: false })).toMatchObject({
      reason: "not-invited",
    });
    expect((await tryToJoin(ctx, shop, other)).done).toBe(true);
    await invite("503");
    expect(
      (await tryToJoin(ctx, shop, { customer: "503", email: "x@example.com", verified: false })).done,
    ).toBe(true);
    const [kept] = await sqlOf(db).query(`SELECT 1 FROM "invitations" WHERE "address" IS NOT NULL`);
    expect(kept).toBeUndefined();
  });

  it("declines what is no address, a member, and an invitation that was taken back", async () => {
    expect(await invite("nonsense")).toMatchObject({ reason: "bad-request" });
    expect(await invite("sara@example.com")).toMatchObject({ reason: "already-member" });
    const invited = await invite("reza@example.com");
    if (!invited.done) throw new Error(invited.reason);
    const revoke = { shopId: shop.shopId, id: invited.value, actor: "staff:1" };
    expect((await revokeInvitation(ctx, revoke)).done).toBe(true);
    expect(await revokeInvitation(ctx, revoke)).toMatchObject({ reason: "not-invited" });
    expect(await tryToJoin(ctx, shop, other)).toMatchObject({ reason: "not-invited" });
  });
});

describe("field lesson 22: erasing a member at their own wish", () => {
  it("leaves nothing personal and no doubt about any sum, also when the store still tells of them", async () => {
    await inviteMember(ctx, { shopId: shop.shopId, invited: "501", actor: "staff:1" });
    const memberId = await idOf();
    const held = JSON.stringify(await readPersonalData(sqlOf(db), shop.shopId, memberId));
    for (const part of ["sara@example.com", "I join the loyalty program", "order-awarded", '"#1"'])
      expect(held).toContain(part);
    await inTransaction(ctx.db, (sql) =>
      eraseMember(ctx, sql, { shopId: shop.shopId, memberId, actor: "member" }),
    );
    const payload = customerPayload({ id: 501, email: "sara@example.com", verified: true });
    await deliver(ctx, shop, [payload], "customers/update");
    await workAll(ctx, shop);
    const tables = [
      "member_profiles",
      "member_words",
      "orders",
      "invitations",
      "redemptions",
      "ledger_entries",
    ];
    for (const table of tables) {
      const rows = await sqlOf(db).query<{ text: string }>(`SELECT t::text AS "text" FROM "${table}" t`);
      const text = rows.map((row) => row.text).join("\n");
      for (const trace of ["sara", "Sara", "501"])
        expect([table, text.includes(trace)]).toEqual([table, false]);
    }
    expect(await memberOf(ctx, shop, "501")).toMatchObject({ status: "closed", balance: 500 });
  });

  it("lets them come back as somebody new", async () => {
    const before = await idOf();
    await inTransaction(ctx.db, (sql) =>
      eraseMember(ctx, sql, { shopId: shop.shopId, memberId: before, actor: "member" }),
    );
    await joinAs(ctx, shop, sara);
    expect(await idOf()).not.toBe(before);
    expect(await balanceOf(ctx, shop, "501")).toBe(0);
  });
});
