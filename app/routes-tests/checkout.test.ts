/** Laws of the checkout's door: a session token says who the shopper is, every answer may be read on Shopify's pages, and it comes in time. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderPoints, redemptionAnswer, shopperStanding } from "../contract/redemption-api";
import { loader as points } from "../routes/api.checkout.orders.$orderId.points";
import { action as redeem, loader as redeemPreflight } from "../routes/api.checkout.redemptions";
import { loader as look } from "../routes/api.checkout.redemptions_.$id";
import {
  action as giveBack,
  loader as giveBackPreflight,
} from "../routes/api.checkout.redemptions_.$id_.release";
import { loader as standing } from "../routes/api.checkout.standing";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { testLine } from "../testing/admin-api-line";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, workOff } from "../testing/service-context";
import { type BootedApp, bootApp, type CheckoutWish, call, checkoutRequest, SHOP } from "./shopify-doors";

const shopify = playShopify();
let app: BootedApp;
let customer = 700;

beforeAll(async () => {
  shopify.server.listen({ onUnhandledRequest: "error" });
  shopify.start();
  const patience = { attempts: 2, requestMs: 5_000, longestWaitMs: 400, firstPauseMs: 5 };
  app = await bootApp(shopifyStore(testLine({ patience })));
});
afterAll(async () => {
  await app.close();
  shopify.server.close();
});
beforeEach(async () => {
  Object.assign(shopify.mood, { slowMs: 0, refuses: false, down: false });
  customer += 1;
  await deliver(app.ctx, app.shop, [orderPayload({ id: customer, customer, price: "200.00", quantity: 1 })]);
  await workOff(app.ctx, app.shop);
});

const asked = (wish: Partial<CheckoutWish> = {}) =>
  checkoutRequest({ path: "standing", customer: String(customer), ...wish });
const standingOf = async (wish: Partial<CheckoutWish> = {}) => {
  const response = await call(standing, await asked(wish));
  return { response, shown: shopperStanding.parse(await response.json()) };
};
const redemption = async (body: object = {}) => {
  const request = await asked({
    path: "redemptions",
    body: { rewardId: "five-off", key: randomUUID(), ...body },
  });
  const response = await call(redeem, request);
  return { response, answer: redemptionAnswer.parse(await response.json()) };
};

describe("the session token", () => {
  test.each<[string, Partial<CheckoutWish>]>([
    ["missing", { token: null }],
    ["nonsense", { token: "not.a.token" }],
    ["another app's", { audience: "another-app" }],
    ["signed by somebody else", { secret: "guessed" }],
    ["expired", { expiresIn: -60 }],
  ])("%s: 401", async (_what, wish) => {
    expect((await call(standing, await asked(wish))).status).toBe(401);
  });

  test("names the shop bare or as an address, and a shop that is not here is 404", async () => {
    expect((await standingOf({ dest: `https://${SHOP}` })).shown.member?.balance).toBe(1_000);
    const stranger = await call(standing, await asked({ dest: "stranger.myshopify.com" }));
    expect(stranger.status).toBe(404);
    expect(stranger.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("without a customer is a guest's: rewards, and no member", async () => {
    const { shown } = await standingOf({ customer: null });
    expect(shown.member).toBeNull();
    expect(shown.rewards.length).toBeGreaterThan(0);
  });
});

describe("on Shopify's pages", () => {
  test("every answer may be read, and its pre-flight is answered", async () => {
    const { response } = await standingOf();
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    // Remix gives OPTIONS to the loader, whatever the request that follows will be.
    const doors = [standing, redeemPreflight, look, giveBackPreflight, points];
    for (const loader of doors) {
      const preflight = await call(loader, await asked({ method: "OPTIONS", token: null }), {
        id: "x",
        orderId: "1",
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
    }
  });

  test("the language is the checkout's", async () => {
    const { shown } = await standingOf({ path: "standing?locale=fa-IR" });
    expect(shown).toMatchObject({ locale: "fa", direction: "rtl" });
  });
});

describe("redeeming", () => {
  test("gives a code, and the balance without it", async () => {
    const { response, answer } = await redemption();
    expect(response.status).toBe(201);
    expect(answer).toMatchObject({ status: "issued", balance: 500 });
  });

  test("answers before a slow store does, and gives the code when asked again", async () => {
    shopify.mood.slowMs = 3_000;
    const { response, answer } = await redemption();
    expect(response.status).toBe(202);
    if (answer.status !== "issuing") throw new Error(answer.status);
    const id = answer.redemption.redemptionId;
    const ask = async () => {
      const answered = await call(look, await asked({ path: `redemptions/${id}` }), { id });
      return redemptionAnswer.parse(await answered.json()).status;
    };
    await expect.poll(ask, { interval: 200 }).toBe("issued");
  });

  test("what is not readable is declined, and so is who is no member", async () => {
    const text = await asked({ path: "redemptions", body: {} });
    expect((await call(redeem, new Request(text, { method: "POST", body: "{" }))).status).toBe(422);
    const guest = await asked({
      path: "redemptions",
      customer: null,
      body: { rewardId: "five-off", key: "12345678" },
    });
    expect((await call(redeem, guest)).status).toBe(409);
  });

  test("can be given back: the points return", async () => {
    const { answer } = await redemption();
    if (answer.status !== "issued") throw new Error(answer.status);
    const id = answer.redemption.redemptionId;
    const response = await call(giveBack, await asked({ path: `redemptions/${id}/release`, body: {} }), {
      id,
    });
    expect(redemptionAnswer.parse(await response.json())).toMatchObject({
      status: "released",
      balance: 1_000,
    });
    const held = (await standingOf()).shown.held;
    expect(held).toEqual([]);
  });
});

describe("what an order earned", () => {
  const pointsOf = async (orderId: string, wish: Partial<CheckoutWish> = {}) =>
    call(points, await asked({ path: `orders/${orderId}/points`, ...wish }), { orderId });

  test("is told to the customer whose order it is, and expected for everybody else", async () => {
    const own = orderPoints.parse(await (await pointsOf(String(customer))).json());
    expect(own).toMatchObject({ status: "awarded", points: 1_000, balance: 1_000 });
    const other = await pointsOf(String(customer), { customer: "999999" });
    expect(orderPoints.parse(await other.json()).status).toBe("expected");
  });

  test("of an order that cannot be is not found", async () => {
    expect((await pointsOf("1 OR 1=1")).status).toBe(404);
  });
});
