/** Personal offers (W9): given by staff or by a segment, seen by those they are for and nobody else, taken once, for no points. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId, memberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { giveOffer } from "./give-offer";
import { programSummaryOf } from "./program-summary";
import { standingFor } from "./read-standing";
import { reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

const thanks = {
  id: "thanks",
  kind: "percentage-off",
  active: true,
  name: { en: "A thank you" },
  price: { mode: "fixed", points: 0, valueMinor: 0 },
  percentBp: 2_000,
  minimumSubtotalMinor: 0,
  gates: { memberIds: [999] },
  perMember: { times: 1, per: "lifetime" },
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
};

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  const base = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const terms = { ...base, rewards: [...base.rewards, thanks] };
  await saveTerms(ctx, { shopId: shop.shopId, terms, basedOn: shop.termsVersion, actor: "staff:1" });
  await deliver(
    ctx,
    shop,
    [501, 502].map((customer) => orderPayload({ id: customer, customer, price: "10.00" })),
  );
  await workOff(ctx, shop);
});
afterEach(() => db.close());

async function memberOf(customer: string): Promise<MemberId> {
  const id = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(customer)])).get(
    customerId(customer),
  );
  if (id === undefined) throw new Error("not a member");
  return id;
}
const give = (id: MemberId, rewardId = "thanks") =>
  giveOffer(ctx, { shopId: shop.shopId, memberId: id, rewardId, actor: "staff:7" });
const shownTo = async (customer: string) =>
  (
    await standingFor(ctx, { shopId: shop.shopId, customerId: customerId(customer), locale: "en" })
  ).rewards.find(({ id }) => id === "thanks");
const take = async (customer: string) => {
  const outcome = await reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId(customer),
    rewardId: "thanks",
    key: randomUUID(),
    channel: "account",
  });
  return outcome.done ? outcome.value.points : outcome.reason;
};

it("is seen by the one it was given to, and taken once for no points", async () => {
  expect(await shownTo("501")).toBeUndefined();
  expect(await take("501")).toBe("reward-not-for-member");
  expect(await give(await memberOf("501"))).toMatchObject({ done: true });
  expect(await shownTo("501")).toMatchObject({ affordable: true, missingPoints: 0, valueText: "20% off" });
  expect(await shownTo("502")).toBeUndefined();
  expect(await take("502")).toBe("reward-not-for-member");
  expect(await take("501")).toBe(0);
  expect(await take("501")).toBe("reward-limit");
});

it("is never told to the storefront's cache", async () => {
  await give(await memberOf("501"));
  const current = await findShop(sqlOf(db), shop.shopId);
  if (!current) throw new Error("no shop");
  const terms = await ctx.terms(sqlOf(db), shop.shopId, current.termsVersion);
  const summary = programSummaryOf({
    terms,
    version: current.termsVersion,
    timeZone: "Europe/London",
    soldOut: new Set(),
  });
  expect(summary.personalOffers).toBe(true);
  expect(JSON.stringify(summary)).not.toContain("thank you");
});

it("is in the member's audit trail with who gave it, and given twice is said to be given", async () => {
  const id = await memberOf("501");
  await give(id);
  expect(await give(id)).toMatchObject({ reason: "already-done" });
  const audit = await sqlOf(db).query(
    `SELECT "actor", "subject", "details" FROM "audit_events" WHERE "shopId" = $1 AND "action" = 'offer-given'`,
    [shop.shopId],
  );
  expect(audit).toEqual([{ actor: "staff:7", subject: `member:${id}`, details: { reward: "thanks" } }]);
});

it("given to several at once reaches them all, though each gift is a new version of the terms", async () => {
  const ids = await Promise.all(["501", "502"].map(memberOf));
  const outcomes = await Promise.all(ids.map((id) => give(id)));
  expect(outcomes.every((outcome) => outcome.done)).toBe(true);
  for (const customer of ["501", "502"]) expect(await shownTo(customer)).toBeDefined();
});

it("of nobody, or of what is no personal offer, is refused", async () => {
  expect(await give(memberId(123_456))).toMatchObject({ reason: "no-such-member" });
  expect(await give(await memberOf("501"), "five-off")).toMatchObject({ reason: "no-such-reward" });
  expect(await give(await memberOf("501"), "nothing")).toMatchObject({ reason: "no-such-reward" });
});
