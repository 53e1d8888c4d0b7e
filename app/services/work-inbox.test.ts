/** One event that cannot be acted on never holds up the others: it is parked with its reason, and staff can send it round again. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { firstTerms } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { dismissParked, retryParked } from "./parked-deliveries";
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

async function parked(): Promise<{ id: number; reason: string }[]> {
  return sqlOf(db).query(`SELECT "id", "reason" FROM "inbox" WHERE "state" = 'parked' ORDER BY "id"`);
}

async function earned(): Promise<number> {
  const [row] = await sqlOf(db).query<{ points: number }>(
    `SELECT COALESCE(sum("points"), 0)::bigint AS "points" FROM "ledger_entries"`,
  );
  return row?.points ?? 0;
}

describe("a batch with an event that breaks it", () => {
  it("parks the one and works off all others", async () => {
    const terms = firstTerms("GBP", 100);
    const earningRules = terms.earningRules.map((rule) => ({
      ...rule,
      arguments: { ...rule.arguments, points: 1_000_000, perMinor: 1 },
    }));
    await saveTerms(ctx, {
      shopId: shop.shopId,
      terms: { ...terms, earningRules },
      basedOn: shop.termsVersion,
      actor: "staff:7",
    });
    // More points than a number can hold exactly: law 9 says throw, and the batch says who.
    const absurd = orderPayload({ id: 2, customer: 502, price: "99999999999.00" });
    await deliver(ctx, shop, [
      orderPayload({ id: 1, price: "1.00" }),
      absurd,
      orderPayload({ id: 3, customer: 503, price: "1.00" }),
    ]);
    await workOff(ctx, shop);
    expect((await parked()).map((one) => one.reason)).toEqual(["failed"]);
    expect(await earned()).toBe(200_000_000);
  });
});

describe("a parked delivery", () => {
  beforeEach(async () => {
    await deliver(ctx, shop, [orderPayload({ id: 1, currency: "USD" })]);
    await workOff(ctx, shop);
  });

  it("goes round again when staff say so, and is parked again while its reason stands", async () => {
    const [one] = await parked();
    const request = { shopId: shop.shopId, inboxId: one?.id ?? 0, actor: "staff:7" };
    expect((await retryParked(ctx, request)).done).toBe(true);
    expect(await parked()).toEqual([]);
    await workOff(ctx, shop);
    expect((await parked()).map((again) => again.reason)).toEqual(["wrong-currency"]);
  });

  it("is closed for good when staff dismiss it, and both are audited", async () => {
    const [one] = await parked();
    const request = { shopId: shop.shopId, inboxId: one?.id ?? 0, actor: "staff:7" };
    expect((await dismissParked(ctx, request)).done).toBe(true);
    expect((await dismissParked(ctx, request)).done).toBe(false);
    await workOff(ctx, shop);
    expect(await parked()).toEqual([]);
    expect(await earned()).toBe(0);
    const audit = await sqlOf(db).query(`SELECT "action", "actor" FROM "audit_events"`);
    expect(audit).toEqual([{ action: "delivery-dismissed", actor: "staff:7" }]);
  });

  it("of another shop is nobody's business", async () => {
    const other = await installTestShop(ctx, "other.myshopify.com");
    const [one] = await parked();
    const outcome = await dismissParked(ctx, {
      shopId: other.shopId,
      inboxId: one?.id ?? 0,
      actor: "staff:9",
    });
    expect(outcome.done).toBe(false);
    expect(await parked()).toHaveLength(1);
  });
});
