/**
 * The WordPress shops as `npm start` opens them: connected by the operator's door, their past imported, and what happens at the desk reaches the ledger, told or untold.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { browserForTests } from "../../testing/browser";
import { seriousFaults, sideways } from "../../testing/page-quality";
import { type SharedApp, sharedApp } from "../../testing/shared-app";
import { ask } from "./history/operator";

const shopSchema = z.object({
  name: z.string(),
  home: z.string(),
  connectedAsShop: z.string().nullable(),
  counts: z.object({ orders: z.number() }),
  cast: z.array(z.object({ key: z.string(), id: z.number(), balance: z.number().nullable() })),
  products: z.array(z.object({ id: z.number(), slug: z.string() })),
  webhooks: z.array(z.object({ topic: z.string(), status: z.string() })),
});
const orderSchema = z.object({
  order: z.object({ id: z.number(), total: z.string(), refunds: z.array(z.object({ id: z.number() })) }),
});

const soon = { timeout: 30_000, interval: 300 };
const browser = browserForTests();
let app: SharedApp;

beforeAll(async () => {
  app = await sharedApp();
});

async function shopNamed(name: string) {
  const state: unknown = await (await fetch(`${app.url}/sandbox/state.json`)).json();
  const { woocommerce } = z.object({ woocommerce: z.array(shopSchema) }).parse(state);
  const shop = woocommerce.find((one) => one.name === name);
  if (!shop) throw new Error(`there is no shop ${name}`);
  return shop;
}

const balanceOf = async (name: string, key: string) =>
  (await shopNamed(name)).cast.find((one) => one.key === key)?.balance ?? 0;

async function atDesk(path: string, body: object = {}): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${app.url}/sandbox/orders/${path}?wait=1`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const orderAfter = async (path: string, body?: object) =>
  orderSchema.parse((await atDesk(path, body)).body).order;

function operator(order: object): Promise<unknown> {
  const secrets: unknown = JSON.parse(readFileSync(join(app.dataDir, "sandbox-secrets.json"), "utf8"));
  const { encryptionKey } = z.object({ encryptionKey: z.string() }).parse(secrets);
  return ask({ appOrigin: app.url, encryptionKey }, order);
}

const untilBalance = (name: string, key: string, is: number) =>
  vi.waitFor(async () => expect(await balanceOf(name, key)).toBe(is), soon);

describe.each(["nordlicht", "ferdows"])("%s", (name) => {
  it("is connected: webhooks are made, the plugin knows its shop, and the past has become points", async () => {
    const shop = await shopNamed(name);
    expect(shop.webhooks.length).toBeGreaterThan(4);
    expect(new Set(shop.webhooks.map(({ status }) => status))).toEqual(new Set(["active"]));
    expect(Number(shop.connectedAsShop)).toBeGreaterThan(0);
    expect(shop.counts.orders).toBeGreaterThan(40);
    const key = shop.cast[0]?.key ?? "";
    await vi.waitFor(async () => expect(await balanceOf(name, key)).toBeGreaterThan(500), soon);
  });
});

/** WooCommerce tells when an order changed in whole seconds: what changes again within one is found by the audit, not by the sweep. A timer may end a moment early, so this aims well
 * into the second. */
const theNextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100 - (Date.now() % 1_000)));

describe("at the desk", () => {
  const name = "nordlicht";
  const key = "nasrin";

  it("an order earns, a refund takes back, and what nobody tells is found by sweep and audit", async () => {
    const { cast, products, home } = await shopNamed(name);
    const customer = cast.find((one) => one.key === key)?.id ?? 0;
    const productId = products.find(({ slug }) => slug === "reading-lamp")?.id ?? 0;
    const before = await balanceOf(name, key);
    const order = await orderAfter(`${name}/new`, { customer, lines: [{ productId, quantity: 1 }] });
    await vi.waitFor(async () => expect(await balanceOf(name, key)).toBeGreaterThan(before), soon);
    const earned = await balanceOf(name, key);

    const { refunds } = await orderAfter(`${name}/${order.id}/refund`, { amount: "20.00" });
    await vi.waitFor(async () => expect(await balanceOf(name, key)).toBeLessThan(earned), soon);
    expect(await atDesk(`${name}/${order.id}/refund`, { amount: "999.00" })).toMatchObject({
      status: 422,
      body: { status: 500, message: "Invalid refund amount." },
    });

    await atDesk(`${name}/${order.id}/delete-refund`, { refund: refunds[0]?.id });
    expect(await operator({ deed: "audit", store: home })).toMatchObject({ state: "done", changed: 1 });
    await untilBalance(name, key, earned);

    await theNextSecond();
    // More than one: the customer's new balance is told to us as well, and may come first.
    await atDesk(`${name}/queue`, { knob: "drop-next", count: 9 });
    await atDesk(`${name}/${order.id}/trash`);
    expect(await operator({ deed: "sweep", store: home })).toMatchObject({ found: 1 });
    await atDesk(`${name}/queue`, { knob: "calm" });
    await untilBalance(name, key, before);
    await atDesk(`${name}/${order.id}/restore`);
    await untilBalance(name, key, earned);

    await atDesk(`${name}/${order.id}/delete`);
    expect(await operator({ deed: "audit", store: home })).toMatchObject({ state: "done", missing: 1 });
    await untilBalance(name, key, before);
  }, 120_000);
});

describe("the desk's pages", () => {
  const phone = { viewport: { width: 390, height: 844 } };

  it.each(["en", "fa", "ar"])("keep nobody out in %s, and fit a phone", async (locale) => {
    const page = await browser.open(phone);
    const origin = `http://localhost:${app.port}/sandbox`;
    await page.goto(`${origin}/orders/ferdows?locale=${locale}`);
    const looked = [page.url()];
    for (let index = 0; index < 2; index += 1) {
      expect(await seriousFaults(page), page.url()).toEqual([]);
      expect(await sideways(page), page.url()).toBe(0);
      expect(await page.locator("html").getAttribute("dir")).toBe(locale === "en" ? "ltr" : "rtl");
      if (index === 0) await page.locator("tbody th a").first().click();
      looked.push(page.url());
    }
    expect(new Set(looked).size).toBe(2);
  });

  it("make an order and refund it by their forms", async () => {
    const page = await browser.open();
    await page.goto(`http://localhost:${app.port}/sandbox/orders/nordlicht?locale=en`);
    await page.getByLabel("Customer").selectOption({ label: "Emma Clarke" });
    await page.getByRole("button", { name: "Place the order" }).click();
    await page.getByRole("status").getByText("new").waitFor();
    await page.getByRole("button", { name: "Refund", exact: true }).click();
    await page.getByRole("status").getByText("refund").waitFor();
    expect(await page.locator("h1 .sb-badge").textContent()).toBe("refunded");
  });
});
