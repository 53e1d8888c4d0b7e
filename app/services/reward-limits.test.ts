/** Gates, stock and limits of rewards under true concurrency, on a real PostgreSQL server: the last one is had once, and what was never used comes back. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { membersOfCustomers } from "../db/members";
import { readRedemption } from "../db/redemptions";
import { readTaken } from "../db/reward-stocks";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type RedemptionId } from "../loyalty/brand";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { standingFor } from "./read-standing";
import { releaseOverdue } from "./release-overdue";
import { codeIsDead, releaseRedemption } from "./release-redemption";
import { type ReserveRequest, reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";

const buyers = Array.from({ length: 20 }, (_, index) => String(8_000 + index));
let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 20 });
});
afterAll(() => db.close());

let domain = 0;
beforeEach(async () => {
  ctx = testContext(db);
  domain += 1;
  shop = await installTestShop(ctx, `limits-${domain}.myshopify.com`);
  await deliver(
    ctx,
    shop,
    buyers.map((buyer) => orderPayload({ id: Number(buyer), customer: Number(buyer), price: "400.00" })),
  );
  await workOff(ctx, shop);
});

const mug = {
  id: "mug",
  kind: "free-product",
  active: true,
  name: { en: "A mug" },
  price: { mode: "fixed", points: 100, valueMinor: 0 },
  productId: "77",
  variantId: null,
  title: "Tea mug",
  quantity: 1,
  minimumSubtotalMinor: 0,
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
} as const;

/** The rewards as the merchant now has them. */
async function offer(rewards: readonly object[], redemption: object = {}): Promise<void> {
  const current = await findShop(sqlOf(db), shop.shopId);
  if (!current) throw new Error("no shop");
  const base = await ctx.terms(sqlOf(db), shop.shopId, current.termsVersion);
  const terms = { ...base, rewards, redemption: { ...base.redemption, ...redemption } };
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms,
    basedOn: current.termsVersion,
    actor: "staff:1",
  });
  if (!saved.done) throw new Error(`${saved.reason} ${JSON.stringify(saved.details)}`);
}

const take = (buyer: string, change: Partial<ReserveRequest> = {}) =>
  reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId(buyer),
    rewardId: "mug",
    key: randomUUID(),
    channel: "proxy",
    ...change,
  });
const reasonOf = async (buyer: string, change: Partial<ReserveRequest> = {}) => {
  const outcome = await take(buyer, change);
  return outcome.done ? null : outcome.reason;
};
const taken = async () => (await readTaken(sqlOf(db), shop.shopId, ["mug"])).get("mug");
async function had(buyer: string): Promise<RedemptionId> {
  const outcome = await take(buyer);
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value.redemptionId;
}
/** As if the store had said that the code is dead. */
const dies = (id: RedemptionId) => codeIsDead(ctx, { shopId: shop.shopId, redemptionId: id, used: false });

describe("stock", () => {
  it("of 10 is had by exactly 10 of 200 who ask at once, and nobody else pays", async () => {
    await offer([{ ...mug, stock: 10 }]);
    const asked = Array.from({ length: 200 }, (_, index) => take(buyers[index % buyers.length] ?? ""));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(10);
    const refusals = new Set(outcomes.flatMap((outcome) => (outcome.done ? [] : [outcome.reason])));
    expect(refusals).toEqual(new Set(["reward-sold-out"]));
    expect(await taken()).toBe(10);
    const [sums] = await sqlOf(db).query<{ reserved: number }>(
      `SELECT sum("reserved")::bigint AS "reserved" FROM "members" WHERE "shopId" = $1`,
      [shop.shopId],
    );
    expect(sums?.reserved).toBe(1_000);
    const sides = await bothSides(sqlOf(db), shop.shopId);
    expect(sides.kept).toEqual(sides.replayed);
  });

  it("comes back when a claim is released, once however often its end is told", async () => {
    await offer([{ ...mug, stock: 1 }]);
    const id = await had("8000");
    expect(await reasonOf("8001")).toBe("reward-sold-out");
    await releaseRedemption(ctx, {
      shopId: shop.shopId,
      redemptionId: id,
      memberId: null,
      reason: "cancelled-by-staff",
    });
    expect(await reasonOf("8001"), "while the code may still be alive").toBe("reward-sold-out");
    await Promise.all([1, 2, 3].map(() => dies(id)));
    expect(await taken()).toBe(0);
    expect(await reasonOf("8001")).toBeNull();
    expect(await reasonOf("8002")).toBe("reward-sold-out");
  });

  it("comes back with the points when a claim of any kind was never used by its deadline", async () => {
    const kinds = [
      { ...mug, stock: 5 },
      { ...mug, id: "tenth", kind: "percentage-off", percentBp: 1_000, stock: 5 },
      { ...mug, id: "delivery", kind: "free-shipping", maximumShippingMinor: 0, stock: 5 },
      { ...mug, id: "off", kind: "amount-off", price: { ...mug.price, valueMinor: 1_00 }, stock: 5 },
      { ...mug, id: "credit", kind: "store-credit", price: { ...mug.price, valueMinor: 1_00 }, stock: 5 },
      { ...mug, id: "card", kind: "gift-card", price: { ...mug.price, valueMinor: 1_00 }, stock: 5 },
    ];
    await offer(kinds);
    for (const { id } of kinds) expect(await reasonOf("8000", { rewardId: id })).toBeNull();
    ctx.pass(25 * 3_600_000);
    expect(await releaseOverdue(ctx, shop.shopId)).toBe(kinds.length);
    const open = await sqlOf(db).query<{ id: RedemptionId }>(
      `SELECT "id" FROM "redemptions" WHERE "shopId" = $1`,
      [shop.shopId],
    );
    for (const { id } of open) await dies(id);
    const stocks = await readTaken(
      sqlOf(db),
      shop.shopId,
      kinds.map(({ id }) => id),
    );
    expect([...stocks.values()]).toEqual(kinds.map(() => 0));
    const standing = await standingFor(ctx, {
      shopId: shop.shopId,
      customerId: customerId("8000"),
      locale: "en",
    });
    expect(standing.member?.balance).toBe(2_000);
    expect(standing.held).toEqual([]);
  });

  it("counts what went before there was a limit", async () => {
    await offer([mug]);
    for (const buyer of ["8000", "8001", "8002"]) await had(buyer);
    await offer([{ ...mug, stock: 4 }]);
    expect(await reasonOf("8003")).toBeNull();
    expect(await reasonOf("8004")).toBe("reward-sold-out");
  });
});

describe("a member's limit", () => {
  it("holds when one member asks 50 times at once", async () => {
    await offer([{ ...mug, perMember: { times: 2, per: "month" } }]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => take("8000")));
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(2);
    expect(new Set(outcomes.flatMap((one) => (one.done ? [] : [one.reason])))).toEqual(
      new Set(["reward-limit"]),
    );
    expect(await reasonOf("8001"), "another member has a limit of their own").toBeNull();
    ctx.pass(31 * 86_400_000);
    expect(await reasonOf("8000"), "the next month").toBeNull();
  });

  it("does not count what was released", async () => {
    await offer([{ ...mug, perMember: { times: 1, per: "lifetime" } }]);
    const id = await had("8000");
    expect(await reasonOf("8000")).toBe("reward-limit");
    const release = { shopId: shop.shopId, redemptionId: id, memberId: null, reason: "cancelled-by-member" };
    await releaseRedemption(ctx, { ...release, reason: "cancelled-by-member" });
    await dies(id);
    expect(await reasonOf("8000")).toBeNull();
  });

  it("on points for one order holds over all open claims, whatever they are for", async () => {
    await offer([mug, { ...mug, id: "tenth", kind: "percentage-off", percentBp: 1_000 }], {
      maximumPointsPerOrder: 250,
    });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => take("8000", { rewardId: index % 2 === 0 ? "mug" : "tenth" })),
    );
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(2);
  });
});

describe("gates", () => {
  it("let in by segment and member as the facts are at the moment of asking", async () => {
    const current = await findShop(sqlOf(db), shop.shopId);
    if (!current) throw new Error("no shop");
    const base = await ctx.terms(sqlOf(db), shop.shopId, current.termsVersion);
    const segment = (id: string, orders: number) => ({
      id,
      name: { en: id },
      tests: [{ field: "orders", is: "at-least", value: orders }],
    });
    const [first = 0, second = 0] = await Promise.all(
      ["8000", "8001"].map(async (buyer) => {
        const members = await membersOfCustomers(sqlOf(db), shop.shopId, [customerId(buyer)]);
        return members.get(customerId(buyer));
      }),
    );
    const gated = (id: string, gates: object) => ({ ...mug, id, gates });
    const rewards = [
      gated("for-buyers", { segmentIds: ["buyers"] }),
      gated("for-regulars", { segmentIds: ["regulars"] }),
      { ...gated("for-first", { memberIds: [first] }), price: { ...mug.price, points: 0 } },
      gated("for-gold", { tierIds: ["gold"] }),
    ];
    const segments = [segment("buyers", 1), segment("regulars", 2)];
    const saved = await saveTerms(ctx, {
      shopId: shop.shopId,
      terms: { ...base, segments, rewards },
      basedOn: current.termsVersion,
      actor: "staff:1",
    });
    expect(saved).toMatchObject({ done: true });
    expect(second).not.toBe(first);
    expect(await reasonOf("8000", { rewardId: "for-buyers" })).toBeNull();
    expect(await reasonOf("8000", { rewardId: "for-regulars" })).toBe("reward-not-for-member");
    expect(await reasonOf("8001", { rewardId: "for-first" })).toBe("reward-not-for-member");
    expect(await reasonOf("8000", { rewardId: "for-gold" })).toBe("reward-not-for-member");
    const free = await take("8000", { rewardId: "for-first" });
    if (!free.done) throw new Error(free.reason);
    expect(free.value).toMatchObject({ points: 0, debitSeqs: [] });
    await releaseRedemption(ctx, {
      shopId: shop.shopId,
      redemptionId: free.value.redemptionId,
      memberId: null,
      reason: "cancelled-by-member",
    });
    await dies(free.value.redemptionId);
    expect(await readRedemption(sqlOf(db), shop.shopId, free.value.redemptionId)).toMatchObject({
      state: "released",
    });
    const shownTo = async (buyer: string) => {
      const standing = await standingFor(ctx, {
        shopId: shop.shopId,
        customerId: customerId(buyer),
        locale: "en",
      });
      return standing.rewards.map(({ id, closedBecause }) => [id, closedBecause]);
    };
    expect(await shownTo("8000")).toEqual([
      ["for-buyers", null],
      ["for-first", null],
      ["for-gold", "Only for Gold"],
    ]);
    expect(await shownTo("8001")).toEqual([
      ["for-buyers", null],
      ["for-gold", "Only for Gold"],
    ]);
  });
});
