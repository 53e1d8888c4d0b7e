/** Who must not come in, against the running app: nobody learns of another shop or another shopper by a forged signature, a tampered address or a foreign token. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { BROWSER } from "./history/install-app";
import { askProxy, forgeToken, type TokenWish } from "./testing/forged";
import { type HostileGround, hostileGround, leavesNoRow } from "./testing/hostile-ground";

let ground: HostileGround;
let sandbox: HostileGround["sandbox"];
let books: HostileGround["books"];
let keys: HostileGround["keys"];
let url: string;
let customer: number;
let state: HostileGround["state"];

beforeAll(async () => {
  ground = await hostileGround();
  ({ sandbox, books, keys, url, customer, state } = ground);
});
afterAll(() => books.close());

describe("at the storefront's door", () => {
  leavesNoRow(() => ground);
  const redeem = { rewardId: "five-off", key: "k".repeat(20) };

  test.each([
    ["without Shopify's signature", { secret: "guessed" }, 400],
    ["as another customer than was signed", { tampered: { logged_in_customer_id: "7100000000001" } }, 400],
    ["at another shop than was signed", { tampered: { shop: TEHRAN_SHOP } }, 400],
    ["with a signature of two minutes ago", { at: Date.now() - 120_000 }, 400],
    ["with one parameter more", { tampered: { admin: "1" } }, 400],
    ["of a shop that is not here", { shop: "other.myshopify.com" }, 404],
  ])("nobody is answered %s", async (_what, change, status) => {
    for (const path of ["standing", "redemptions"]) {
      const form = path === "redemptions" ? { form: redeem } : {};
      const wish = { path, shop: DEMO_SHOP, customerId: customer, ...form, ...change };
      const answer = await askProxy(url, keys, wish);
      expect([answer.status, answer.text]).toEqual([status, ""]);
    }
  });

  test("a customer of another shop is nobody here", async () => {
    const stranger = (await sandbox.shop(TEHRAN_SHOP)).cast[0]?.id ?? 0;
    const standing = await askProxy(url, keys, { path: "standing", shop: DEMO_SHOP, customerId: stranger });
    expect(JSON.parse(standing.text)).toMatchObject({ member: null, held: [] });
    const wish = { path: "redemptions", shop: DEMO_SHOP, customerId: stranger, form: redeem };
    expect(await askProxy(url, keys, wish)).toMatchObject({
      status: 409,
      text: expect.stringContaining("not-a-member"),
    });
  });

  test("what a storefront's visitor writes into the address does not make them somebody else", async () => {
    const address = `${url}/sandbox/stores/${DEMO_SHOP}/apps/vafa/standing?logged_in_customer_id=${customer}&signature=1`;
    const answer: unknown = await (await fetch(address, { headers: { Accept: "application/json" } })).json();
    expect(answer).toMatchObject({ member: null });
  });
});

describe("with a session token", () => {
  leavesNoRow(() => ground);
  const self = () => `gid://shopify/Customer/${customer}`;
  const forged: readonly (readonly [string, Partial<TokenWish>])[] = [
    ["that nobody signed (alg none)", { unsigned: true }],
    ["signed with a guessed secret", { secret: "guessed-guessed-guessed-guessed!" }],
    ["that has run out", { lifetime: -120 }],
    ["for another app", { audience: "another-app" }],
  ];

  test.each(forged)("%s the checkout learns nothing", async (_what, change) => {
    const token = await forgeToken(keys, { dest: DEMO_SHOP, sub: self(), ...change });
    for (const path of ["standing", `redemptions/${randomUUID()}`, `orders/${state.id}/points`]) {
      const answer = await atCheckout(path, token);
      expect([path, answer.status, answer.text]).toEqual([path, 401, ""]);
    }
    const reserve = await atCheckout("redemptions", token, { rewardId: "five-off", key: "k".repeat(20) });
    expect([reserve.status, reserve.text]).toEqual([401, ""]);
  });

  test.each(forged)("%s the admin shows nothing", async (_what, change) => {
    const { staff } = await sandbox.shop(DEMO_SHOP);
    const token = await forgeToken(keys, {
      dest: `https://${DEMO_SHOP}`,
      sub: String(staff[0]?.id),
      ...change,
    });
    const member = (await books.member(DEMO_SHOP, customer))?.id;
    const host = Buffer.from("admin.shopify.com/store/vafa-demo").toString("base64url");
    for (const path of ["/app", `/app/members/${member}`, "/app/members?query=emma", "/app/deliveries"]) {
      const asked = await inAdmin(path, token);
      expect([path, asked.status]).toEqual([path, 401]);
      expect(asked.text).not.toMatch(/Hostile|Emma|vafa-demo/);
      const opened = await fetch(
        `${url}${path}${path.includes("?") ? "&" : "?"}embedded=1&shop=${DEMO_SHOP}&host=${host}&id_token=${token}`,
        {
          headers: { "User-Agent": BROWSER },
          redirect: "manual",
        },
      );
      expect([path, opened.status]).toEqual([path, 302]);
      expect(opened.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
      expect(await opened.text()).toBe("");
    }
    const adjust = new URLSearchParams({
      intent: "adjust",
      key: randomUUID(),
      direction: "give",
      amount: "5",
      reason: "goodwill",
    });
    expect((await inAdmin(`/app/members/${member}`, token, adjust)).status).toBe(401);
  });

  test("of another shop, a member, an order and a redemption are not there", async () => {
    const member = (await books.member(DEMO_SHOP, customer))?.id;
    const { staff, cast } = await sandbox.shop(TEHRAN_SHOP);
    const theirs = await forgeToken(keys, { dest: `https://${TEHRAN_SHOP}`, sub: String(staff[0]?.id) });
    const page = await inAdmin(`/app/members/${member}`, theirs);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain("Hostile");
    const adjust = new URLSearchParams({
      intent: "adjust",
      key: randomUUID(),
      direction: "give",
      amount: "5",
      reason: "goodwill",
    });
    const adjusted = await inAdmin(
      `/app/members/${member}?_data=routes%2Fapp.members.%24memberId`,
      theirs,
      adjust,
    );
    expect(JSON.parse(adjusted.text)).toMatchObject({ done: false, reason: "no-such-member" });
    expect((await inAdmin(`/app/members/${member}`, theirs, adjust)).text).not.toContain("Hostile");
    const found = await inAdmin("/app/members?query=Hostile", theirs);
    expect(found.status).toBe(200);
    expect(found.text).not.toMatch(/Hostile Test|Emma/);

    const shopper = await forgeToken(keys, {
      dest: TEHRAN_SHOP,
      sub: `gid://shopify/Customer/${cast[0]?.id}`,
    });
    const points = await atCheckout(`orders/${state.id}/points`, shopper);
    expect(points.text).not.toMatch(/awarded|640/);
    const asStranger = await forgeToken(keys, { dest: TEHRAN_SHOP, sub: self() });
    expect(JSON.parse((await atCheckout("standing", asStranger)).text)).toMatchObject({ member: null });
  });
});

async function atCheckout(
  path: string,
  token: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/api/checkout/${path}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      Origin: "https://extensions.shopifycdn.com",
      "User-Agent": BROWSER,
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, text: await response.text() };
}

async function inAdmin(
  path: string,
  token: string,
  form?: URLSearchParams,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${path}`, {
    headers: { Authorization: `Bearer ${token}`, "User-Agent": BROWSER },
    redirect: "manual",
    ...(form ? { method: "POST", body: form } : {}),
  });
  return { status: response.status, text: await response.text() };
}
