/** Changed rules are a new version; what was awarded under older ones stays; members' tiers follow the new ones. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { firstTerms, type Terms } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { evaluateTiers } from "./evaluate-tiers";
import { saveTerms } from "./save-terms";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterEach(() => db.close());

function doubled(): Terms {
  const terms = firstTerms("GBP", 100);
  const earningRules = terms.earningRules.map((rule) =>
    rule.kind === "spend" ? { ...rule, arguments: { ...rule.arguments, points: 10 } } : rule,
  );
  return { ...terms, earningRules };
}

const save = (terms: unknown, basedOn = shop.termsVersion) =>
  saveTerms(ctx, { shopId: shop.shopId, terms, basedOn, actor: "staff:7" });

async function balance(): Promise<number> {
  const [row] = await sqlOf(db).query<{ balance: number }>(`SELECT "balance" FROM "members"`);
  return row?.balance ?? 0;
}

describe("saving terms", () => {
  it("leaves a past order its own terms: a refund takes back what was earned, not what would be earned now", async () => {
    await deliver(ctx, shop, [orderPayload({ id: 1 })]);
    await workOff(ctx, shop);
    expect(await balance()).toBe(500);
    expect((await save(doubled())).done).toBe(true);
    await deliver(ctx, shop, [
      orderPayload({
        id: 1,
        status: "refunded",
        updatedAt: "2026-11-09T10:00:00Z",
        returned: { quantity: 1, subtotal: "100.00" },
      }),
    ]);
    await workOff(ctx, shop);
    expect(await balance()).toBe(0);
    await deliver(ctx, shop, [orderPayload({ id: 2 })]);
    await workOff(ctx, shop);
    expect(await balance()).toBe(1_000);
  });

  it("declines what is not terms, another currency, and changes based on an older version", async () => {
    for (const [terms, reason] of [
      [{ anything: true }, "bad-request"],
      [{ ...doubled(), currency: "EUR" }, "bad-request"],
    ] as const) {
      const outcome = await save(terms);
      expect(outcome.done ? "done" : outcome.reason).toBe(reason);
    }
    const [first, second] = await Promise.all([save(doubled()), save(doubled())]);
    expect([first, second].filter((outcome) => outcome.done)).toHaveLength(1);
    const late = await save(doubled());
    expect(late.done ? "done" : late.reason).toBe("terms-changed-meanwhile");
    expect((await findShop(sqlOf(db), shop.shopId))?.termsVersion).toBe(2);
  });

  it("looks at every member's tier again", async () => {
    await deliver(ctx, shop, [orderPayload({ id: 1, price: "100.00" })]);
    await workOff(ctx, shop);
    const tiers = async () =>
      (await sqlOf(db).query<{ tierId: string }>(`SELECT "tierId" FROM "members"`)).map((row) => row.tierId);
    expect(await tiers()).toEqual(["bronze"]);
    const terms = doubled();
    const levels = terms.tiers.levels.map((level) =>
      level.id === "gold" ? { ...level, threshold: 9_000 } : level,
    );
    await save({ ...terms, tiers: { ...terms.tiers, levels } });
    expect(await evaluateTiers(ctx, shop.shopId, 0)).toBeNull();
    expect(await tiers()).toEqual(["gold"]);
  });
});
