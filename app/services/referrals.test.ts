/** A referral from the link to the reward on a real database (G1, field lesson 23): the order decides, the window decides, a person decides. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers, readMember } from "../db/members";
import type { ReferralRow } from "../db/referral-rows";
import { readFriends } from "../db/referrals";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import type { ReferralTerms } from "../loyalty/referrals";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { type OrderFacts, orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { decideReferral } from "./decide-referral";
import { inviteFriend } from "./invite-friend";
import { referralCodeFor } from "./referral-code";
import { rewardReferrals } from "./reward-referrals";
import { saveTermsPart } from "./save-terms-part";

const day = 86_400_000;
const rules: ReferralTerms = {
  active: true,
  friendReward: { kind: "percentage-off", percentBp: 1_000 },
  advocatePoints: 500,
  minimumMinor: 2_000,
  waitDays: 14,
  maximumPerYear: 2,
  reviewFrom: 50,
};

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let code: string;
let advocate: MemberId;

async function memberOf(customer: number): Promise<MemberId> {
  const id = customerId(String(customer));
  const found = (await membersOfCustomers(sqlOf(db), shop.shopId, [id])).get(id);
  if (found === undefined) throw new Error(`${customer} is not a member`);
  return found;
}

interface Buying extends OrderFacts {
  readonly email?: string;
  readonly phone?: string;
  readonly ip?: string;
  readonly agent?: string;
  readonly street?: string;
}

/** An order with what tells who bought. */
function bought({ email, phone, ip, agent = "Phone A", street, ...facts }: Buying): string {
  const at = new Date(ctx.now()).toISOString();
  const order: Record<string, unknown> = JSON.parse(orderPayload({ placedAt: at, updatedAt: at, ...facts }));
  return JSON.stringify({
    ...order,
    email: email ?? `c${facts.customer}@example.com`,
    phone: phone ?? null,
    client_details: ip === undefined ? null : { browser_ip: ip, user_agent: agent },
    shipping_address:
      street === undefined ? null : { address1: street, zip: "AB1 2CD", country: "United Kingdom" },
  });
}

async function buy(...orders: readonly Buying[]): Promise<void> {
  await deliver(ctx, shop, orders.map(bought));
  await workOff(ctx, shop);
}

const invite = (email: string, options: { by?: number; link?: string } = {}) =>
  inviteFriend(ctx, {
    shopId: shop.shopId,
    code: options.link ?? code,
    email,
    customerId: options.by === undefined ? null : customerId(String(options.by)),
    visitor: { address: "198.51.100.9", agent: "Visitor" },
    withinMs: 50,
  });

async function invited(email: string): Promise<string> {
  const outcome = await invite(email);
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value.code;
}

async function referral(): Promise<ReferralRow> {
  const [newest] = await readFriends(sqlOf(db), shop.shopId, advocate);
  if (!newest) throw new Error("there is no referral");
  return newest;
}

const balanceOf = async (id: MemberId) => (await readMember(sqlOf(db), shop.shopId, id))?.balance;

async function setRules(change: Partial<ReferralTerms> = {}): Promise<void> {
  const [row] = await sqlOf(db).query<{ v: ShopRow["termsVersion"] }>(
    `SELECT "termsVersion" AS v FROM "shops"`,
  );
  const basedOn = row?.v ?? shop.termsVersion;
  const part = { referrals: { ...rules, ...change } };
  expect((await saveTermsPart(ctx, { shopId: shop.shopId, part, basedOn, actor: "staff:1" })).done).toBe(
    true,
  );
}

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await setRules();
  await buy({
    id: 1,
    customer: 501,
    price: "10.00",
    ip: "203.0.113.7",
    phone: "+44 20 7946 0001",
    street: "1 High St",
  });
  advocate = await memberOf(501);
  code = await referralCodeFor(ctx, { shopId: shop.shopId, memberId: advocate });
  ctx.pass(day);
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

describe("a friend", () => {
  it("is rewarded to the advocate once, when the return window has closed", async () => {
    const friendCode = await invited("friend@example.com");
    expect(await referral()).toMatchObject({ state: "invited", code: friendCode });
    await buy({ id: 2, customer: 502, code: { code: friendCode, amount: "10.00" } });
    expect(await referral()).toMatchObject({
      state: "qualified",
      orderId: "2",
      review: false,
      customerId: "502",
    });
    await rewardReferrals(ctx, shop.shopId);
    expect(await balanceOf(advocate)).toBe(50);
    ctx.pass(14 * day);
    await rewardReferrals(ctx, shop.shopId);
    await rewardReferrals(ctx, shop.shopId);
    expect(await referral()).toMatchObject({ state: "rewarded" });
    expect(await balanceOf(advocate)).toBe(550);
  });

  it("counts by their e-mail too, when they buy without the code", async () => {
    await invited("Friend@Example.com");
    await buy({ id: 2, customer: 502, email: "friend@example.com" });
    expect(await referral()).toMatchObject({ state: "qualified", orderId: "2" });
    // The code that was not needed has to die.
    const effects = await sqlOf(db).query(`SELECT 1 FROM "outbox" WHERE "kind" = 'kill-friend-code'`);
    expect(effects).toHaveLength(1);
  });

  it("who returns the order before the window closes earns the advocate nothing; after it, nothing is taken back", async () => {
    const friendCode = await invited("friend@example.com");
    const order = { id: 2, customer: 502, code: { code: friendCode, amount: "10.00" } };
    await buy(order);
    ctx.pass(3 * day);
    await buy({ ...order, status: "refunded", returned: { quantity: 1, subtotal: "90.00" } });
    ctx.pass(12 * day);
    await rewardReferrals(ctx, shop.shopId);
    expect(await referral()).toMatchObject({ state: "rejected", reason: "order-returned" });
    expect(await balanceOf(advocate)).toBe(50);

    const second = {
      id: 3,
      customer: 503,
      code: { code: await invited("other@example.com"), amount: "10.00" },
    };
    await buy(second);
    ctx.pass(15 * day);
    await rewardReferrals(ctx, shop.shopId);
    await buy({ ...second, status: "refunded", returned: { quantity: 1, subtotal: "90.00" } });
    await rewardReferrals(ctx, shop.shopId);
    expect(await referral()).toMatchObject({ state: "rewarded" });
    expect(await balanceOf(advocate)).toBe(550);
  });

  it("who bought before is rejected when they buy, and gets the same answer as a stranger until then", async () => {
    await buy({ id: 5, customer: 505 });
    ctx.pass(day);
    const known = await invite("c505@example.com");
    const stranger = await invite("stranger@example.com");
    expect(known.done && Object.keys(known.value)).toEqual(stranger.done && Object.keys(stranger.value));
    expect(known.done && known.value.code).toMatch(/^VAFA-/);
    await buy({ id: 6, customer: 505 });
    const friends = await readFriends(sqlOf(db), shop.shopId, advocate);
    expect(friends.map(({ state, reason }) => [state, reason])).toEqual([
      ["invited", null],
      ["rejected", "prior-customer"],
    ]);
  });

  it("is nobody's twice: the same e-mail gets the same code", async () => {
    expect(await invited("friend@example.com")).toBe(await invited(" FRIEND@example.com"));
    expect(await readFriends(sqlOf(db), shop.shopId, advocate)).toHaveLength(1);
  });
});

describe("field lesson 23: rings and households", () => {
  it("lets nobody invite themselves", async () => {
    expect(await invite("me@example.com", { by: 501 })).toMatchObject({ reason: "self-referral" });
    const friendCode = await invited("c501@example.com");
    await buy({ id: 2, customer: 777, email: "new@example.com", code: { code: friendCode, amount: "1.00" } });
    expect(await referral()).toMatchObject({ state: "rejected", reason: "self-referral" });
  });

  it("rewards a household: one home and one connection are no fraud", async () => {
    const friendCode = await invited("partner@example.com");
    const home = { ip: "203.0.113.7", street: "1 High St" };
    await buy({
      id: 2,
      customer: 502,
      email: "partner@example.com",
      ...home,
      code: { code: friendCode, amount: "1.00" },
    });
    expect(await referral()).toMatchObject({
      state: "qualified",
      review: false,
      score: 40,
      signals: ["same-device", "same-address"],
    });
  });

  it("asks a person when several signs come together, and does nothing until they have decided", async () => {
    const friendCode = await invited("friend@example.com");
    const same = { ip: "203.0.113.7", street: "1 High St", phone: "020 7946 0001" };
    await buy({ id: 2, customer: 502, ...same, code: { code: friendCode, amount: "1.00" } });
    const { id, review, score } = await referral();
    expect([review, score]).toEqual([true, 75]);
    ctx.pass(20 * day);
    await rewardReferrals(ctx, shop.shopId);
    expect((await referral()).state).toBe("qualified");
    const decision = { shopId: shop.shopId, referralId: id, verdict: "approve", actor: "staff:7" } as const;
    expect(await decideReferral(ctx, { ...decision, reason: " " })).toMatchObject({
      reason: "reason-missing",
    });
    expect((await decideReferral(ctx, { ...decision, reason: "Flatmates, known to us" })).done).toBe(true);
    expect(await decideReferral(ctx, { ...decision, reason: "again" })).toMatchObject({
      reason: "already-decided",
    });
    await rewardReferrals(ctx, shop.shopId);
    expect(await balanceOf(advocate)).toBe(550);
    const audits = await sqlOf(db).query(
      `SELECT "actor", "details"->>'reason' AS "why" FROM "audit_events" WHERE "action" = 'referral-decided'`,
    );
    expect(audits).toEqual([{ actor: "staff:7", why: "Flatmates, known to us" }]);
  });

  it("keeps to so many rewards a year, and to so many invitations a day", async () => {
    for (let friend = 1; friend <= 3; friend += 1) {
      const friendCode = await invited(`f${friend}@example.com`);
      await buy({ id: 10 + friend, customer: 600 + friend, code: { code: friendCode, amount: "1.00" } });
    }
    ctx.pass(15 * day);
    await rewardReferrals(ctx, shop.shopId);
    expect(await balanceOf(advocate)).toBe(1_050);
    expect((await referral()).reason).toBe("yearly-limit");
    for (let friend = 0; friend < 20; friend += 1) await invited(`g${friend}@example.com`);
    expect(await invite("one-more@example.com")).toMatchObject({ reason: "too-many-requests" });
  });
});

describe("an invitation", () => {
  it("lapses when nobody has used it, and can then be given again", async () => {
    const first = await invited("friend@example.com");
    ctx.pass(61 * day);
    await rewardReferrals(ctx, shop.shopId);
    expect(await referral()).toMatchObject({ state: "rejected", reason: "lapsed" });
    const again = await invited("friend@example.com");
    expect(again).not.toBe(first);
    expect(await referral()).toMatchObject({ state: "invited", code: again, reason: null });
  });

  it("keeps its rules when the program changes, and is not given while referrals are off", async () => {
    const friendCode = await invited("friend@example.com");
    await setRules({ active: false, advocatePoints: 5 });
    expect(await invite("late@example.com")).toMatchObject({ reason: "referral-off" });
    await buy({ id: 2, customer: 502, code: { code: friendCode, amount: "1.00" } });
    ctx.pass(15 * day);
    await rewardReferrals(ctx, shop.shopId);
    expect(await balanceOf(advocate)).toBe(550);
  });

  it("is declined for a link nobody has and for what is no e-mail", async () => {
    expect(await invite("friend@example.com", { link: "AAAA-AAAA" })).toMatchObject({
      reason: "no-such-referral",
    });
    expect(await invite("not an address")).toMatchObject({ reason: "bad-request" });
  });
});
