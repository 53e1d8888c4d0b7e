/** Laws of the customer account's door: the session token says whose it is, everything may be read on Shopify's pages, and nobody sees another's. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountStanding, historyPage } from "../contract/account-api";
import { redemptionAnswer } from "../contract/redemption-api";
import { referralOverview } from "../contract/referral-api";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { action as tellBirthday } from "../routes/api.account.birthday";
import { loader as history, action as posting } from "../routes/api.account.history";
import { loader as points } from "../routes/api.account.orders.$orderId.points";
import { action as redeem } from "../routes/api.account.redemptions";
import { loader as look } from "../routes/api.account.redemptions_.$id";
import { action as giveBack } from "../routes/api.account.redemptions_.$id_.release";
import { loader as referral } from "../routes/api.account.referral";
import { loader as standing } from "../routes/api.account.standing";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { testLine } from "../testing/admin-api-line";
import { birthdayRule, useRules } from "../testing/earning";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, workOff } from "../testing/service-context";
import { type BootedApp, bootApp, type CheckoutWish, call, checkoutRequest } from "./shopify-doors";

const shopify = playShopify();
let app: BootedApp;
let customer = 800;

beforeAll(async () => {
  shopify.server.listen({ onUnhandledRequest: "error" });
  shopify.start();
  app = await bootApp(shopifyStore(testLine()));
});
afterAll(async () => {
  await app.close();
  shopify.server.close();
});
/** Every test has a customer of its own, who has bought for £200: 1,000 points. */
beforeEach(async () => {
  customer += 1;
  await deliver(app.ctx, app.shop, [orderPayload({ id: customer, customer, price: "200.00" })]);
  await workOff(app.ctx, app.shop);
});

const asked = (path: string, wish: Partial<CheckoutWish> = {}) =>
  checkoutRequest({ door: "account", customer: String(customer), ...wish, path });

describe("the account's door", () => {
  test.each<[string, Partial<CheckoutWish>]>([
    ["missing", { token: null }],
    ["another app's", { audience: "another-app" }],
    ["signed by somebody else", { secret: "another" }],
    ["out of date", { expiresIn: -600 }],
  ])("refuses a token that is %s", async (_, wish) => {
    const response = await call(standing, await asked("standing", wish));
    expect(response.status).toBe(401);
  });

  test("tells nobody of a shop that is not here", async () => {
    const response = await call(standing, await asked("standing", { dest: "another.myshopify.com" }));
    expect(response.status).toBe(404);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("answers the pre-flight of the browser, and refuses what is not offered", async () => {
    const preflight = await call(history, await asked("history", { method: "OPTIONS" }));
    expect(preflight.status).toBe(204);
    expect((await call(posting, await asked("history", { body: {} }))).status).toBe(405);
  });
});

describe("a member's account", () => {
  test("shows balance and rewards in their language", async () => {
    const response = await call(standing, await asked("standing?locale=fa"));
    const shown = accountStanding.parse(await response.json());
    expect(shown).toMatchObject({ direction: "rtl", member: { balance: 1_000, balanceText: "۱٬۰۰۰" } });
    expect(shown.rewards.length).toBeGreaterThan(0);
  });

  test("says whether their birthday is on record, and not which day it is", async () => {
    const known = async (wish: Partial<CheckoutWish> = {}) =>
      accountStanding.parse(await (await call(standing, await asked("standing", wish))).json()).birthday;
    expect(await known()).toEqual({ known: false });
    const told = await call(tellBirthday, await asked("birthday", { body: { month: 3, day: 21 } }));
    expect(told.status).toBe(200);
    expect(await known()).toEqual({ known: true });
    expect(await known({ customer: "999999" })).toEqual({ known: false });
    expect(await known({ customer: null })).toEqual({ known: false });
  });

  test("says which forms to earn by there are: those the program has a rule for", async () => {
    const forms = async () =>
      accountStanding.parse(await (await call(standing, await asked("standing"))).json()).forms;
    expect(await forms()).toEqual([]);
    const shop = (await findShop(sqlOf(app.db), app.shop.shopId)) ?? app.shop;
    await useRules(app.ctx, { shop, rules: [birthdayRule] });
    expect(await forms()).toEqual(["birthday"]);
  });

  test("shows its history with what made up the points, page by page, and nobody else's", async () => {
    const of = async (path: string, wish: Partial<CheckoutWish> = {}) =>
      historyPage.parse(await (await call(history, await asked(path, wish))).json());
    const [entry] = (await of("history")).entries;
    expect(entry).toMatchObject({
      kind: "earn",
      points: 1_000,
      pointsText: "+1,000",
      sentence: `For order #${customer}`,
    });
    expect(entry?.details).toEqual(["Points for every purchase: 1,000"]);
    expect(entry?.notes[0]).toBe("Good until Nov 1, 2027");
    expect((await of(`history?after=${entry?.seq ?? 0}`)).entries).toEqual([]);
    expect(await of("history", { customer: "999999" })).toEqual({ entries: [], older: null });
    expect(await of("history", { customer: null })).toEqual({ entries: [], older: null });
  });

  test("redeems, looks and gives back; another customer finds nothing there", async () => {
    const body = { rewardId: "five-off", key: randomUUID() };
    const response = await call(redeem, await asked("redemptions", { body }));
    expect(response.status).toBe(201);
    const answer = redemptionAnswer.parse(await response.json());
    if (answer.status !== "issued") throw new Error(answer.status);
    const { redemptionId: id, code } = answer.redemption;
    expect(code).toMatch(/^VAFA-/);
    const path = `redemptions/${id}`;
    expect((await call(look, await asked(path), { id })).status).toBe(200);
    expect((await call(look, await asked(path, { customer: "999999" }), { id })).status).toBe(404);
    const back = await call(giveBack, await asked(`${path}/release`, { body: {} }), { id });
    expect(redemptionAnswer.parse(await back.json())).toMatchObject({ status: "released", balance: 1_000 });
  });

  test("tells what an order earned, and says that there are no invitations while they are off", async () => {
    const orderId = String(customer);
    const earned = await call(points, await asked(`orders/${orderId}/points`), { orderId });
    expect(await earned.json()).toMatchObject({ status: "awarded", points: 1_000 });
    const overview = referralOverview.parse(await (await call(referral, await asked("referral"))).json());
    expect(overview).toMatchObject({ active: false, link: null });
  });
});
