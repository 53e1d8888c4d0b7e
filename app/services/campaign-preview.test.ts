/** A preview of a campaign on the shop's own past orders: what it would have given, to the point, without giving anybody anything. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readPreview } from "../db/previews";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { firstTerms } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { campaignResultSchema } from "./campaign-preview";
import { runPreviewSlice, startPreview } from "./previews";

const dayMs = 86_400_000;
let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  const daysAgo = (days: number) => new Date(ctx.now() - days * dayMs).toISOString();
  // Three customers: one buys three times, of which once too long ago to count.
  const orders = [
    { id: 1, customer: 1, placedAt: daysAgo(40) },
    { id: 2, customer: 1, placedAt: daysAgo(5) },
    { id: 3, customer: 2, placedAt: daysAgo(4) },
    { id: 4, customer: 1, placedAt: daysAgo(3) },
    { id: 5, customer: null, placedAt: daysAgo(3) },
    { id: 6, customer: 3, placedAt: daysAgo(2), cancelled: true },
  ];
  await deliver(
    ctx,
    shop,
    orders.map((order) => orderPayload(order)),
  );
  await workOff(ctx, shop);
});
afterEach(() => db.close());

const campaign = (change: object = {}) => ({
  id: "planned",
  name: { en: "Planned" },
  active: false,
  from: ctx.now() + 7 * dayMs,
  until: ctx.now() + 14 * dayMs,
  effect: { kind: "multiplier", multiplierBp: 20_000 },
  priority: 0,
  stacking: "adds",
  budgetPoints: null,
  ...change,
});

async function tried(part: object, campaignId: string | null = "planned") {
  const draft = { part, campaignId };
  const started = await startPreview(ctx, { shopId: shop.shopId, kind: "campaign", draft, actor: "staff:1" });
  if (!started.done) throw new Error(started.reason);
  while (await runPreviewSlice(ctx, shop.shopId, started.value));
  const row = await readPreview(sqlOf(db), shop.shopId, started.value);
  expect(row?.state).toBe("done");
  return campaignResultSchema.parse(row?.result);
}

describe("a preview", () => {
  it("looks at the orders of as long a time as the campaign is to run, and counts what it would have added", async () => {
    const { sum } = await tried({ campaigns: [campaign()] });
    expect(sum).toMatchObject({ orders: 3, touched: 3, before: 1_500, after: 3_000, short: 0 });
  });

  it("lets the budget run dry in the order in which people bought", async () => {
    const { sum } = await tried({ campaigns: [campaign({ budgetPoints: 700 })] });
    expect(sum).toMatchObject({ after: 2_200, touched: 2, short: 2, spent: { planned: 700 } });
  });

  it("judges each member as they were then: who had not bought before was new", async () => {
    const segments = [
      { id: "new", name: { en: "New" }, tests: [{ field: "orders", is: "at-most", value: 0 }] },
    ];
    const conditions = { segmentIds: ["new"] };
    const { sum } = await tried({ segments, campaigns: [campaign({ conditions })] });
    expect(sum).toMatchObject({ orders: 3, touched: 1, before: 1_500, after: 2_000 });
  });

  it("tries other rules as they are, and says of a draft that is none that it is broken", async () => {
    const { earningRules } = firstTerms("GBP", 100);
    const doubled = earningRules.map((rule) => ({
      ...rule,
      arguments: { points: 10, perMinor: 100, rounding: "down" },
    }));
    expect((await tried({ earningRules: doubled }, null)).sum).toMatchObject({ orders: 3, after: 3_000 });
    expect(await tried({ earningRules: [] }, null)).toMatchObject({ broken: true });
  });

  it("gives nobody anything", async () => {
    const sums = () =>
      sqlOf(db).query(`SELECT sum("points") AS "points", count(*) AS "awards" FROM "awards"`);
    const before = await sums();
    await tried({ campaigns: [campaign()] });
    expect(await sums()).toEqual(before);
    expect(await sqlOf(db).query(`SELECT * FROM "campaign_spendings"`)).toEqual([]);
  });
});
