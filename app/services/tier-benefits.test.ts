/** Benefits of tiers as the store is told of them: customer tags that follow the tier, a discount of the store's own that follows the terms, the snapshot that the function reads. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import * as z from "zod";
import type { Database } from "../db/database";
import { membersOfCustomers } from "../db/members";
import type { EffectKind } from "../db/outbox";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import { type Benefits, noBenefits } from "../loyalty/tiers";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { type Asked, adminApi, DOMAIN, data, testLine } from "../testing/admin-api-line";
import { freshDatabase } from "../testing/database";
import { joinAs, useMembership } from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { eraseMember } from "./erase-member";
import { lapseMemberships } from "./lapse-memberships";
import { leaveProgram } from "./leave-program";
import { mergeMembers } from "./merge-members";
import { saveTermsPart } from "./save-terms-part";
import { sendNow } from "./send-effects";
import { readSnapshots } from "./snapshots";

const api = adminApi();
const wanted = z.object({ tags: z.array(z.string()) });
const done = { userErrors: [] };

/** What Shopify was asked for, in our words. */
const asked: string[] = [];

function answer({ query, variables }: Asked) {
  if (query.includes("AddTags")) {
    asked.push(`+${wanted.parse(variables).tags.join()}`);
    return data({ tagsAdd: done });
  }
  if (query.includes("RemoveTags")) {
    asked.push(`-${wanted.parse(variables).tags.join()}`);
    return data({ tagsRemove: done });
  }
  if (query.includes("FindTierDiscounts")) return data({ discountNodes: { nodes: [] } });
  asked.push("discount");
  const made = { automaticAppDiscount: { discountId: "gid://shopify/DiscountAutomaticNode/1" }, ...done };
  return data({ discountAutomaticAppCreate: made });
}

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
afterAll(() => api.server.close());
beforeEach(async () => {
  api.answers(answer);
  asked.length = 0;
  db = await freshDatabase();
  ctx = testContext(db, { store: shopifyStore(testLine()) });
  shop = await installTestShop(ctx, DOMAIN);
});
afterEach(() => db.close());

async function goldGives(benefits: Partial<Benefits>): Promise<void> {
  shop = (await findShop(sqlOf(db), shop.shopId)) ?? shop;
  const { tiers } = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const levels = tiers.levels.map((level) =>
    level.id === "gold" ? { ...level, benefits: { ...noBenefits, ...benefits } } : level,
  );
  const request = { shopId: shop.shopId, basedOn: shop.termsVersion, actor: "lena" };
  const saved = await saveTermsPart(ctx, { ...request, part: { tiers: { ...tiers, levels } } });
  if (!saved.done) throw new Error(saved.reason);
  shop = (await findShop(sqlOf(db), shop.shopId)) ?? shop;
}

async function send(...kinds: readonly EffectKind[]): Promise<void> {
  for (const kind of kinds) {
    const waiting = await sqlOf(db).query<{ subject: string }>(
      `SELECT "subject" FROM "outbox" WHERE "kind" = $1`,
      [kind],
    );
    for (const { subject } of waiting) await sendNow(ctx, shop.shopId, { kind, subject });
  }
}

async function buy(price: string): Promise<MemberId> {
  await deliver(ctx, shop, [orderPayload({ id: 1, price, updatedAt: new Date(ctx.now()).toISOString() })]);
  await workOff(ctx, shop);
  const id = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId("501")])).get(customerId("501"));
  if (id === undefined) throw new Error("no member");
  return id;
}

it("puts tags on who reaches the tier, takes them from who leaves it, and asks nothing twice", async () => {
  await goldGives({ earlyAccess: true, prioritySupport: true });
  await send("evaluate-tiers");
  await buy("2500.00");
  await send("change-tags", "change-tags");
  expect(asked).toEqual(["+vafa-early-access,vafa-priority-support"]);
  ctx.pass(60_000);
  await buy("1000.00");
  await send("change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access,vafa-priority-support"]);
});

it("takes the tags away when the terms give the benefit no more", async () => {
  await goldGives({ earlyAccess: true });
  await buy("2500.00");
  await send("evaluate-tiers", "change-tags");
  await goldGives({});
  await send("evaluate-tiers", "change-tags");
  expect(asked.filter((one) => one !== "discount")).toEqual(["+vafa-early-access", "-vafa-early-access"]);
});

const sara = { customer: "501", email: "sara@example.com", verified: true };
const leave = (memberId: MemberId) =>
  leaveProgram(ctx, { shopId: shop.shopId, memberId, locale: "en", source: "account", actor: "member" });
const erase = (memberId: MemberId) =>
  inTransaction(ctx.db, (sql) => eraseMember(ctx, sql, { shopId: shop.shopId, memberId, actor: "member" }));
const endMembership = (memberId: MemberId) =>
  sqlOf(db).query(`UPDATE "members" SET "membershipUntil" = $2 WHERE "id" = $1`, [
    memberId,
    new Date(ctx.now()),
  ]);

async function tagGold(): Promise<MemberId> {
  await goldGives({ earlyAccess: true });
  await send("evaluate-tiers");
  const member = await buy("2500.00");
  await send("change-tags");
  expect(asked).toEqual(["+vafa-early-access"]);
  return member;
}

it("takes the tags from who leaves, and puts them back on who joins again", async () => {
  const member = await tagGold();
  await leave(member);
  await send("change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access"]);
  await joinAs(ctx, shop, sara);
  await send("change-tags");
  expect(asked.slice(2)).toEqual(["+vafa-early-access"]);
});

it("takes the tags from whose paid membership lapsed", async () => {
  const member = await tagGold();
  await endMembership(member);
  await lapseMemberships(ctx, shop.shopId);
  await send("change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access"]);
});

it("puts the tags back on who buys their membership again", async () => {
  shop = await useMembership(ctx, shop, { mode: "paid", paid: { productIds: ["9001"], months: 1 } });
  await tagGold();
  ctx.pass(90 * 86_400_000);
  await lapseMemberships(ctx, shop.shopId);
  await send("change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access"]);
  const today = new Date(ctx.now()).toISOString();
  await deliver(ctx, shop, [orderPayload({ id: 2, price: "10.00", placedAt: today, updatedAt: today })]);
  await workOff(ctx, shop);
  await send("change-tags");
  expect(asked.slice(2)).toEqual(["+vafa-early-access"]);
});

it("puts the tags back on who left and was merged with a member", async () => {
  const member = await tagGold();
  await leave(member);
  await send("change-tags");
  await deliver(ctx, shop, [orderPayload({ id: 3, customer: 502, price: "1.00" })]);
  await workOff(ctx, shop);
  const both = { shopId: shop.shopId, kept: customerId("501"), merged: customerId("502") };
  await inTransaction(ctx.db, (sql) => mergeMembers(ctx, sql, both));
  await send("change-tags");
  expect(asked.slice(2)).toEqual(["+vafa-early-access", "+vafa-early-access"]);
});

it("puts no tags on whose paid membership is over, before the schedule has called it lapsed", async () => {
  const member = await tagGold();
  await endMembership(member);
  await goldGives({ earlyAccess: true, prioritySupport: true });
  await send("evaluate-tiers", "change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access"]);
});

it("takes the tags from who was erased, although nothing is known of them any more", async () => {
  const member = await tagGold();
  await erase(member);
  await send("change-tags");
  expect(asked.slice(1)).toEqual(["-vafa-early-access,vafa-priority-support"]);
});

it("asks nothing of the store for who goes without ever having had a tag", async () => {
  await erase(await buy("2500.00"));
  await send("change-tags");
  expect(asked).toEqual([]);
});

it("has no tier and no benefits in the snapshot of who left", async () => {
  await goldGives({ percentOffBp: 500, freeShipping: true });
  const member = await buy("2500.00");
  await leave(member);
  const terms = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const asking = { shopId: shop.shopId, members: [member], terms, at: ctx.now() };
  expect((await readSnapshots(sqlOf(db), asking)).get(member)?.standing).toMatchObject({
    tier: null,
    benefits: { percentOffBp: 0, freeShipping: false },
  });
});

it("has the store make its discount once terms give one, and tells the function by the snapshot", async () => {
  await goldGives({ earlyAccess: true });
  await send("push-benefits");
  expect(asked).toEqual([]);
  await goldGives({ percentOffBp: 500, freeShipping: true });
  await send("push-benefits");
  expect(asked).toEqual(["discount"]);
  const member = await buy("2500.00");
  const terms = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const snapshots = await readSnapshots(sqlOf(db), {
    shopId: shop.shopId,
    members: [member],
    terms,
    at: ctx.now(),
  });
  expect(snapshots.get(member)?.standing).toMatchObject({
    tier: { id: "gold" },
    benefits: { percentOffBp: 500, freeShipping: true },
  });
});
