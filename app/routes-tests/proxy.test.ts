/** Laws of the storefront's door: Shopify's signature says who the shopper is, a form works without script, and refusals lead back with a reason. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redemptionAnswer, shopperStanding } from "../contract/redemption-api";
import { sqlOf } from "../db/transaction";
import { action as redeem } from "../routes/proxy.redemptions";
import { loader as look } from "../routes/proxy.redemptions_.$id";
import { action as giveBack } from "../routes/proxy.redemptions_.$id_.release";
import { loader as standing } from "../routes/proxy.standing";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { testLine } from "../testing/admin-api-line";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, workOff } from "../testing/service-context";
import { type BootedApp, bootApp, call, type ProxyWish, proxyRequest, SHOP } from "./shopify-doors";

const shopify = playShopify();
let app: BootedApp;
let customer = 500;
let order = 1;

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
/** Every test has a customer of its own, who has bought for £200: 1,000 points. */
beforeEach(async () => {
  Object.assign(shopify.mood, { slowMs: 0, refuses: false, down: false });
  customer += 1;
  order += 1;
  await deliver(app.ctx, app.shop, [orderPayload({ id: order, customer, price: "200.00", quantity: 1 })]);
  await workOff(app.ctx, app.shop);
});

const post = (wish: Partial<ProxyWish> = {}) =>
  call(redeem, proxyRequest({ path: "redemptions", customer: String(customer), form: fields(), ...wish }));
const fields = (change: Record<string, string> = {}) => ({
  rewardId: "five-off",
  key: randomUUID(),
  ...change,
});
const answerOf = async (response: Response) => redemptionAnswer.parse(await response.json());
const standingOf = async (who: string, query: Record<string, string> = {}) => {
  const response = await call(standing, proxyRequest({ path: "standing", customer: who, query }));
  return shopperStanding.parse(await response.json());
};
const redemptions = async () => {
  const rows = await sqlOf(app.db).query(`SELECT 1 FROM "redemptions" WHERE "customerId" = $1`, [
    String(customer),
  ]);
  return rows.length;
};

describe("the signature", () => {
  test.each<[string, Partial<ProxyWish>]>([
    ["made with another secret", { secret: "guessed" }],
    ["older than a minute and a half", { at: Date.now() - 91_500 }],
    ["from the future", { at: Date.now() + 600_000 }],
  ])("%s: 400, and nothing is reserved", async (_what, wish) => {
    expect((await post(wish)).status).toBe(400);
    expect(await redemptions()).toBe(0);
  });

  test("covers every parameter: another customer's number is not believed", async () => {
    const request = proxyRequest({ path: "standing", customer: String(customer) });
    const forged = new Request(request.url.replace(`customer_id=${customer}`, "customer_id=1"), request);
    expect((await call(standing, forged)).status).toBe(400);
    expect((await call(standing, new Request("https://vafa.test/proxy/standing"))).status).toBe(400);
  });

  test("of a shop that is not here: 404", async () => {
    const request = proxyRequest({ path: "standing", query: { shop: "stranger.myshopify.com" } });
    expect((await call(standing, request)).status).toBe(404);
  });

  test("holds with parameters of the page's own", async () => {
    expect((await standingOf(String(customer), { locale: "fa", "utm[source]": "a=b&c" })).locale).toBe("fa");
  });
});

describe("standing", () => {
  test("of a member: balance and what it buys, in the asked language, kept by nobody on the way", async () => {
    const response = await call(
      standing,
      proxyRequest({ path: "standing", customer: String(customer), query: { locale: "ar" } }),
    );
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const shown = shopperStanding.parse(await response.json());
    expect(shown).toMatchObject({ locale: "ar", direction: "rtl", member: { balance: 1_000 } });
    expect(shown.rewards.every(({ affordable }) => affordable)).toBe(true);
  });

  test("of a guest: the rewards, and no member", async () => {
    const shown = await standingOf("");
    expect(shown.member).toBeNull();
    expect(shown.rewards.length).toBeGreaterThan(0);
  });
});

describe("redeeming by script", () => {
  test("gives a code at once, and the same code for the same key", async () => {
    const form = fields();
    const first = await post({ form });
    expect(first.status).toBe(201);
    const answer = await answerOf(first);
    expect(answer).toMatchObject({
      status: "issued",
      balance: 500,
      redemption: { points: 500, valueMinor: 500 },
    });
    expect(await answerOf(await post({ form }))).toEqual(answer);
    expect(await redemptions()).toBe(1);
  });

  test("of a slider takes the points that were chosen", async () => {
    const answer = await answerOf(await post({ form: fields({ rewardId: "slider", points: "300" }) }));
    expect(answer).toMatchObject({
      status: "issued",
      balance: 700,
      redemption: { points: 300, valueMinor: 300 },
    });
  });

  test("while the store is slow answers 202, and the code comes when asked again", async () => {
    shopify.mood.slowMs = 3_000;
    const response = await post();
    expect(response.status).toBe(202);
    const answer = await answerOf(response);
    if (answer.status !== "issuing") throw new Error(answer.status);
    expect(answer.redemption.code).toBeNull();
    const id = answer.redemption.redemptionId;
    const again = async () =>
      answerOf(
        await call(look, proxyRequest({ path: `redemptions/${id}`, customer: String(customer) }), { id }),
      );
    await expect.poll(again).toMatchObject({ status: "issued" });
  });

  test("that the store refuses is declined with the reason in the shopper's language", async () => {
    shopify.mood.refuses = true;
    const answer = await answerOf(await post({ query: { locale: "fa" } }));
    expect(answer).toMatchObject({ status: "declined", reason: "code-refused-by-store" });
    if (answer.status === "declined") expect(answer.message).toMatch(/[\u0600-\u06ff]/);
  });

  test.each<[string, Partial<ProxyWish>, number, string]>([
    ["a guest", { customer: "" }, 409, "not-a-member"],
    ["a customer who is no member", { customer: "999999" }, 409, "not-a-member"],
    ["a reward that is not there", { form: fields({ rewardId: "yacht" }) }, 409, "no-such-reward"],
    [
      "more points than there are",
      { form: fields({ rewardId: "slider", points: "5000" }) },
      409,
      "not-enough-points",
    ],
    ["points in words", { form: fields({ rewardId: "slider", points: "many" }) }, 422, "bad-request"],
    ["half a point", { form: fields({ rewardId: "slider", points: "1.5" }) }, 422, "bad-request"],
    ["no key", { form: { rewardId: "five-off" } }, 422, "bad-request"],
    ["a body of megabytes", { form: fields({ filler: "x".repeat(20_000) }) }, 422, "bad-request"],
  ])("by %s is declined", async (_what, wish, status, reason) => {
    const response = await post(wish);
    expect(response.status).toBe(status);
    expect(await answerOf(response)).toMatchObject({ status: "declined", reason });
    expect(await redemptions()).toBe(0);
  });

  test("names no customer in its body: what stands there is not read", async () => {
    await post({ form: fields({ customerId: "1", logged_in_customer_id: "1", shop: "other" }) });
    expect(await redemptions()).toBe(1);
  });

  test("too often is slowed down with 429 and a time", async () => {
    const answers: Response[] = [];
    for (let knock = 0; knock < 11; knock += 1)
      answers.push(await post({ form: fields({ rewardId: "yacht" }) }));
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

describe("redeeming by a plain form", () => {
  const leadsTo = async (form: Record<string, string>, wish: Partial<ProxyWish> = {}) => {
    const response = await post({ json: false, form, ...wish });
    expect(response.status).toBe(303);
    return response.headers.get("Location") ?? "";
  };

  test("leads through the discount's address back to where it was, in the storefront's own root", async () => {
    expect(await leadsTo(fields({ return_to: "/fa/cart", root: "/fa/" }))).toMatch(
      /^\/fa\/discount\/VAFA-[A-Z0-9-]+\?redirect=%2Ffa%2Fcart$/,
    );
  });

  test("without a root begins where Shopify's proxy does, and without a way back leads to the cart", async () => {
    expect(await leadsTo(fields())).toMatch(/^\/discount\/VAFA-[A-Z0-9-]+\?redirect=%2Fcart$/);
    expect(await leadsTo(fields(), { query: { path_prefix: "/de/apps/vafa" } })).toMatch(/^\/de\/discount\//);
  });

  test("that is refused leads back to the reason", async () => {
    const form = fields({ rewardId: "yacht", return_to: "/cart?x=1" });
    expect(await leadsTo(form)).toBe("/cart?x=1&vafa_declined=no-such-reward#vafa-declined-no-such-reward");
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
  ])("never leads away from the shop: %s", async (away) => {
    const leads = [
      await leadsTo(fields({ return_to: away, root: away })),
      await leadsTo(fields({ return_to: away, rewardId: "yacht" })),
    ];
    for (const to of leads) expect(new URL(to, `https://${SHOP}`).host).toBe(SHOP);
    expect(leads[0]).toMatch(/^\/discount\/VAFA-[A-Z0-9-]+\?redirect=%2Fcart$/);
  });
});

describe("giving back", () => {
  const redeemed = async () => {
    const answer = await answerOf(await post());
    if (answer.status !== "issued") throw new Error(answer.status);
    return answer.redemption.redemptionId;
  };
  const release = (id: string, who = customer) =>
    call(giveBack, proxyRequest({ path: `redemptions/${id}/release`, customer: String(who), form: {} }), {
      id,
    });

  test("brings the points back once the code is dead, however often it is asked for", async () => {
    const id = await redeemed();
    const released = { status: "released", settled: true, balance: 1_000 };
    expect(await answerOf(await release(id))).toMatchObject(released);
    expect(await answerOf(await release(id))).toMatchObject(released);
    expect((await standingOf(String(customer))).held).toEqual([]);
  });

  test("while the store is down says that the points will be back, and gives none before", async () => {
    const id = await redeemed();
    shopify.mood.down = true;
    expect(await answerOf(await release(id))).toMatchObject({
      status: "released",
      settled: false,
      balance: 500,
    });
  });

  test("and looking are for the one whose redemption it is; for others it is not there", async () => {
    const id = await redeemed();
    for (const who of [customer - 1, ""]) {
      const asked = [
        await call(look, proxyRequest({ path: `redemptions/${id}`, customer: String(who) }), { id }),
        await call(giveBack, proxyRequest({ path: "release", customer: String(who), form: {} }), { id }),
      ];
      for (const response of asked) {
        expect(response.status).toBe(404);
        expect(await answerOf(response)).toMatchObject({ reason: "no-such-redemption" });
      }
    }
    const odd = await call(look, proxyRequest({ path: "x", customer: String(customer) }), {
      id: "1; DROP TABLE",
    });
    expect(odd.status).toBe(404);
  });
});
