/** An owner connects their store without any script: by approving there, or with pasted keys. The doors tell nothing, keep nothing open, and act for nobody else. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqlOf } from "../db/transaction";
import { findConnection } from "../db/woocommerce-connections";
import { instant, shopId } from "../loyalty/brand";
import { action as begin, loader as connectPage } from "../routes/woocommerce.connect";
import { loader as connectedPage } from "../routes/woocommerce.connected";
import { action as takeKeys } from "../routes/woocommerce.keys";
import type { ServiceContext } from "../services/context";
import { importNextPage } from "../services/import-orders";
import { setServices } from "../services/running.server";
import { sendEffects } from "../services/send-effects";
import { type PlayedWoocommerce, pastOrders, playWoocommerce } from "../testing/played-woocommerce";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { type BootedApp, bootApp, call } from "./shopify-doors";

let app: BootedApp;
let ctx: ServiceContext;
let store: PlayedWoocommerce;
let visitor = 0;

const withContext = (changes: Partial<ServiceContext["woocommerce"]> = {}) => {
  ctx = {
    ...app.ctx,
    woocommerce: { appUrl: "https://vafa.test", allowPrivate: true, ...changes },
    storeFor: (id) => woocommerceStoreOf(ctx, id),
  };
  setServices(ctx);
};

beforeEach(async () => {
  app = await bootApp();
  store = await playWoocommerce();
  visitor += 1;
  withContext();
});
afterEach(async () => {
  await store.close();
  await app.close();
});

const monthAgo = () => Date.now() - 30 * 86_400_000;
const at = (path: string) => `https://vafa.test${path}`;
/** Each test is another visitor. */
const args = (request: Request): ActionFunctionArgs & LoaderFunctionArgs => ({
  request,
  params: {},
  context: { address: `192.0.2.${visitor}` },
});

async function submit(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams(fields);
  return begin(args(new Request(at("/woocommerce/connect?locale=en"), { method: "POST", body, headers })));
}

async function look(url: string): Promise<{ status: number; text: string }> {
  const response = await connectedPage(args(new Request(url)));
  return { status: response.status, text: await response.text() };
}

const send = (body: unknown) =>
  call(
    takeKeys,
    new Request(at("/woocommerce/keys"), {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "Content-Type": "application/json;charset=UTF-8" },
    }),
  );

const pasted = () => ({ store: store.url, key: store.keys.consumerKey, secret: store.keys.consumerSecret });
const stores = () => sqlOf(app.db).query(`SELECT "shopId" FROM "woocommerce_connections"`);

/** What the store is told when its owner comes to it. */
async function approval(): Promise<URL> {
  const response = await submit({ store: store.url, days: "90" });
  expect(response.status).toBe(303);
  return new URL(response.headers.get("Location") ?? "");
}

const sentKeys = (state: string, changes: Record<string, unknown> = {}) => ({
  key_id: 1,
  user_id: state,
  consumer_key: store.keys.consumerKey,
  consumer_secret: store.keys.consumerSecret,
  key_permissions: "read_write",
  ...changes,
});

describe("approving in the store", () => {
  it("leads there and back, and connects the store while its owner watches", async () => {
    store.orders = pastOrders(3, monthAgo());
    const asked = await approval();
    expect(`${asked.origin}${asked.pathname}`).toBe(`${store.url}/wc-auth/v1/authorize`);
    const given = Object.fromEntries(asked.searchParams);
    expect(given).toMatchObject({
      app_name: "Vafa",
      scope: "read_write",
      callback_url: "https://vafa.test/woocommerce/keys",
      return_url: "https://vafa.test/woocommerce/connected?locale=en",
    });
    const state = given.user_id ?? "";
    expect(state.length).toBeGreaterThan(40);
    const back = `${given.return_url}&success=1&user_id=${state}`;
    expect((await look(back)).text).toContain("Waiting for your store");
    // A store with one PHP worker waits for this answer: it must not be asked anything meanwhile.
    store.asked.length = 0;
    expect((await send(sentKeys(state))).status).toBe(200);
    expect(store.asked).toEqual([]);
    const first = await look(back);
    expect(first.text).toMatch(/Your store is connected[\s\S]*The keys are accepted/);
    expect(first.text).toContain(`http-equiv="refresh"`);
    const id = shopId(2);
    while ((await sendEffects(ctx, id)) > 0);
    await importNextPage(ctx, id);
    const last = await look(back);
    expect(last.text).toMatch(
      /Webhooks: 7 set up[\s\S]*Companion plugin 0\.1\.0[\s\S]*Past orders are here: 3/,
    );
    expect(last.text).toContain(`${store.url}/wp-admin/admin.php?page=vafa`);
    expect(last.text).not.toContain("refresh");
    for (const { text } of [first, last]) expect(text).not.toMatch(/ck_|cs_|<script/);
    expect(await findConnection(sqlOf(app.db), id)).toMatchObject({ state: "connected" });
  });

  it("takes keys once, for a request there is, with the right to write, in time", async () => {
    const state = (await approval()).searchParams.get("user_id") ?? "";
    expect((await send(sentKeys(state, { key_permissions: "read" }))).status).toBe(403);
    expect((await send(sentKeys("another-state"))).status).toBe(403);
    expect((await send(sentKeys(state, { consumer_key: 7 }))).status).toBe(400);
    expect((await send("not json")).status).toBe(400);
    expect((await send("x".repeat(20_000))).status).toBe(400);
    expect((await send(sentKeys(state))).status).toBe(200);
    expect((await send(sentKeys(state))).status).toBe(403);
    const late = (await approval()).searchParams.get("user_id") ?? "";
    setServices({ ...ctx, now: () => instant(Date.now() + 16 * 60_000) });
    expect((await send(sentKeys(late))).status).toBe(403);
    expect((await look(at(`/woocommerce/connected?user_id=${late}&success=1`))).text).toContain(
      "took too long",
    );
  });

  it("that was refused says so, with the way back", async () => {
    const state = (await approval()).searchParams.get("user_id") ?? "";
    const { text } = await look(at(`/woocommerce/connected?locale=fa&success=0&user_id=${state}`));
    expect(text).toMatch(/lang="fa" dir="rtl"[\s\S]*اجازه داده نشد/);
    expect(text).toContain(`/woocommerce/connect?locale=fa&amp;store=${encodeURIComponent(store.url)}`);
    expect((await send(sentKeys(state))).status).toBe(403);
  });

  it("is not offered where WooCommerce would refuse to send keys: over plain http", async () => {
    withContext({ appUrl: "http://localhost:3000" });
    const page = await connectPage(args(new Request("http://localhost:3000/woocommerce/connect?locale=en")));
    expect(await page.text()).toMatch(/https only[\s\S]*<details open>/);
    const refused = await submit({ store: store.url });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("https only")]);
    expect((await submit(pasted())).status).toBe(303);
  });
});

describe("pasting keys", () => {
  it("connects in the background; opened twice, once", async () => {
    const response = await submit(pasted());
    const url = at(response.headers.get("Location") ?? "");
    const pages = await Promise.all([look(url), look(url)]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    await look(url);
    expect(await stores()).toHaveLength(1);
    expect(store.asked.filter((line) => line === "POST wc/v3/webhooks/batch")).toHaveLength(1);
  });

  it("that the store refuses says what to do, in the reader's language", async () => {
    store.mood.keysAre = "revoked";
    const response = await submit(pasted());
    const { text } = await look(at(response.headers.get("Location") ?? ""));
    expect(text).toMatch(/Your store is not connected[\s\S]*does not accept these keys/);
    expect(await stores()).toEqual([]);
    const half = await submit({ store: store.url, key: "ck_onlyonehalf" });
    expect(half.status).toBe(422);
    const shown = await half.text();
    expect(shown).toContain("Paste both");
    expect(shown).not.toContain("ck_onlyonehalf");
  });
});

describe("the page for everybody", () => {
  it("is whole in every language without a script, and shows what was typed as text", async () => {
    for (const locale of ["en", "fa", "ar"]) {
      const url = at(`/woocommerce/connect?locale=${locale}&store=${encodeURIComponent('"><script>x')}`);
      const response = await connectPage(args(new Request(url)));
      const text = await response.text();
      expect(text).toContain(`<html lang="${locale}" dir="${locale === "en" ? "ltr" : "rtl"}">`);
      expect(text).toContain("&quot;&gt;&lt;script&gt;x");
      expect(text).not.toContain("<script");
      expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    }
  });

  it("goes to no private address in production, and to no unusual door", async () => {
    withContext({ allowPrivate: false });
    for (const address of [
      "http://shop.example",
      "https://127.0.0.1",
      "https://[::1]",
      "https://10.0.0.1",
      "https://shop.example:8443",
      "file:///etc/passwd",
      "",
    ]) {
      visitor += 1;
      const response = await submit({ store: address });
      expect([address, response.status]).toEqual([address, 422]);
    }
    visitor += 1;
    // A name that leads into a private network is refused when it is gone to, before anything is sent.
    const named = await submit({ ...pasted(), store: "https://localhost" });
    expect((await look(at(named.headers.get("Location") ?? ""))).text).toContain(
      "This address cannot be used",
    );
  });

  it("does not act for a page of another site, and slows down whoever asks often", async () => {
    expect((await submit(pasted(), { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await submit(pasted(), { Origin: "https://evil.example" })).status).toBe(403);
    const answers: number[] = [];
    for (let time = 0; time < 12; time += 1)
      answers.push(
        (await submit({ store: `https://shop-${time}.example` }, { Origin: "https://vafa.test" })).status,
      );
    expect(answers.slice(0, 8)).toEqual(Array(8).fill(303));
    expect(answers.at(-1)).toBe(429);
  });
});
