/** The consent page gives keys to nobody but the owner who approves, posts them to the app, and takes them back when the app does not answer. */
import express from "express";
import { request } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Listening, listen } from "../../testing/listen";
import type { WooShop } from "../state/shop";
import { openShopAlone } from "../state/world";
import { mountAuth } from "./mount";

let shop: WooShop;
let site: Listening;
let app: Listening;
let posted: Record<string, unknown>[];
let answer: number;
let home: string;

beforeEach(async () => {
  posted = [];
  answer = 200;
  shop = openShopAlone("nordlicht");
  const door = express();
  door.post("/callback", express.json(), (incoming, response) => {
    posted.push(incoming.body);
    response.status(answer).end();
  });
  app = await listen(door);
  const host = express();
  const router = express.Router();
  site = await listen(host);
  home = `${site.origin}/shop`;
  mountAuth(router, { shop, home, plainCallbacks: true });
  host.use("/shop", router);
});
afterEach(async () => {
  await site.close();
  await app.close();
});

const wish = (changes: Record<string, string> = {}) =>
  new URLSearchParams({
    app_name: "Vafa",
    user_id: "nonce-1",
    return_url: `${app.origin}/back`,
    callback_url: `${app.origin}/callback`,
    scope: "read_write",
    ...changes,
  });

interface Got {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly cookie: string;
}

async function get(url: string, options: Parameters<typeof request>[1] = {}): Promise<Got> {
  const { statusCode, headers, body } = await request(url, options);
  const cookie = [headers["set-cookie"] ?? ""].flat()[0]?.split(";")[0] ?? "";
  return { status: statusCode, text: await body.text(), location: String(headers.location ?? ""), cookie };
}

async function loggedIn(username: string): Promise<string> {
  const { cookie } = await get(`${home}/wc-auth/v1/login?${wish()}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ username, password: "sandbox" }).toString(),
  });
  return cookie;
}

async function approvePage(cookie: string) {
  const shown = await get(`${home}/wc-auth/v1/authorize?${wish()}`, { headers: { cookie } });
  const link = /wc-auth-approve" href="([^"]+)"/.exec(shown.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  return { ...shown, link };
}

test("who is not logged in logs in first; the owner approves, the app gets the keys, and the owner comes back", async () => {
  const first = await get(`${home}/wc-auth/v1/authorize?${wish()}`);
  expect(first).toMatchObject({ status: 302, location: expect.stringContaining("/wc-auth/v1/login?") });
  const cookie = await loggedIn("jonas");
  const shown = await approvePage(cookie);
  expect(shown.text).toContain("View and manage orders and sales reports");
  const granted = await get(shown.link, { headers: { cookie } });
  expect(granted.location).toBe(`${app.origin}/back?success=1&user_id=nonce-1`);
  const key = shop.keys.rows()[0];
  expect(posted).toEqual([
    {
      key_id: key?.id,
      user_id: "nonce-1",
      consumer_key: key?.consumerKey,
      consumer_secret: key?.consumerSecret,
      key_permissions: "read_write",
    },
  ]);
  // The approval was good once.
  expect(await get(shown.link, { headers: { cookie } })).toMatchObject({ status: 401 });
});

test("support may not give the shop's keys away", async () => {
  const cookie = await loggedIn("mira");
  const shown = await get(`${home}/wc-auth/v1/authorize?${wish()}`, { headers: { cookie } });
  expect(shown).toMatchObject({ status: 401, text: expect.stringContaining("You do not have permission") });
});

test("an app that does not answer 200 gets no keys", async () => {
  answer = 503;
  const cookie = await loggedIn("jonas");
  const { link } = await approvePage(cookie);
  expect(await get(link, { headers: { cookie } })).toMatchObject({ status: 401 });
  expect(shop.keys.size).toBe(0);
});

test("a callback over plain http, a missing word and an unknown scope are refused", async () => {
  const strict = express();
  const router = express.Router();
  mountAuth(router, { shop, home, plainCallbacks: false });
  strict.use("/shop", router);
  const real = await listen(strict);
  const said = async (changes: Record<string, string>) =>
    (await get(`${real.origin}/shop/wc-auth/v1/authorize?${wish(changes)}`)).text;
  expect(await said({})).toContain("Error: The callback_url needs to be over SSL.");
  expect(await said({ app_name: "" })).toContain("Error: Missing parameter app_name.");
  expect(await said({ scope: "all" })).toContain("Error: Invalid scope all.");
  await real.close();
});
