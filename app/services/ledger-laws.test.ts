/**
 * The ledger's laws with the services and a database in the loop: whatever happens in whatever order, the rows are exactly what a replay of the entries
 * leads to, no lot leaves its bounds, reserved is the sum of open claims, and refunding everything returns to the start.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, redemptionId } from "../loyalty/brand";
import { firstTerms, type TermsInput } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { adjustPoints } from "./adjust-points";
import { expirePoints } from "./expire-points";
import { codeIsDead, releaseRedemption } from "./release-redemption";
import { reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";
import { undoEntry } from "./undo-entry";
import { verifyLedger } from "./verify-ledger";

const dayMs = 86_400_000;

type Act =
  | {
      readonly act: "order";
      readonly order: number;
      readonly customer: number;
      readonly returned: 0 | 1 | 2;
      readonly cancelled: boolean;
      readonly withCode: boolean;
    }
  | { readonly act: "redeem"; readonly customer: number; readonly steps: number }
  | { readonly act: "release" }
  | { readonly act: "adjust"; readonly customer: number; readonly points: number }
  | { readonly act: "undo"; readonly customer: number; readonly seq: number }
  | { readonly act: "pass"; readonly days: number }
  | { readonly act: "expire" }
  | { readonly act: "merge"; readonly kept: number; readonly merged: number };

const customer = fc.integer({ min: 1, max: 3 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("order" as const),
      order: fc.integer({ min: 1, max: 6 }),
      customer,
      returned: fc.constantFrom(0, 1, 2),
      cancelled: fc.boolean().map((yes) => yes),
      withCode: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("redeem" as const),
      customer,
      steps: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("release" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("adjust" as const),
      customer,
      points: fc.integer({ min: -300, max: 300 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant("undo" as const),
      customer,
      seq: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant("pass" as const), days: fc.integer({ min: 1, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("expire" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant("merge" as const), kept: customer, merged: customer }),
  },
);

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let runs = 0;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

/** Customers and orders of one run never meet those of another. */
const customerNumber = (one: number) => runs * 1_000 + one;
const orderNumber = (one: number) => runs * 1_000 + one;

async function memberOf(one: number) {
  const id = customerId(String(customerNumber(one)));
  return (await membersOfCustomers(sqlOf(db), shop.shopId, [id])).get(id);
}

async function openClaims(): Promise<{ id: string; code: string }[]> {
  return sqlOf(db).query(
    `SELECT "id"::text, "code" FROM "redemptions" WHERE "shopId" = $1 AND "state" IN ('reserved', 'issued') ORDER BY "reservedAt", "id"`,
    [shop.shopId],
  );
}

async function orderState(act: Extract<Act, { act: "order" }>): Promise<string> {
  const [claim] = act.withCode ? await openClaims() : [];
  return orderPayload({
    id: orderNumber(act.order),
    customer: customerNumber(act.customer),
    price: "40.00",
    quantity: 2,
    cancelled: act.cancelled,
    updatedAt: new Date(ctx.now()).toISOString(),
    ...(claim ? { code: { code: claim.code, amount: "2.00" } } : {}),
    ...(act.returned > 0
      ? { returned: { quantity: act.returned, subtotal: `${(40 - (claim ? 1 : 0)) * act.returned}.00` } }
      : {}),
  });
}

async function perform(act: Act, step: number): Promise<void> {
  const { shopId } = shop;
  switch (act.act) {
    case "order":
      await deliver(ctx, shop, [await orderState(act)]);
      return workOff(ctx, shop);
    case "redeem":
      await reserveRedemption(ctx, {
        shopId,
        customerId: customerId(String(customerNumber(act.customer))),
        rewardId: "slider",
        points: act.steps * 100,
        key: `run-${runs}-${step}`,
        channel: "proxy",
      });
      return;
    case "release": {
      const [claim] = await openClaims();
      if (!claim) return;
      await releaseRedemption(ctx, {
        shopId,
        redemptionId: redemptionId(claim.id),
        memberId: null,
        reason: "deadline",
      });
      return codeIsDead(ctx, { shopId, redemptionId: redemptionId(claim.id), used: false });
    }
    case "adjust": {
      const memberId = await memberOf(act.customer);
      if (memberId !== undefined)
        await adjustPoints(ctx, {
          shopId,
          memberId,
          points: act.points,
          reason: "other",
          note: "",
          actor: "staff:1",
          key: `run-${runs}-${step}`,
        });
      return;
    }
    case "undo": {
      const memberId = await memberOf(act.customer);
      if (memberId !== undefined)
        await undoEntry(ctx, { shopId, memberId, seq: act.seq, note: "", actor: "staff:1" });
      return;
    }
    case "pass":
      ctx.pass(act.days * dayMs);
      return;
    case "expire":
      await expirePoints(ctx, shopId);
      return;
    case "merge": {
      if (act.kept === act.merged) return;
      const gid = (one: number) => `gid://shopify/Customer/${customerNumber(one)}`;
      const payload = {
        admin_graphql_api_customer_kept_id: gid(act.kept),
        admin_graphql_api_customer_deleted_id: gid(act.merged),
        status: "completed",
      };
      await deliver(ctx, shop, [JSON.stringify(payload)], "customers/merge");
      return workOff(ctx, shop);
    }
  }
}

/** Campaigns that run dry, points that wait for fulfilment and die of inactivity: everything that moves points without an order's own doing. */
const demanding: Partial<TermsInput> = {
  campaigns: [
    { ...campaign("first", 3), conditions: { minimumMinor: 60_00 }, stacking: "alone", budgetPoints: 700 },
    { ...campaign("double", 2), effect: { kind: "multiplier", multiplierBp: 20_000 }, budgetPoints: 900 },
    { ...campaign("gift", 1), budgetPoints: null },
  ],
  pendingDays: 3,
  expiry: { kind: "inactivity", days: 200 },
};

function campaign(id: string, priority: number) {
  const effect = { kind: "bonus" as const, points: 120 };
  return {
    id,
    name: { en: id },
    active: true,
    from: 0,
    until: null,
    effect,
    priority,
    stacking: "adds" as const,
  };
}

async function budgetsHold(): Promise<void> {
  const wrong = await sqlOf(db).query(
    `SELECT s."campaignId", s."spent" FROM "campaign_spendings" s WHERE s."shopId" = $1 AND (
       s."spent" > CASE s."campaignId" WHEN 'first' THEN 700 WHEN 'double' THEN 900 ELSE s."spent" END
       OR s."spent" <> (SELECT COALESCE(sum((c->>'points')::bigint), 0) FROM "awards" a, jsonb_array_elements(a."breakdown"->'campaigns') c
         WHERE a."shopId" = s."shopId" AND c->>'campaignId' = s."campaignId"))`,
    [shop.shopId],
  );
  expect(wrong).toEqual([]);
}

async function install(terms: Partial<TermsInput>): Promise<void> {
  runs += 1;
  ctx = testContext(db);
  shop = await installTestShop(ctx, `law-${runs}.myshopify.com`);
  const wanted = { ...firstTerms("GBP", 100), ...terms };
  await saveTerms(ctx, { shopId: shop.shopId, terms: wanted, basedOn: shop.termsVersion, actor: "staff:1" });
}

it("keeps exactly what a replay of the entries leads to, whatever happens", {
  timeout: 240_000,
}, async () => {
  const stories = fc.array(acts, { minLength: 4, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom({}, demanding), stories, async (terms, story) => {
      await install(terms);
      for (const [step, act] of story.entries()) {
        await perform(act, step);
        ctx.pass(1_000);
      }
      const parked = await sqlOf(db).query(
        `SELECT "reason", "detail" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked'`,
        [shop.shopId],
      );
      expect(parked).toEqual([]);
      const sides = await bothSides(sqlOf(db), shop.shopId);
      expect(sides.kept).toEqual(sides.replayed);
      expect((await verifyLedger(ctx, shop.shopId)).faults).toEqual([]);
      await budgetsHold();
    }),
    { numRuns: 60 },
  );
});
