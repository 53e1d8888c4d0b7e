/** Store credit and gift cards: money given outside of any order, once, however often it had to be asked for; refused, the points return (field lesson 8). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readTaken } from "../db/reward-stocks";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, redemptionId } from "../loyalty/brand";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { DOMAIN, testLine } from "../testing/admin-api-line";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { playGifts } from "../testing/played-gifts";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { standingFor } from "./read-standing";
import { releaseOverdue } from "./release-overdue";
import { releaseRedemption } from "./release-redemption";
import { reserveRedemption } from "./reserve-redemption";
import { saveTerms } from "./save-terms";
import { sendEffects, sendNow } from "./send-effects";

const shopify = playGifts();
const kinds = ["store-credit", "gift-card"] as const;
let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeAll(() => shopify.server.listen({ onUnhandledRequest: "error" }));
afterAll(() => shopify.server.close());

beforeEach(async () => {
  shopify.forget();
  shopify.start();
  db = await freshDatabase();
  ctx = testContext(db, { store: shopifyStore(testLine()) });
  shop = await installTestShop(ctx, DOMAIN);
  const base = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const rewards = kinds.map((kind) => ({
    id: kind,
    kind,
    active: true,
    name: { en: kind },
    price: { mode: "fixed", points: 400, valueMinor: 4_00 },
    minimumSubtotalMinor: 0,
    stock: 5,
    combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
  }));
  await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...base, rewards },
    basedOn: shop.termsVersion,
    actor: "staff:1",
  });
  await deliver(ctx, shop, [orderPayload({ id: 1, price: "200.00" })]);
  await workOff(ctx, shop);
});
afterEach(async () => {
  const sides = await bothSides(sqlOf(db), shop.shopId);
  await db.close();
  expect(sides.kept).toEqual(sides.replayed);
});

async function take(kind: (typeof kinds)[number]) {
  const outcome = await reserveRedemption(ctx, {
    shopId: shop.shopId,
    customerId: customerId("501"),
    rewardId: kind,
    key: `intention-${kind}`,
    channel: "proxy",
  });
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value;
}
/** Sends what is due, and what becomes due within some minutes. */
async function send(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    while ((await sendEffects(ctx, shop.shopId)) > 0);
    ctx.pass(200_000);
  }
}
const rows = () =>
  sqlOf(db).query<{
    id: string;
    state: string;
    settledAt: Date | null;
    storeRef: string | null;
    code: string;
  }>(`SELECT "id"::text, "state", "settledAt", "storeRef", "code" FROM "redemptions"`);
async function sums() {
  const [row] = await sqlOf(db).query<{ balance: number; reserved: number; spent: number }>(
    `SELECT "balance", "reserved", "spent" FROM "members"`,
  );
  return row;
}
const given = () => shopify.credits.length + shopify.cards.length;
const stock = async (kind: string) => (await readTaken(sqlOf(db), shop.shopId, [kind])).get(kind);

describe.each(kinds)("%s", (kind) => {
  it("is given once, and its claim is used at once and for good", async () => {
    await take(kind);
    expect(await sums()).toEqual({ balance: 600, reserved: 400, spent: 400 });
    await send();
    const [row] = await rows();
    expect(row).toMatchObject({ state: "used", settledAt: expect.any(Date), storeRef: expect.any(String) });
    expect(await sums()).toEqual({ balance: 600, reserved: 0, spent: 400 });
    expect(given()).toBe(1);
  });

  it("that was given but not heard of in time is found again and not given twice", async () => {
    shopify.mood.deaf = true;
    await take(kind);
    await send(2);
    shopify.mood.deaf = false;
    await send(6);
    expect(given()).toBe(1);
    expect(await rows()).toMatchObject([{ state: "used" }]);
    expect(await sums()).toMatchObject({ balance: 600, reserved: 0 });
  });

  it("that the store refuses gives points and stock back", async () => {
    shopify.mood.refuses = true;
    await take(kind);
    await send();
    expect(await rows()).toMatchObject([{ state: "released" }]);
    expect(await sums()).toEqual({ balance: 1_000, reserved: 0, spent: 0 });
    expect(await stock(kind)).toBe(0);
    expect(given()).toBe(0);
  });

  it("that nobody has asked the store for yet can be taken back", async () => {
    const { redemptionId: id } = await take(kind);
    await releaseRedemption(ctx, {
      shopId: shop.shopId,
      redemptionId: id,
      memberId: null,
      reason: "cancelled-by-member",
    });
    await sendNow(ctx, shop.shopId, { kind: "kill-code", subject: id });
    expect(await rows()).toMatchObject([{ state: "released" }]);
    await send();
    expect(given()).toBe(0);
    expect(await sums()).toEqual({ balance: 1_000, reserved: 0, spent: 0 });
    expect(await stock(kind)).toBe(0);
  });

  it("that was asked for is finished and never taken back, also past its deadline", async () => {
    shopify.mood.deaf = true;
    await take(kind);
    await sendEffects(ctx, shop.shopId);
    ctx.pass(25 * 3_600_000);
    await releaseOverdue(ctx, shop.shopId);
    shopify.mood.deaf = false;
    await send(6);
    expect(await rows()).toMatchObject([{ state: "used" }]);
    expect(given()).toBe(1);
    expect(await sums()).toMatchObject({ balance: 600, reserved: 0 });
  });

  it("is not given back by the return of any order, not even of one that shows its number", async () => {
    await take(kind);
    await send();
    const [row] = await rows();
    const order = { id: 2, price: "50.00", code: { code: row?.code ?? "", amount: "4.00" } };
    await deliver(ctx, shop, [orderPayload({ ...order, cancelled: true })]);
    await workOff(ctx, shop);
    expect(await sums()).toMatchObject({ spent: 400 });
    expect(await rows()).toMatchObject([{ state: "used" }]);
  });
});

it("a gift card's number is shown to its owner, and to nobody before it is there", async () => {
  const { redemptionId: id } = await take("gift-card");
  const shown = async (customer: string) => {
    const standing = await standingFor(ctx, {
      shopId: shop.shopId,
      customerId: customerId(customer),
      locale: "en",
    });
    return standing.held.find((held) => held.redemptionId === redemptionId(id));
  };
  expect(await shown("501")).toMatchObject({ code: null, note: "£4.00 gift card is on its way to you." });
  await send();
  const [row] = await rows();
  expect(row?.code).toMatch(/^VAFA[2-9A-Z]{12}$/);
  expect(await shown("501")).toMatchObject({ code: row?.code, state: "used" });
  expect((await shown("501"))?.note).toContain(row?.code);
  expect(await shown("502")).toBeUndefined();
  expect((await findShop(sqlOf(db), shop.shopId))?.termsVersion).toBe(2);
});
