/** Laws of the account's door for a WooCommerce store's plugin: its shop's secret opens its shop's door to shoppers, for a while, and no other; no browser may read an answer. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountStanding, historyPage } from "../contract/account-api";
import { redemptionAnswer } from "../contract/redemption-api";
import { referralOverview } from "../contract/referral-api";
import { findShop, markUninstalled } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { eraseSecrets } from "../db/woocommerce-connections";
import { action as enterCode } from "../routes/api.account.codes";
import { loader as history } from "../routes/api.account.history";
import { action as redeem } from "../routes/api.account.redemptions";
import { loader as look } from "../routes/api.account.redemptions_.$id";
import { loader as referral } from "../routes/api.account.referral";
import { loader as standing } from "../routes/api.account.standing";
import { saveTermsPart } from "../services/save-terms-part";
import { orderPayload } from "../testing/order-payload";
import { type PluginShop, pluginShop, signedToken } from "../testing/plugin-tokens";
import { deliver, workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import { APP_URL, type BootedApp, bootApp, call, sessionToken } from "./shopify-doors";

let app: BootedApp;
let nordlicht: PluginShop;
let ferdows: PluginShop;
let customer = 700;

beforeAll(async () => {
  app = await bootApp(storeThat({ issueCode: async () => ({ status: "issued", storeRef: "9" }) }));
  nordlicht = await pluginShop(app.ctx, {
    storeUrl: "https://nordlicht.example/shop",
    secret: "nordlicht-secret-that-nobody-knows",
  });
  ferdows = await pluginShop(app.ctx, {
    storeUrl: "https://ferdows.example",
    secret: "ferdows-secret-that-nobody-knows",
    locale: "fa",
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  customer += 1;
  const order = orderPayload({ id: customer, customer, price: "200.00", currency: "EUR" });
  // Which platform's words an order came in is no matter of the doors.
  const reading = { ...app.ctx, readEvent: () => app.ctx.readEvent("shopify") };
  await deliver(reading, nordlicht.shop, [order]);
  await workOff(reading, nordlicht.shop);
});

const id = () => String(customer);

function asked(path: string, token: string, body?: object): Request {
  return new Request(`${APP_URL}/api/account/${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body ? { "Content-Type": "application/json" } : {}),
      "X-Forwarded-For": "192.0.2.1",
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}
const standingOf = async (token: string, query = "") =>
  accountStanding.parse(await (await call(standing, asked(`standing${query}`, token))).json());

describe("who comes in", () => {
  test("a customer, in their language; no browser may read the answer", async () => {
    const response = await call(standing, asked("standing?locale=fa", nordlicht.shopper(id())));
    expect(response.status).toBe(200);
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const shown = accountStanding.parse(await response.json());
    expect(shown).toMatchObject({ direction: "rtl", member: { balance: 1_000, balanceText: "۱٬۰۰۰" } });
  });

  test("a guest, who is shown what there is to have", async () => {
    const shown = await standingOf(nordlicht.shopper(null));
    expect(shown.member).toBeNull();
    expect(shown.rewards.length).toBeGreaterThan(0);
  });

  test("in the language that the token says, when the address says none", async () => {
    expect((await standingOf(nordlicht.shopper(id(), { locale: "fa_IR" }))).locale).toBe("fa");
    expect((await standingOf(nordlicht.shopper(id(), { locale: "fa_IR" }), "?locale=ar")).locale).toBe("ar");
  });

  test("another shop's customer of the same number is somebody else", async () => {
    expect((await standingOf(ferdows.shopper(id()))).member).toBeNull();
  });
});

describe("who does not", () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const claims = (shop: PluginShop) => ({
    iss: "vafa-woocommerce",
    shop: String(shop.shop.shopId),
    aud: "shopper",
    sub: "701",
    iat: now(),
    exp: now() + 60,
  });
  const wrong = "some-other-secret-altogether";

  test.each<[string, () => string]>([
    ["alg none", () => signedToken({ secret: "", alg: "none", claims: claims(nordlicht) })],
    ["the wrong secret", () => signedToken({ secret: wrong, claims: claims(nordlicht) })],
    [
      "this shop's name, that shop's secret",
      () => signedToken({ secret: ferdows.secret, claims: claims(nordlicht) }),
    ],
    ["a staff token", () => nordlicht.staff("owner")],
    ["one that has run out", () => nordlicht.shopper(id(), { iat: now() - 299, exp: now() - 1 })],
    ["one that lives for a day", () => nordlicht.shopper(id(), { exp: now() + 86_400 })],
    ["one of a shop that is not here", () => nordlicht.shopper(id(), { shop: "999999" })],
    ["one of a Shopify shop", () => nordlicht.shopper(id(), { shop: String(app.shop.shopId) })],
  ])("%s: 401, and not a word", async (_, token) => {
    const response = await call(standing, asked("standing", token()));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "not allowed" });
  });

  test("Shopify's own token opens no WooCommerce shop", async () => {
    const token = await sessionToken({ dest: "nordlicht.example", customer: id() });
    expect((await call(standing, asked("standing", token))).status).toBe(404);
  });
});

describe("what they may", () => {
  test("see their history, redeem, and look again; another customer finds nothing there", async () => {
    const token = nordlicht.shopper(id());
    const page = historyPage.parse(await (await call(history, asked("history", token))).json());
    expect(page.entries[0]).toMatchObject({ kind: "earn", points: 1_000 });
    const wish = { rewardId: "five-off", key: randomUUID() };
    const response = await call(redeem, asked("redemptions", token, wish));
    expect(response.status).toBe(201);
    const answer = redemptionAnswer.parse(await response.json());
    if (answer.status !== "issued") throw new Error(answer.status);
    const { redemptionId } = answer.redemption;
    const lookedBy = async (who: string) =>
      (await call(look, asked(`redemptions/${redemptionId}`, who), { id: redemptionId })).status;
    expect(await lookedBy(token)).toBe(200);
    expect(await lookedBy(nordlicht.shopper("999999"))).toBe(404);
    expect(await lookedBy(ferdows.shopper(id()))).toBe(404);
    expect(await lookedBy(nordlicht.shopper(null))).toBe(404);
  });

  test("not redeem as a guest", async () => {
    const wish = { rewardId: "five-off", key: randomUUID() };
    const response = await call(redeem, asked("redemptions", nordlicht.shopper(null), wish));
    expect(await response.json()).toMatchObject({ status: "declined", reason: "not-a-member" });
  });

  test("not redeem without end: whoever knocks too often is told when to come again", async () => {
    const token = nordlicht.shopper(id());
    const once = () => call(redeem, asked("redemptions", token, { rewardId: "none", key: randomUUID() }));
    const answers: Response[] = [];
    for (let knock = 0; knock < 12; knock += 1) answers.push(await once());
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  test("guess codes on their own account only: the store's server is nobody's address", async () => {
    const guess = (who: string) =>
      call(enterCode, asked("codes", nordlicht.shopper(who), { code: "WRONGCODE1" }));
    await guess(id());
    const rows = await sqlOf(app.db).query<{ who: string }>(
      `SELECT "who" FROM "code_attempts" WHERE "shopId" = $1`,
      [nordlicht.shop.shopId],
    );
    expect(rows.filter(({ who }) => who.startsWith("address:"))).toEqual([]);
  });
});

describe("what has no meaning there", () => {
  test("rewards that the store cannot give are shown to nobody and cannot be had", async () => {
    const shop = await findShop(sqlOf(app.db), nordlicht.shop.shopId);
    if (!shop) throw new Error("no shop");
    const terms = await app.ctx.terms(sqlOf(app.db), shop.shopId, shop.termsVersion);
    const [first] = terms.rewards;
    if (first?.kind !== "amount-off") throw new Error("the first reward is another one");
    const part = {
      rewards: [...terms.rewards, { ...first, id: "credit", kind: "store-credit" as const }],
      referrals: { ...terms.referrals, active: true },
    };
    const asker = { shopId: shop.shopId, basedOn: shop.termsVersion, actor: "test" };
    expect((await saveTermsPart(app.ctx, { ...asker, part })).done).toBe(true);
    const shown = await standingOf(nordlicht.shopper(id()));
    expect(shown.rewards.map((reward) => reward.id)).not.toContain("credit");
    const wish = { rewardId: "credit", key: randomUUID() };
    const response = await call(redeem, asked("redemptions", nordlicht.shopper(id()), wish));
    expect(await response.json()).toMatchObject({ reason: "no-such-reward" });
    const overview = await call(referral, asked("referral", nordlicht.shopper(id())));
    expect(referralOverview.parse(await overview.json())).toMatchObject({ active: false, link: null });
  });
});

describe("a shop that has let us go", () => {
  test("is answered for no more, whatever its plugin still signs", async () => {
    const token = ferdows.shopper(null);
    expect((await call(standing, asked("standing", token))).status).toBe(200);
    await eraseSecrets(sqlOf(app.db), ferdows.shop.shopId, new Date());
    expect((await call(standing, asked("standing", token))).status).toBe(401);
    await markUninstalled(sqlOf(app.db), nordlicht.shop.shopId, new Date());
    expect((await call(standing, asked("standing", nordlicht.shopper(id())))).status).toBe(401);
  });
});
