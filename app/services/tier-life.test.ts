/** The life of a member's tier with rows and clock: windows, grace, the way back, pins; its whole history, and what is asked of the store. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers, readMember } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { readTierHistory } from "../db/tier-changes";
import { sqlOf } from "../db/transaction";
import { customerId, instant, type MemberId } from "../loyalty/brand";
import type { TermsInput } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { enrollAll, joiningOf } from "./enroll-member";
import { keepTiers, keepWindows } from "./keep-tiers";
import { pinTier, unpinTier } from "./pin-tier";
import { saveTermsPart } from "./save-terms-part";
import { sendNow } from "./send-effects";
import { readSnapshots } from "./snapshots";

const dayMs = 86_400_000;

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterEach(() => db.close());

const sql = () => sqlOf(db);

/** Bronze from nothing, silver from 500.00, gold from 2,000.00. */
async function setTiers(part: Partial<NonNullable<TermsInput["tiers"]>>): Promise<void> {
  shop = (await findShop(sql(), shop.shopId)) ?? shop;
  const { tiers } = await ctx.terms(sql(), shop.shopId, shop.termsVersion);
  const saved = await saveTermsPart(ctx, {
    shopId: shop.shopId,
    part: { tiers: { ...tiers, ...part } },
    basedOn: shop.termsVersion,
    actor: "lena",
  });
  if (!saved.done) throw new Error(saved.reason);
  shop = (await findShop(sql(), shop.shopId)) ?? shop;
}

async function buy(id: number, price: string): Promise<void> {
  const placedAt = new Date(ctx.now()).toISOString();
  await deliver(ctx, shop, [orderPayload({ id, price, placedAt, updatedAt: placedAt })]);
  await workOff(ctx, shop);
}

async function maryam(): Promise<MemberId> {
  const id = (await membersOfCustomers(sql(), shop.shopId, [customerId("501")])).get(customerId("501"));
  if (id === undefined) throw new Error("Maryam is no member");
  return id;
}
const standing = async () => (await readMember(sql(), shop.shopId, await maryam()))?.standing;
const history = async () =>
  (await readTierHistory(sql(), shop.shopId, { memberId: await maryam(), limit: 20 }))
    .map(({ from, to, cause }) => [from, to, cause])
    .reverse();
const night = () => keepWindows(ctx, shop.shopId, shop);
const snapshot = async () => {
  const id = await maryam();
  const terms = await ctx.terms(sql(), shop.shopId, shop.termsVersion);
  return (await readSnapshots(sql(), { shopId: shop.shopId, members: [id], terms, at: ctx.now() })).get(id)
    ?.standing;
};

describe("a tier in a rolling window", () => {
  beforeEach(() =>
    setTiers({
      window: { kind: "rolling", months: 6 },
      graceDays: 20,
      comeback: { days: 60, thresholdBp: 5_000 },
    }),
  );

  it("is had at once, kept through its grace, lost, and won back for less; its history tells it all", async () => {
    await buy(1, "600.00");
    expect(await standing()).toMatchObject({ tierId: "silver", graceUntil: null });
    ctx.pass(190 * dayMs);
    await night();
    expect((await standing())?.graceUntil).toBeGreaterThan(ctx.now());
    expect(await snapshot()).toMatchObject({
      tier: { id: "silver" },
      progress: { next: { id: "silver" }, have: 0, need: 500_00 },
    });
    ctx.pass(22 * dayMs);
    await keepTiers(ctx, shop.shopId);
    expect(await standing()).toMatchObject({ tierId: "bronze", lost: { tierId: "silver" } });
    ctx.pass(dayMs);
    await buy(2, "100.00");
    expect(await snapshot()).toMatchObject({
      comeback: { tier: { id: "silver" }, have: 100_00, need: 250_00 },
    });
    await buy(3, "150.00");
    expect(await standing()).toMatchObject({ tierId: "silver" });
    expect(await history()).toEqual([
      [null, "silver", { why: "qualified" }],
      ["silver", "bronze", { why: "no-longer-qualified" }],
      ["bronze", "silver", { why: "comeback" }],
    ]);
    const events = await sql().query<{ to: string }>(
      `SELECT "data"->>'to' AS "to" FROM "member_events" WHERE "kind" = 'tier-changed' ORDER BY "id"`,
    );
    expect(events.map((event) => event.to)).toEqual(["bronze", "silver"]);
  });

  it("begins its grace when a refund takes what qualified for it, and the tier of the grace is the one that multiplies", async () => {
    await buy(1, "600.00");
    ctx.pass(dayMs);
    const [placedAt, updatedAt] = [ctx.now() - dayMs, ctx.now()].map((at) => new Date(at).toISOString());
    const returned = { quantity: 1, subtotal: "600.00" };
    const order = { id: 1, price: "600.00", placedAt: placedAt ?? "", updatedAt: updatedAt ?? "" };
    await deliver(ctx, shop, [orderPayload({ ...order, status: "refunded", returned })]);
    await workOff(ctx, shop);
    expect(await standing()).toMatchObject({ tierId: "silver", lost: null });
    expect((await standing())?.graceUntil).toBeGreaterThan(ctx.now());
    await buy(2, "100.00");
    const [award] = await sql().query(`SELECT "tierId", "multiplierBp" FROM "awards" WHERE "orderId" = '2'`);
    expect(award).toEqual({ tierId: "silver", multiplierBp: 12_500 });
  });

  it("asks nothing of the night for a program that counts a lifetime", async () => {
    await setTiers({ window: { kind: "lifetime" }, comeback: { days: 0, thresholdBp: 10_000 } });
    await buy(1, "600.00");
    await sql().query(`DELETE FROM "outbox"`);
    ctx.pass(400 * dayMs);
    await night();
    expect(await sql().query(`SELECT "kind" FROM "outbox"`)).toEqual([]);
    expect(await standing()).toMatchObject({ tierId: "silver", graceUntil: null });
  });
});

it("is had from the start by who joins without an order, where a tier begins with nothing", async () => {
  const customers = [
    { customerId: customerId("501"), name: "Maryam", email: null, phone: null, locale: null },
  ];
  const { terms } = ctx;
  const inForce = await terms(sql(), shop.shopId, shop.termsVersion);
  await enrollAll(sql(), shop, { customers, joining: joiningOf(inForce, "joined", ctx.now()) });
  const [effect] = await sql().query<{ subject: string }>(
    `SELECT "subject" FROM "outbox" WHERE "kind" = 'welcome-members'`,
  );
  await sendNow(ctx, shop.shopId, { kind: "welcome-members", subject: effect?.subject ?? "" });
  expect(await standing()).toMatchObject({ tierId: "bronze" });
  expect(await history()).toEqual([[null, "bronze", { why: "qualified" }]]);
});

describe("a pinned tier", () => {
  it("stays until its end whatever happens, and its reason stands in history and audit trail", async () => {
    await buy(1, "10.00");
    const memberId = await maryam();
    const pin = {
      shopId: shop.shopId,
      memberId,
      tierId: "gold",
      reason: "agreement",
      actor: "lena",
    } as const;
    expect(await pinTier(ctx, { ...pin, until: instant(ctx.now() + 10 * dayMs) })).toEqual({
      done: true,
      value: "gold",
    });
    await buy(2, "10.00");
    expect(await standing()).toMatchObject({ tierId: "gold", pin: { tierId: "gold" } });
    ctx.pass(11 * dayMs);
    await keepTiers(ctx, shop.shopId);
    expect(await standing()).toMatchObject({ tierId: "bronze", pin: null, graceUntil: null });
    expect((await history()).at(-2)?.[2]).toMatchObject({
      why: "pinned",
      reason: "agreement",
      actor: "lena",
    });
    const audit = await sql().query(
      `SELECT "actor", "details"->>'reason' AS "reason" FROM "audit_events" WHERE "action" = 'tier-pinned'`,
    );
    expect(audit).toEqual([{ actor: "lena", reason: "agreement" }]);
  });

  it("is refused for a tier that is not, an end that is past, and members who are gone; letting go twice is once", async () => {
    await buy(1, "10.00");
    const memberId = await maryam();
    const pin = { shopId: shop.shopId, memberId, reason: "goodwill", actor: "lena", until: null } as const;
    expect(await pinTier(ctx, { ...pin, tierId: "platinum" })).toMatchObject({ reason: "no-such-tier" });
    expect(await pinTier(ctx, { ...pin, tierId: "gold", until: ctx.now() })).toMatchObject({
      reason: "bad-request",
    });
    expect(await pinTier(ctx, { ...pin, memberId: 999 as MemberId, tierId: "gold" })).toMatchObject({
      reason: "no-such-member",
    });
    await pinTier(ctx, { ...pin, tierId: "gold" });
    expect(await unpinTier(ctx, pin)).toEqual({ done: true, value: "bronze" });
    expect(await unpinTier(ctx, pin)).toEqual({ done: true, value: "bronze" });
    expect(await history()).toHaveLength(3);
  });
});
