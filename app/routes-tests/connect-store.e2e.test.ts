/** Connecting a store in the built app: by a person, on pages that have no script, at a desk and on a phone, in three languages; and by an operator in a terminal. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserForTests } from "../testing/browser";
import { seriousFaults, sideways } from "../testing/page-quality";
import { type PlayedWoocommerce, pastOrders, playWoocommerce } from "../testing/played-woocommerce";
import { type SharedApp, sharedApp } from "../testing/shared-app";

const browser = browserForTests();
let app: SharedApp;
let errorsBefore: readonly string[];
let store: PlayedWoocommerce;

beforeAll(async () => {
  app = await sharedApp();
  errorsBefore = await app.errors();
});
afterAll(async () => {
  expect((await app.errors()).slice(errorsBefore.length)).toEqual([]);
});
beforeEach(async () => {
  store = await playWoocommerce();
  store.orders = pastOrders(120, Date.now() - 30 * 86_400_000);
});
afterEach(async () => {
  await operate("disconnect", "--store", store.url);
  await store.close();
});

async function operate(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["app/cli/woocommerce.mjs", ...args, "--app", app.url], {
    // The key is the sandbox's own, found in its data folder.
    env: { NODE_ENV: "test", PATH, HOME, DATA_DIR: app.dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, out, err };
}

const scenes = [
  ["en", 1280, "Your store is connected", "The store does not accept these keys"],
  ["fa", 390, "فروشگاه شما وصل شد", "فروشگاه این کلیدها را نمی‌پذیرد"],
  ["ar", 390, "تم ربط متجرك", "المتجر لا يقبل هذه المفاتيح"],
] as const;

describe("a person", () => {
  test.each(scenes)("connects in %s at %i pixels", async (locale, width, done, refused) => {
    const page = await browser.open({ viewport: { width, height: 844 } });
    const good = async () => {
      // What works without any script works also where none runs.
      expect(await page.locator("script").count()).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    };
    const paste = async (key: string, secret: string) => {
      await page.fill("#store", store.url);
      await page.fill("#key", key);
      await page.fill("#secret", secret);
      await page.click("button[type=submit]");
    };
    await page.goto(`${app.url}/woocommerce/connect?locale=${locale}`);
    expect(await page.locator("html").getAttribute("dir")).toBe(locale === "en" ? "ltr" : "rtl");
    await good();
    await paste(`ck_${"z".repeat(40)}`, `cs_${"z".repeat(40)}`);
    await page.locator("[role=alert]").waitFor();
    expect(await page.locator("[role=alert]").textContent()).toContain(refused);
    await good();
    await page.click(".go");
    expect(await page.inputValue("#store")).toBe(store.url);
    await paste(store.keys.consumerKey, store.keys.consumerSecret);
    // The page refreshes itself until everything is there.
    await page.locator("a[href$='page=vafa']").waitFor();
    await page.locator(".mark.done").nth(3).waitFor({ timeout: 60_000 });
    expect(await page.locator("h1").textContent()).toBe(done);
    expect(await page.locator(".mark.todo").count()).toBe(0);
    await good();
    expect(store.webhooks).toHaveLength(7);
  });
});

describe("an operator", () => {
  test("connects, sees how it stands, and is told what is wrong", { timeout: 120_000 }, async () => {
    const keys = ["--key", store.keys.consumerKey, "--secret", store.keys.consumerSecret];
    const wrong = await operate("connect", "--store", store.url, "--key", "ck_no", "--secret", "cs_no");
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("does not accept these keys") });
    const connected = await operate("connect", "--store", store.url, ...keys, "--import-days", "all");
    expect(connected).toMatchObject({ code: 0, err: "" });
    expect(connected.out).toMatch(/past orders: 120 are here\n$/);
    const status = await operate("status", "--store", store.url, "--json");
    expect(JSON.parse(status.out)).toMatchObject({ state: "connected", webhooks: 7, unsent: 0 });
    expect(store.plugin?.connection).toMatchObject({ appUrl: expect.stringContaining(String(app.port)) });
    expect((await operate("disconnect", "--store", store.url)).out).toContain("Disconnected.");
    expect(store.webhooks).toEqual([]);
  });
});
