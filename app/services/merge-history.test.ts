/** Field lesson 13, the whole of it: however the store tells of merges, one member is left with one history, and every sum is true. */
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import type { Database } from "../db/database";
import { saveProfiles } from "../db/member-profiles";
import { membersOfCustomers, readMember } from "../db/members";
import { readMemberHead } from "../db/read/member-page";
import { readTimeline } from "../db/read/timeline";
import { readOpenRedemptions } from "../db/redemptions";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { useMembership, workAll } from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext } from "../testing/service-context";
import { consentHistory, recordConsent } from "./record-consent";
import { reserveRedemption } from "./reserve-redemption";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

const orders = [
  orderPayload({ id: 1, customer: 801 }),
  orderPayload({ id: 2, customer: 802, price: "60.00" }),
  orderPayload({ id: 3, customer: 803, price: "20.00" }),
];

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, orders);
  await workAll(ctx, shop);
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  const [sums] = await sqlOf(db).query<{ entries: number; balances: number }>(
    `SELECT (SELECT sum("points") FROM "ledger_entries")::bigint AS "entries", (SELECT sum("balance") FROM "members")::bigint AS "balances"`,
  );
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
  expect(sums?.entries).toBe(sums?.balances);
});

const told = (kept: number, merged: number) =>
  JSON.stringify({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${merged}`,
    status: "completed",
  });

async function merge(...events: readonly (readonly [kept: number, merged: number])[]): Promise<void> {
  for (const [kept, merged] of events) {
    await deliver(ctx, shop, [told(kept, merged)], "customers/merge");
    await workAll(ctx, shop);
  }
}

async function idOf(customer: number): Promise<MemberId> {
  const id = customerId(String(customer));
  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [id])).get(id);
  if (member === undefined) throw new Error(`${customer} is no member`);
  return member;
}
const balance = async (customer: number) =>
  (await readMember(sqlOf(db), shop.shopId, await idOf(customer)))?.balance;

describe("whatever the store tells of merges", () => {
  test.each<[string, [number, number][], number[]]>([
    ["once", [[801, 802]], [801, 802]],
    ["in the other direction", [[802, 801]], [801, 802]],
    [
      "twice",
      [
        [801, 802],
        [801, 802],
      ],
      [801, 802],
    ],
    [
      "and then the other way round",
      [
        [801, 802],
        [802, 801],
      ],
      [801, 802],
    ],
    [
      "in a chain",
      [
        [802, 803],
        [801, 802],
      ],
      [801, 802, 803],
    ],
    [
      "in a chain from its far end",
      [
        [801, 802],
        [803, 801],
      ],
      [801, 802, 803],
    ],
    [
      "in a ring",
      [
        [801, 802],
        [802, 803],
        [803, 801],
      ],
      [801, 802, 803],
    ],
    [
      "with somebody who is no member",
      [
        [999, 801],
        [999, 802],
      ],
      [801, 802, 999],
    ],
  ])("%s, all of them are one member with all of the points", async (_how, events, people) => {
    const points: Record<number, number> = { 801: 500, 802: 300, 803: 100 };
    await merge(...events);
    const ids = new Set(await Promise.all(people.map(idOf)));
    expect(ids.size).toBe(1);
    expect(await balance(people[0] ?? 0)).toBe(people.reduce((sum, one) => sum + (points[one] ?? 0), 0));
  });

  test("an order of any of their customers is theirs afterwards", async () => {
    await merge([802, 803], [801, 802]);
    await deliver(ctx, shop, [orderPayload({ id: 9, customer: 803, price: "10.00" })]);
    await workAll(ctx, shop);
    expect(await balance(801)).toBe(950);
  });
});

describe("what had expired before the merge", () => {
  it("is not taken a second time when its order is refunded after it", async () => {
    ctx.pass(400 * 86_400_000);
    await deliver(ctx, shop, [
      orderPayload({ id: 4, customer: 801, price: "30.00", placedAt: "2027-12-01T10:00:00Z" }),
    ]);
    await workAll(ctx, shop);
    await merge([801, 802]);
    expect(await balance(801)).toBe(150);
    await deliver(ctx, shop, [
      orderPayload({
        id: 2,
        customer: 801,
        price: "60.00",
        status: "refunded",
        updatedAt: "2027-12-05T10:00:00Z",
        returned: { quantity: 1, subtotal: "60.00" },
      }),
    ]);
    await workAll(ctx, shop);
    expect(await balance(801)).toBe(150);
    const head = await readMemberHead(sqlOf(db), shop.shopId, await idOf(801));
    expect(head).toMatchObject({ earned: 500 + 150, expired: 500 });
  });
});

describe("one history", () => {
  it("shows the entries of whoever was merged, newest first, page by page", async () => {
    ctx.pass(60_000);
    await merge([801, 802]);
    const member = await idOf(801);
    const seen: string[] = [];
    let after: number | undefined;
    for (let page = 0; page < 20; page += 1) {
      const wish = { memberId: member, limit: 1, ...(after === undefined ? {} : { after }) };
      const { items, older } = await readTimeline(sqlOf(db), shop.shopId, wish);
      seen.push(...items.map((entry) => `${entry.kind} ${entry.points}`));
      if (older === null) break;
      after = older;
    }
    expect(seen).toEqual(["adjust -300", "adjust 300", "earn 300", "earn 500"]);
  });

  it("lists open claims, consents and sums of both", async () => {
    const claim = { shopId: shop.shopId, customerId: customerId("802"), rewardId: "slider", points: 200 };
    const reserved = await reserveRedemption(ctx, { ...claim, key: "before-merging", channel: "proxy" });
    expect(reserved.done).toBe(true);
    const terms = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
    const consent = { terms, purposes: ["email"], granted: true, locale: "en", source: "proxy" } as const;
    const merged = await idOf(802);
    await recordConsent(ctx, sqlOf(db), { shopId: shop.shopId, memberId: merged, ...consent });
    await merge([801, 802]);
    const kept = await idOf(801);
    expect(await readOpenRedemptions(sqlOf(db), shop.shopId, kept)).toHaveLength(1);
    expect(await consentHistory(sqlOf(db), shop.shopId, kept)).toMatchObject([{ purpose: "email" }]);
    const head = await readMemberHead(sqlOf(db), shop.shopId, kept);
    expect(head).toMatchObject({ balance: 600, reserved: 200, earned: 800, spent: 200 });
  });

  it("brings birthday, tier and paid membership along", async () => {
    shop = await useMembership(ctx, shop, { mode: "paid", paid: { productIds: ["9001"], months: 12 } });
    await deliver(ctx, shop, [
      orderPayload({ id: 5, customer: 804 }),
      orderPayload({ id: 6, customer: 805 }),
    ]);
    await workAll(ctx, shop);
    const born = await idOf(805);
    await saveProfiles(
      sqlOf(db),
      shop.shopId,
      [{ memberId: born, name: "Sara", email: null, phone: null, locale: "fa" }],
      new Date(ctx.now()),
    );
    await sqlOf(db).query(`UPDATE "member_profiles" SET "birthday" = '03-21' WHERE "memberId" = $1`, [born]);
    await merge([804, 805]);
    const [row] = await sqlOf(db).query<{ birthday: string; months: number }>(
      `SELECT p."birthday", (SELECT count(*) FROM "membership_purchases" b WHERE b."memberId" = m."id")::int AS "months"
       FROM "members" m JOIN "member_profiles" p ON p."memberId" = m."id" WHERE m."id" = $1 AND m."membershipUntil" > '2028-10-01'`,
      [await idOf(804)],
    );
    expect(row).toEqual({ birthday: "03-21", months: 2 });
  });
});
