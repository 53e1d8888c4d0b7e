/** Campaigns, conditions and dates with the services and a database in the loop: budgets booked and given back, collections asked for before they are needed, idle points told of and lost. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { memberId, orderId, termsVersion } from "../loyalty/brand";
import { firstTerms, type TermsInput } from "../loyalty/program";
import { type Store, StoreUnavailable } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { expirePoints } from "./expire-points";
import { explainOrder } from "./explain-order";
import { saveTerms } from "./save-terms";
import { readSnapshots } from "./snapshots";
import { tellExpiring } from "./tell-expiring";
import { workInbox } from "./work-inbox";

const dayMs = 86_400_000;
const placed = Date.parse("2026-11-01T10:00:00Z");
let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let asked: string[][];
let out = false;
let version = 1;

/** A shop front that only knows collections: product 2000 is in the one on sale. */
const store = {
  readCollections: async (ids: readonly string[]) => {
    if (out) throw new StoreUnavailable("no answer");
    asked.push([...ids]);
    return new Map(ids.map((id) => [id, id === "2000" ? ["sale"] : []]));
  },
} as Partial<Store> as Store;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db, { store });
  shop = await installTestShop(ctx);
  asked = [];
  out = false;
  version = 1;
});
afterEach(() => db.close());

const campaign = (change: object = {}): NonNullable<TermsInput["campaigns"]>[number] => ({
  id: "double",
  name: { en: "Double", fa: "دوبرابر", ar: "مضاعفة" },
  active: true,
  from: placed - dayMs,
  until: placed + dayMs,
  effect: { kind: "multiplier", multiplierBp: 20_000 },
  priority: 0,
  stacking: "adds",
  budgetPoints: null,
  ...change,
});

async function terms(change: Partial<TermsInput>): Promise<void> {
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...firstTerms("GBP", 100), tiers: { metric: "spend", levels: [] }, ...change },
    basedOn: termsVersion(version),
    actor: "staff:1",
  });
  if (!saved.done) throw new Error(`${saved.reason} ${JSON.stringify(saved.details)}`);
  version = saved.value;
}

async function order(facts: Parameters<typeof orderPayload>[0]): Promise<void> {
  ctx.pass(1_000);
  await deliver(ctx, shop, [orderPayload({ updatedAt: new Date(ctx.now()).toISOString(), ...facts })]);
  await workOff(ctx, shop);
}

const column = async <Value>(text: string) =>
  (await sqlOf(db).query<{ value: Value }>(text)).map((row) => row.value);
const points = () => column<number>(`SELECT "points" AS value FROM "awards" ORDER BY "orderId"`);
const spent = () => column<number>(`SELECT "spent" AS value FROM "campaign_spendings" ORDER BY "campaignId"`);

describe("a campaign", () => {
  it("adds to what the rules give while its budget lasts, and gets back what a refund takes", async () => {
    await terms({ campaigns: [campaign({ budgetPoints: 600 })] });
    await order({ id: 1, customer: 1, price: "50.00", quantity: 2 });
    await order({ id: 2, customer: 2, price: "50.00", quantity: 2 });
    expect(await points()).toEqual([1_000, 600]);
    expect(await spent()).toEqual([600]);
    await order({
      id: 1,
      customer: 1,
      price: "50.00",
      quantity: 2,
      returned: { quantity: 1, subtotal: "50.00" },
    });
    expect(await points()).toEqual([500, 600]);
    expect(await spent()).toEqual([350]);
    await order({ id: 2, customer: 2, price: "50.00", quantity: 2, cancelled: true });
    expect(await spent()).toEqual([250]);
    const sides = await bothSides(sqlOf(db), shop.shopId);
    expect(sides.kept).toEqual(sides.replayed);
  });

  it("without a budget is counted all the same, for the merchant to see", async () => {
    await terms({ campaigns: [campaign()] });
    await order({ id: 1 });
    expect(await spent()).toEqual([500]);
  });

  it("for first orders goes by the member as they were then, though the order is told of again later", async () => {
    const segments: TermsInput["segments"] = [
      { id: "new", name: { en: "New" }, tests: [{ field: "orders", is: "at-most", value: 0 }] },
    ];
    await terms({ segments, campaigns: [campaign({ conditions: { segmentIds: ["new"] } })] });
    await order({ id: 1 });
    await order({ id: 2 });
    await order({ id: 1 });
    expect(await points()).toEqual([1_000, 500]);
  });
});

describe("a rule for a collection", () => {
  const sale: TermsInput["earningRules"] = [
    {
      id: "sale",
      kind: "product",
      name: { en: "Sale" },
      arguments: { points: 7 },
      conditions: { collections: { include: ["sale"], exclude: [] } },
    },
  ];

  it("asks the store once before the batch, freezes the answer and asks no more for that order", async () => {
    await terms({ earningRules: sale });
    await order({ id: 1, quantity: 3 });
    const [product] = await column<string>(`SELECT "productId" AS value FROM "product_groups"`);
    expect(asked).toEqual([[product]]);
    expect(await column(`SELECT "factors"->'groups' AS value FROM "awards"`)).toEqual([
      { [product ?? ""]: product === "2000" ? ["sale"] : [] },
    ]);
    ctx.pass(2 * dayMs);
    await order({ id: 1, quantity: 2 });
    expect(asked).toHaveLength(1);
  });

  it("waits for a store that is out of reach: the batch is tried again and nothing is awarded wrongly", async () => {
    await terms({ earningRules: sale });
    out = true;
    await deliver(ctx, shop, [orderPayload({ id: 1 }), orderPayload({ id: 2, customer: null })]);
    await expect(workInbox(ctx, shop.shopId)).rejects.toThrow(StoreUnavailable);
    expect(await column(`SELECT "state" AS value FROM "inbox"`)).toEqual(["new", "new"]);
    expect(await points()).toEqual([]);
    out = false;
    await workOff(ctx, shop);
    expect(await points()).toHaveLength(1);
  });
});

describe("an order in another currency", () => {
  it("is converted by the merchant's own rate, once", async () => {
    await terms({ exchangeRates: [{ currency: "EUR", fromMinor: 120, toMinor: 100 }] });
    await order({ id: 1, price: "60.00", currency: "EUR" });
    expect(await points()).toEqual([250]);
  });

  it("keeps the rate it was awarded under when the merchant takes the rate away; only a new order waits", async () => {
    await terms({ exchangeRates: [{ currency: "EUR", fromMinor: 120, toMinor: 100 }] });
    await order({ id: 1, price: "30.00", quantity: 2, currency: "EUR" });
    expect(await points()).toEqual([250]);
    await terms({ exchangeRates: [] });
    const half = { quantity: 1, subtotal: "30.00" };
    await order({ id: 1, price: "30.00", quantity: 2, currency: "EUR", returned: half });
    expect(await points()).toEqual([125]);
    await order({ id: 2, price: "60.00", currency: "EUR" });
    expect(await points()).toEqual([125]);
    const waiting = () => column(`SELECT "reason" AS value FROM "inbox" WHERE "state" = 'parked'`);
    expect(await waiting()).toEqual(["wrong-currency"]);
    await order({ id: 1, price: "30.00", quantity: 2, currency: "EUR", cancelled: true });
    expect(await points()).toEqual([0]);
    expect(await waiting()).toHaveLength(1);
  });

  it("without a rate waits for a person", async () => {
    await order({ id: 1, price: "60.00", currency: "EUR" });
    expect(await column(`SELECT "reason" AS value FROM "inbox"`)).toEqual(["wrong-currency"]);
  });
});

describe("points that die of inactivity", () => {
  it("are told of before, kept alive by an order, and lost without one", async () => {
    await terms({ expiry: { kind: "inactivity", days: 60 }, expiryNoticeDays: [30, 7] });
    await order({ id: 1 });
    ctx.pass(33 * dayMs);
    expect([await tellExpiring(ctx, shop.shopId), await tellExpiring(ctx, shop.shopId)]).toEqual([1, 0]);
    await order({ id: 2, placedAt: new Date(ctx.now()).toISOString() });
    ctx.pass(40 * dayMs);
    expect(await expirePoints(ctx, shop.shopId)).toBe(0);
    const [member] = await column<number>(`SELECT "id" AS value FROM "members"`);
    const current = await findShop(sqlOf(db), shop.shopId);
    const { shopId } = shop;
    const snapshotNow = async () => {
      const at = ctx.now();
      const now = await ctx.terms(sqlOf(db), shopId, current?.termsVersion ?? shop.termsVersion);
      const all = await readSnapshots(sqlOf(db), {
        shopId,
        members: [memberId(member ?? 0)],
        terms: now,
        at,
      });
      return [...all.values()][0];
    };
    expect((await snapshotNow())?.balance).toBe(1_000);
    expect(await tellExpiring(ctx, shopId)).toBe(1);
    ctx.pass(30 * dayMs);
    expect((await snapshotNow())?.balance).toBe(0);
    expect(await expirePoints(ctx, shopId)).toBe(1);
    expect(await expirePoints(ctx, shopId)).toBe(0);
    expect(await column(`SELECT "balance" AS value FROM "members"`)).toEqual([0]);
    const sides = await bothSides(sqlOf(db), shopId);
    expect(sides.kept).toEqual(sides.replayed);
  });
});

describe("the explanation of an order", () => {
  const ask = (id: string, locale: string | null = null) =>
    explainOrder(ctx, { shopId: shop.shopId, orderId: orderId(id), locale });

  it("says of every rule and campaign what it gave, or why nothing, in the asked language", async () => {
    const later = campaign({ id: "later", from: placed + dayMs, until: null });
    await terms({ campaigns: [campaign({ budgetPoints: 200 }), later] });
    await order({ id: 1 });
    const english = await ask("1");
    expect(english).toMatchObject({
      done: true,
      value: {
        points: 700,
        none: null,
        rules: [{ id: "spend", applied: true, points: 500, reason: null }],
        campaigns: [
          { id: "double", applied: true, points: 200 },
          { id: "later", applied: false, reason: "not-yet" },
        ],
      },
    });
    const persian = await ask("1", "fa");
    const text = JSON.stringify(persian);
    expect(text).toContain("دوبرابر");
    expect(text).toContain("پیش از آغاز کارزار");
  });

  it("explains orders that earned nothing: a guest's and an unpaid one", async () => {
    await order({ id: 1, customer: null });
    await order({ id: 2, status: "pending" });
    expect(await ask("1")).toMatchObject({ value: { points: 0, none: { reason: "guest" } } });
    expect(await ask("2")).toMatchObject({ value: { points: 0, none: { reason: "unpaid" } } });
    expect(await ask("3")).toMatchObject({ done: false, reason: "no-such-order" });
  });
});
