/** The shopper's doors to earning: codes, birthday, visit, through the signed proxy, by script and by a plain form. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EarningAnswer, earningAnswer } from "../contract/earning-api";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { action as accountBirthday } from "../routes/api.account.birthday";
import { action as accountCodes, loader as askCodes } from "../routes/api.account.codes";
import { action as visit } from "../routes/proxy.actions";
import { action as birthday } from "../routes/proxy.birthday";
import { action as codes } from "../routes/proxy.codes";
import { createCodeBatch, listCodes } from "../services/code-batches";
import { codeRule, enrolled, useRules } from "../testing/earning";
import {
  type BootedApp,
  bootApp,
  type CheckoutWish,
  call,
  checkoutRequest,
  type ProxyWish,
  proxyRequest,
} from "./shopify-doors";

let app: BootedApp;
let list: string[];
let customer = 700;

const visitRule = {
  id: "visits",
  kind: "visit" as const,
  name: { en: "Visits" },
  arguments: { points: 2, limit: { times: 5, per: "week" as const } },
};

beforeAll(async () => {
  app = await bootApp();
  const { ctx } = app;
  const shop = await useRules(ctx, { shop: app.shop, rules: [codeRule, visitRule] });
  const { shopId } = shop;
  const batch = { name: "Tins", points: 40, quantity: 20, prefix: "TEA", expiresAt: null, actor: "staff:1" };
  const batchId = await createCodeBatch(ctx, { shopId, ...batch });
  const found = await listCodes(ctx, { shopId, batchId, actor: "staff:1" });
  list = found.done ? found.value.codes.map((one) => one.code) : [];
});
afterAll(() => app.close());

async function newcomer(): Promise<string> {
  customer += 1;
  const shop = await findShop(sqlOf(app.db), app.shop.shopId);
  if (shop) await enrolled(app.ctx, shop, String(customer));
  return String(customer);
}

type Door = typeof codes;
const post = (door: Door, who: string, form: Record<string, string>, wish: Partial<ProxyWish> = {}) =>
  call(door, proxyRequest({ path: "earning", customer: who, form, ...wish }));
async function told(response: Response): Promise<EarningAnswer> {
  return earningAnswer.parse(await response.json());
}

describe("a code on the storefront", () => {
  test("earns once, and says so in the shopper's language", async () => {
    const who = await newcomer();
    const response = await post(codes, who, { code: list[0] ?? "" }, { query: { locale: "fa" } });
    expect(await told(response)).toEqual({
      status: "earned",
      points: 40,
      balance: 40,
      message: "۴۰ امتیاز گرفتید.",
    });
    const again = await post(codes, who, { code: list[0] ?? "" });
    expect([again.status, await told(again)]).toMatchObject([
      409,
      { status: "declined", reason: "code-used" },
    ]);
    expect(again.headers.get("Cache-Control")).toBe("no-store");
  });

  test("that somebody else has used is answered to the byte like one that never was", async () => {
    const who = await newcomer();
    const used = await post(codes, who, { code: list[0] ?? "" });
    const invented = await post(codes, who, { code: "TEA-0000-0000-00000" });
    expect(await used.text()).toBe(await invented.text());
    expect(used.status).toBe(invented.status);
  });

  test("entered too often in a row: 429", async () => {
    const who = await newcomer();
    const statuses = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await post(codes, who, { code: `guess ${n}` })).status);
    expect(statuses.slice(0, 8)).toEqual(Array(8).fill(409));
    expect(statuses.slice(8)).toEqual([429, 429]);
  });

  test("by a plain form leads back to its page with the answer, and never to another site", async () => {
    const who = await newcomer();
    const back = (form: Record<string, string>) => post(codes, who, form, { json: false });
    const done = await back({ code: list[1] ?? "", return_to: "/pages/rewards?a=1" });
    expect([done.status, done.headers.get("Location")]).toEqual([
      303,
      "/pages/rewards?a=1&vafa_earned=40#vafa-earned",
    ]);
    const refused = await back({ code: list[1] ?? "", return_to: "/pages/rewards?vafa_earned=40" });
    expect(refused.headers.get("Location")).toBe(
      "/pages/rewards?vafa_declined=code-used#vafa-earning-code-used",
    );
    const away = await back({ code: "x", return_to: "https://evil.example/" });
    expect(away.headers.get("Location")).toBe(
      "/account?vafa_declined=no-such-code#vafa-earning-no-such-code",
    );
  });

  test("of a guest or a stranger's signature is not looked at", async () => {
    expect(await told(await post(codes, "", { code: list[2] ?? "" }))).toMatchObject({
      reason: "not-a-member",
    });
    expect((await post(codes, "1", { code: list[2] ?? "" }, { secret: "guessed" })).status).toBe(400);
    expect((await post(codes, await newcomer(), {})).status).toBe(422);
  });
});

describe("a birthday on the storefront", () => {
  test("is told once", async () => {
    const who = await newcomer();
    expect(await told(await post(birthday, who, { month: "3", day: "21" }))).toMatchObject({
      birthday: "03-21",
    });
    expect(await told(await post(birthday, who, { month: "3", day: "22" }))).toMatchObject({
      reason: "birthday-fixed",
    });
    expect((await post(birthday, who, { month: "2", day: "30" })).status).toBe(422);
    expect((await post(birthday, who, { month: "", day: "" })).status).toBe(422);
  });
});

describe("a visit", () => {
  test("counts once a day for who is logged in, and nothing else can be told here", async () => {
    const who = await newcomer();
    expect(await told(await post(visit, who, { action: "visit" }))).toMatchObject({
      status: "earned",
      points: 2,
    });
    expect(await told(await post(visit, who, { action: "visit" }))).toMatchObject({
      status: "known",
      balance: 2,
    });
    expect((await post(visit, who, { action: "review" })).status).toBe(422);
    expect(await told(await post(visit, "", { action: "visit" }))).toMatchObject({ reason: "not-a-member" });
  });
});

describe("the account page", () => {
  const ask = async (door: Door, wish: Partial<CheckoutWish>) =>
    call(door, await checkoutRequest({ path: "earning", ...wish }));

  test("has the same doors, for whom the session token names", async () => {
    const who = await newcomer();
    const response = await ask(accountCodes, { customer: who, body: { code: list[5] } });
    expect(await told(response)).toMatchObject({ status: "earned", points: 40, balance: 40 });
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const kept = await ask(accountBirthday, { customer: who, body: { month: 3, day: 21 } });
    expect(await told(kept)).toMatchObject({ birthday: "03-21" });
  });

  test("turns away a guest, another app's token and a question", async () => {
    expect(await told(await ask(accountCodes, { body: { code: list[6] } }))).toMatchObject({
      reason: "not-a-member",
    });
    const foreign = await ask(accountCodes, {
      customer: "701",
      audience: "another",
      body: { code: list[6] },
    });
    expect(foreign.status).toBe(401);
    expect((await ask(askCodes, { customer: "701" })).status).toBe(405);
  });
});
