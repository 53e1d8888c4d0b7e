/** What must hold when many act at once, on a real PostgreSQL server: PGlite would hide the races (platform notes). */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLedger } from "../db/entries";
import { membersOfCustomers, readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import { replay } from "../loyalty/ledger/replay";
import { firstTerms } from "../loyalty/program";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { adjustPoints } from "./adjust-points";
import { receiveEvent } from "./receive-event";
import { reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";
import { workInbox } from "./work-inbox";

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 20 });
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterAll(() => db.close());

async function memberOf(customer: string): Promise<MemberId> {
  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(customer)])).get(
    customerId(customer),
  );
  if (member === undefined) throw new Error(`${customer} is not a member`);
  return member;
}

async function balanceOf(customer: string): Promise<number> {
  const member = await memberOf(customer);
  const row = await readMember(sqlOf(db), shop.shopId, member);
  expect(replay(await readLedger(sqlOf(db), shop.shopId, member)).balance).toBe(row?.balance);
  return row?.balance ?? Number.NaN;
}

describe("simultaneous acts", () => {
  it("lets exactly 10 of 200 simultaneous redemptions of 100 points spend a balance of 1,000", async () => {
    await deliver(ctx, shop, [orderPayload({ id: 7001, customer: 7001, price: "200.00" })]);
    await workOff(ctx, shop);
    expect(await balanceOf("7001")).toBe(1_000);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () =>
        reserveRedemption(ctx, {
          shopId: shop.shopId,
          customerId: customerId("7001"),
          rewardId: "slider",
          points: 100,
          key: randomUUID(),
          channel: "proxy",
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(10);
    const refusals = new Set(outcomes.flatMap((outcome) => (outcome.done ? [] : [outcome.reason])));
    expect(refusals).toEqual(new Set(["not-enough-points"]));
    expect(await balanceOf("7001")).toBe(0);
  });

  it("makes one redemption of 50 clicks with the same key", async () => {
    await deliver(ctx, shop, [orderPayload({ id: 7002, customer: 7002, price: "200.00" })]);
    await workOff(ctx, shop);
    const key = randomUUID();
    const request = {
      shopId: shop.shopId,
      customerId: customerId("7002"),
      rewardId: "five-off",
      key,
      channel: "proxy",
    } as const;
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => reserveRedemption(ctx, request)));
    const ids = new Set(
      outcomes.map((outcome) => (outcome.done ? outcome.value.redemptionId : outcome.reason)),
    );
    expect(ids.size).toBe(1);
    expect(await balanceOf("7002")).toBe(500);
  });

  it("awards once when the same webhook is delivered 20 times at once to many workers", async () => {
    const payload = orderPayload({ id: 7003, customer: 7003 });
    const event = { shopId: shop.shopId, topic: "orders/paid", payload, triggeredAt: new Date(ctx.now()) };
    const sameDelivery = await Promise.all(
      Array.from({ length: 20 }, () => receiveEvent(ctx, { ...event, deliveryId: "one-delivery" })),
    );
    expect(sameDelivery.filter((answer) => answer === "stored")).toHaveLength(1);
    await Promise.all(
      Array.from({ length: 20 }, () => receiveEvent(ctx, { ...event, deliveryId: randomUUID() })),
    );
    await Promise.all(Array.from({ length: 8 }, () => workInbox(ctx, shop.shopId, 3)));
    await workOff(ctx, shop);
    expect(await balanceOf("7003")).toBe(500);
    expect(await readLedger(sqlOf(db), shop.shopId, await memberOf("7003"))).toHaveLength(1);
  });

  it("never overspends a campaign's budget, however many workers award from it at once", async () => {
    const campaign = {
      id: "gift",
      name: { en: "Gift" },
      active: true,
      from: 0,
      until: null,
      effect: { kind: "bonus", points: 30 },
      priority: 0,
      stacking: "adds",
      budgetPoints: 1_000,
    };
    const terms = {
      ...firstTerms("GBP", 100),
      tiers: { metric: "spend", levels: [] },
      campaigns: [campaign],
    };
    const other = await installTestShop(ctx, "budget.myshopify.com");
    const saved = { shopId: other.shopId, terms, basedOn: other.termsVersion, actor: "staff:1" };
    expect(await saveTerms(ctx, saved)).toMatchObject({ done: true });
    const states = (returned: boolean, minutes: number) =>
      Array.from({ length: 80 }, (_, index) =>
        orderPayload({
          id: 8_000 + index,
          customer: 8_000 + (index % 23),
          price: "10.00",
          quantity: 2,
          updatedAt: new Date(Date.parse("2026-11-02T00:00:00Z") + minutes * 60_000).toISOString(),
          ...(returned && index % 3 === 0 ? { returned: { quantity: 2, subtotal: "20.00" } } : {}),
        }),
      );
    const workers = () => Promise.all(Array.from({ length: 10 }, () => workInbox(ctx, other.shopId, 4)));
    for (const [round, returned] of [false, true, false].entries()) {
      await deliver(ctx, other, states(returned, round));
      for (let turn = 0; turn < 6; turn += 1) await workers();
    }
    await workOff(ctx, other);
    const [sums] = await sqlOf(db).query<{ spent: number; granted: number; parked: number }>(
      `SELECT (SELECT "spent" FROM "campaign_spendings" WHERE "shopId" = $1) AS "spent",
         (SELECT sum((c->>'points')::bigint) FROM "awards" a, jsonb_array_elements(a."breakdown"->'campaigns') c WHERE a."shopId" = $1)::bigint AS "granted",
         (SELECT count(*) FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked') AS "parked"`,
      [other.shopId],
    );
    expect(sums?.parked).toBe(0);
    expect(sums?.spent).toBe(sums?.granted);
    expect(sums?.spent).toBeGreaterThan(900);
    expect(sums?.spent).toBeLessThanOrEqual(1_000);
  });

  it("keeps the ledger whole while workers, redemptions and adjustments touch the same members", async () => {
    const customers = [7101, 7102, 7103, 7104];
    await deliver(
      ctx,
      shop,
      customers.map((customer) => orderPayload({ id: customer, customer, price: "100.00" })),
    );
    await workOff(ctx, shop);
    const acts: Promise<unknown>[] = [];
    for (let round = 0; round < 25; round += 1) {
      for (const customer of customers) {
        const member = await memberOf(String(customer));
        const returned = round % 2 === 0 ? { quantity: 1, subtotal: "50.00" } : undefined;
        const updatedAt = new Date(Date.parse("2026-11-02T00:00:00Z") + round * 60_000).toISOString();
        const state = {
          id: customer,
          customer,
          price: "50.00",
          quantity: 2,
          updatedAt,
          ...(returned ? { returned } : {}),
        };
        acts.push(deliver(ctx, shop, [orderPayload(state)]).then(() => workInbox(ctx, shop.shopId, 5)));
        const redemption = {
          shopId: shop.shopId,
          customerId: customerId(String(customer)),
          rewardId: "slider",
          points: 100,
        } as const;
        acts.push(reserveRedemption(ctx, { ...redemption, key: randomUUID(), channel: "proxy" }));
        const adjustment = {
          shopId: shop.shopId,
          memberId: member,
          reason: "goodwill",
          note: "",
          actor: "staff:1",
        } as const;
        acts.push(adjustPoints(ctx, { ...adjustment, points: 7, key: randomUUID() }));
      }
    }
    await Promise.all(acts);
    await workOff(ctx, shop);
    const [sums] = await sqlOf(db).query<{ wrong: number; orders: number }>(
      `SELECT count(*)::int AS "wrong", 0 AS "orders" FROM "members" m WHERE m."balance" <>
         (SELECT COALESCE(sum(e."points"), 0) FROM "ledger_entries" e WHERE e."shopId" = m."shopId" AND e."memberId" = m."id")
       OR m."balance" <> (SELECT COALESCE(sum(l."remaining"), 0) FROM "lots" l WHERE l."shopId" = m."shopId" AND l."memberId" = m."id") - m."deficit"
       OR m."lastSeq" <> (SELECT count(*) FROM "ledger_entries" e WHERE e."shopId" = m."shopId" AND e."memberId" = m."id")`,
    );
    expect(sums?.wrong).toBe(0);
    for (const customer of customers) {
      const ledger = await readLedger(sqlOf(db), shop.shopId, await memberOf(String(customer)));
      const awarded = ledger.filter((entry) => entry.kind === "earn" || entry.kind === "clawback");
      expect(awarded.reduce((sum, entry) => sum + entry.points, 0)).toBe(250);
    }
  });
});
