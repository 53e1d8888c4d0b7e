/** Laws of the referral doors: a page without script, one answer for known and unknown e-mails, nothing of friends is told, and nobody asks without end. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invitationAnswer, referralOverview } from "../contract/referral-api";
import { membersOfCustomers } from "../db/members";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { loader as own } from "../routes/proxy.referral";
import { action as ask, loader as land } from "../routes/proxy.referral_.$code";
import { referralCodeFor } from "../services/referral-code";
import { saveTermsPart } from "../services/save-terms-part";
import { shopifyStore } from "../stores/shopify/shopify-store";
import { testLine } from "../testing/admin-api-line";
import { orderPayload } from "../testing/order-payload";
import { playShopify } from "../testing/played-shopify";
import { deliver, workOff } from "../testing/service-context";
import { type BootedApp, bootApp, call, type ProxyWish, proxyRequest } from "./shopify-doors";

const shopify = playShopify();
let app: BootedApp;
let code: string;

beforeAll(async () => {
  shopify.server.listen({ onUnhandledRequest: "error" });
  shopify.start();
  app = await bootApp(shopifyStore(testLine()));
  const { ctx, shop } = app;
  const referrals = {
    active: true,
    friendReward: { kind: "amount-off", valueMinor: 500 },
    advocatePoints: 400,
    minimumMinor: 2_000,
    waitDays: 14,
    maximumPerYear: 0,
    reviewFrom: 50,
  };
  await saveTermsPart(ctx, {
    shopId: shop.shopId,
    part: { referrals },
    basedOn: shop.termsVersion,
    actor: "staff:1",
  });
  await deliver(ctx, shop, [orderPayload({ id: 1, customer: 501 })]);
  await workOff(ctx, shop);
  const members = await membersOfCustomers(sqlOf(app.db), shop.shopId, [customerId("501")]);
  const memberId = members.get(customerId("501"));
  if (memberId === undefined) throw new Error("501 is not a member");
  code = await referralCodeFor(ctx, { shopId: shop.shopId, memberId });
});
afterAll(async () => {
  await app.close();
  shopify.server.close();
});

let household = 0;
/** Every visitor comes from a place of their own, so that one test does not use up another's patience. */
function from(request: Request, address = `198.51.100.${++household}`): Request {
  request.headers.set("X-Forwarded-For", address);
  request.headers.set("User-Agent", "A browser");
  return request;
}
const look = (wish: Partial<ProxyWish> = {}, link = code) =>
  call(land, from(proxyRequest({ path: `referral/${link}`, json: false, ...wish })), { code: link });
const post = (
  email: string,
  wish: Partial<ProxyWish> & { readonly link?: string; readonly address?: string } = {},
) => {
  const { link = code, address, ...rest } = wish;
  return call(ask, from(proxyRequest({ path: `referral/${link}`, form: { email }, ...rest }), address), {
    code: link,
  });
};

describe("the page behind a link", () => {
  test("says in every language what a friend gets, for the theme to choose from", async () => {
    const response = await look();
    expect(response.headers.get("Content-Type")).toContain("application/liquid");
    const text = await response.text();
    for (const words of [
      "A friend invites you",
      "یک دوست شما را دعوت کرده است",
      "صديق يدعوك",
      "£5.00 off on your first order",
    ])
      expect(text).toContain(words);
    expect(text).toContain("{%- case vafa_language -%}");
  });

  test("answers for a link nobody has, and for requests that Shopify did not sign", async () => {
    expect((await look({}, "AAAA-AAAA")).status).toBe(404);
    expect((await look({ secret: "somebody else's" })).status).toBe(400);
  });

  test("gives a code by a plain form, with the link that puts it on the cart", async () => {
    const response = await post("plain@example.com", { json: false });
    expect(response.status).toBe(200);
    const text = await response.text();
    const given = /data-vafa-code>(VAFA-[\w-]+)</.exec(text)?.[1] ?? "";
    expect(text).toContain(`{{ vafa_root }}discount/${given}?redirect=/`);
    expect(shopify.codes.has(given)).toBe(true);
  });

  test("says beside the field when that is no e-mail", async () => {
    const response = await post("{{ shop.secret }}", { json: false });
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain('aria-describedby="vafa-wrong"');
    expect(text).not.toContain("shop.secret");
  });
});

describe("the answer to an e-mail", () => {
  test("is the same for a stranger and for somebody who has bought here", async () => {
    const answers = [];
    for (const email of ["c501@example.com", "stranger@example.com"]) {
      const response = await post(email);
      const body = invitationAnswer.parse(await response.json());
      answers.push({
        ...body,
        http: response.status,
        code: "code" in body ? body.code.length : 0,
        endsAt: 0,
      });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ http: 201, status: "invited", worthText: "£5.00 off" });
  });

  test("is a refusal to the advocate themselves, in their language", async () => {
    const response = await post("me@example.com", { customer: "501", query: { locale: "fa" } });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      reason: "self-referral",
      message: expect.stringContaining("دعوت خود شماست"),
    });
  });

  test("comes no more when one visitor asks without end", async () => {
    const statuses = [];
    for (let at = 0; at < 10; at += 1)
      statuses.push((await post("x@example.com", { address: "192.0.2.1" })).status);
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses.slice(8)).toEqual([429, 429]);
  });
});

describe("an advocate", () => {
  test("sees their link and how friends stand, and nothing of who they are", async () => {
    await post("somebody@example.com");
    const response = await call(own, proxyRequest({ path: "referral", customer: "501" }));
    const text = await response.text();
    expect(text).not.toContain("somebody");
    const overview = referralOverview.parse(JSON.parse(text));
    expect(overview).toMatchObject({ active: true, code, path: `apps/vafa/referral/${code}`, earned: 0 });
    expect(overview.advocateText).toContain("400 points");
    expect(overview.friends.every(({ state }) => state === "invited")).toBe(true);
  });

  test("who is no member has no link", async () => {
    for (const customer of [undefined, "999"]) {
      const response = await call(own, proxyRequest({ path: "referral", ...(customer ? { customer } : {}) }));
      expect(referralOverview.parse(await response.json())).toMatchObject({
        active: false,
        code: null,
        friends: [],
      });
    }
    const page = await call(own, proxyRequest({ path: "referral", json: false }));
    expect(await page.text()).toContain("Log in to get your own link.");
  });
});
