/** Field lesson 14: a change of combination rules reaches the codes that live already, and leaves alone what is used, dead or another reward's. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import type { Reward } from "../loyalty/rewards";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { DOMAIN, testLine } from "../testing/admin-api-line";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";
import { sendEffects } from "./send-effects";

const shopify = playShopify();
const everything = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeAll(() => shopify.server.listen({ onUnhandledRequest: "error" }));
afterAll(() => shopify.server.close());
beforeEach(async () => {
  Object.assign(shopify.mood, { slowMs: 0, refuses: false, down: false });
  shopify.codes.clear();
  shopify.combinations.clear();
  shopify.start();
  db = await freshDatabase();
  ctx = testContext(db, { store: shopifyStore(testLine()) });
  shop = await installTestShop(ctx, DOMAIN);
  await deliver(ctx, shop, [orderPayload({ id: 1, price: "400.00" })]);
  await workOff(ctx, shop);
});
afterEach(() => db.close());

async function take(rewardId: string, points?: number): Promise<string> {
  const outcome = await reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId("501"),
    rewardId,
    points,
    key: `intention-${rewardId}`,
    channel: "proxy",
  });
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value.code;
}

async function send(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    while ((await sendEffects(ctx, shop.shopId)) > 0);
    ctx.pass(5_000);
  }
}

async function change(changed: (reward: Reward) => Reward): Promise<void> {
  const current = await findShop(sqlOf(db), shop.shopId);
  if (!current) throw new Error("no shop");
  const base = await ctx.terms(sqlOf(db), shop.shopId, current.termsVersion);
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...base, rewards: base.rewards.map(changed) },
    basedOn: current.termsVersion,
    actor: "staff:1",
  });
  expect(saved).toMatchObject({ done: true });
}

const combineAll = (reward: Reward): Reward =>
  reward.id === "five-off" ? { ...reward, combinesWith: everything } : reward;
const idOf = (code: string) => shopify.codes.get(code)?.id ?? "";

it("reaches the live codes of that reward and no others", async () => {
  const five = await take("five-off");
  const slider = await take("slider", 300);
  await send();
  await change(combineAll);
  await send();
  expect(shopify.combinations.get(idOf(five))).toEqual(everything);
  expect(shopify.combinations.has(idOf(slider))).toBe(false);
});

it("asks the store nothing when something else of the terms was changed", async () => {
  await take("five-off");
  await send();
  await change((reward) => ({ ...reward, name: { en: "Renamed" } }));
  await send();
  expect(shopify.combinations.size).toBe(0);
});

it("reaches a code that was on its way while the rules changed", async () => {
  const five = await take("five-off");
  await change(combineAll);
  await send();
  expect(shopify.combinations.get(idOf(five))).toEqual(everything);
});

it("leaves a used code alone", async () => {
  const five = await take("five-off");
  await send();
  const codes = shopify.codes.get(five);
  if (codes) codes.used = true;
  await deliver(ctx, shop, [orderPayload({ id: 2, price: "50.00", code: { code: five, amount: "5.00" } })]);
  await workOff(ctx, shop);
  await change(combineAll);
  await send();
  expect(shopify.combinations.size).toBe(0);
});
