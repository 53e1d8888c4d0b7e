/**
 * The store admin and the order desk in a real browser, with the app itself in the frame: the stand-in for App Bridge does what Shopify's
 * does (tokens, navigation, save bar, title), and an order changed at the desk is a changed balance in the admin.
 */
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppServer, startApp } from "../../testing/app-server";
import { browserForTests } from "../../testing/browser";
import { seriousFaults } from "../../testing/page-quality";
import { DEMO_SHOP } from "../cast/shops";
import { EMMA } from "../testing/shop";

const browser = browserForTests();
let app: AppServer;
let page: Page;
let order: { id: number; name: string };
/** Emma's balance before the order. */
let before: number;
const admin = `/sandbox/admin/${DEMO_SHOP}`;

beforeAll(async () => {
  app = await startApp({ env: { SANDBOX_HISTORY: "short" } });
  const { shops } = await (await fetch(`${app.url}/sandbox/state.json`)).json();
  before = shops[0].cast[0].balance;
  const variantId = shops[0].products[0].variants[0].id;
  const body = JSON.stringify({ customerId: EMMA, lines: [{ variantId, quantity: 2 }] });
  const headers = { "Content-Type": "application/json" };
  const made = await fetch(`${app.url}/sandbox/api/${DEMO_SHOP}/orders?wait=1`, {
    method: "POST",
    headers,
    body,
  });
  order = (await made.json()).order;
  page = await browser.open({ viewport: { width: 1280, height: 900 } });
});
afterAll(() => app.stop());

async function balance(): Promise<number> {
  const { shops } = await (await fetch(`${app.url}/sandbox/state.json`)).json();
  return shops[0].cast[0].balance;
}

const frame = (): FrameLocator => page.frameLocator("iframe#app");
const heading = (name: string) => frame().getByRole("heading", { level: 1, name });

describe("the frame", () => {
  test("shows the app, its own navigation around it, and follows it with its address", async () => {
    await page.goto(`${app.url}${admin}`);
    await heading("Home").waitFor();
    await page.locator("#app-nav").getByRole("link", { name: "Members", exact: true }).click();
    await heading("Members").waitFor();
    expect(new URL(page.url()).pathname).toBe(`${admin}/members`);
    await frame().getByRole("link", { name: "Emma Clarke" }).first().click();
    await heading("Emma Clarke").waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/members\/\d+$/);
    expect(await page.locator('#app-nav a[aria-current="page"]').textContent()).toBe("Members");
  });

  test("shows it to a browser without a window too", async () => {
    const windowless = await browser.open({
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/148.0.0.0",
    });
    await windowless.goto(`${app.url}${admin}`);
    await windowless.frameLocator("iframe#app").getByRole("heading", { level: 1, name: "Home" }).waitFor();
    await windowless.close();
  });

  test("a deep link opens at its page", async () => {
    await page.reload();
    await heading("Emma Clarke").waitFor();
  });

  test("is in the language and the name that were chosen, mirrored where it must be", async () => {
    await page.getByLabel("Staff").selectOption({ label: "James Okafor" });
    await page.getByLabel("Language").selectOption("fa");
    await page.getByRole("button", { name: "Change" }).click();
    await heading("Emma Clarke").waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await frame().locator("html").getAttribute("dir")).toBe("rtl");
    const given = await page.request.get(`${app.url}/sandbox/admin-token?shop=${DEMO_SHOP}`);
    const { token, user } = await given.json();
    expect(user.firstName).toBe("James");
    expect(JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString()).sub).toBe(String(user.id));
    await page.goto(`${app.url}${admin}?locale=en&staff=90000001`);
    await heading("Home").waitFor();
  });

  test("a page that is opened without a token gets one over the bounce page", async () => {
    const host = Buffer.from("admin.shopify.com/store/vafa-demo").toString("base64");
    const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host });
    const alone = await browser.open();
    await alone.goto(`${app.url}/app/members?${query}`);
    await alone.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    expect(new URL(alone.url()).searchParams.get("id_token")).toMatch(/^ey/);
  });

  test("unsaved changes are said around the app, and its buttons there press the app's", async () => {
    await page.goto(`${app.url}${admin}/program`);
    await heading("Program").waitFor();
    await frame().locator("input").first().fill("stars");
    const bar = page.getByRole("region", { name: "Unsaved changes" });
    await bar.getByRole("button", { name: "Discard" }).click();
    await bar.waitFor({ state: "hidden" });
    expect(await frame().locator("input").first().inputValue()).toBe("points");
  });

  test("has no serious fault for axe, in three languages", async () => {
    for (const locale of ["fa", "ar", "en"]) {
      await page.goto(`${app.url}${admin}?locale=${locale}`);
      await frame().locator("h1").first().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    }
  });
});

describe("the order desk", () => {
  test("a refund there takes the points that the order gave", async () => {
    await expect.poll(balance).toBeGreaterThan(before);
    await page.goto(`${app.url}/sandbox/orders/${DEMO_SHOP}`);
    await page.getByRole("link", { name: order.name }).first().click();
    await page.getByRole("button", { name: "Refund everything" }).click();
    await page.getByRole("status").waitFor();
    expect(await page.locator(".sb-badge").first().textContent()).toBe("refunded");
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(balance).toBe(before);
  });

  test("the opening page has no serious fault for axe, in three languages", async () => {
    for (const locale of ["en", "fa", "ar"]) {
      await page.goto(`${app.url}/sandbox?locale=${locale}`);
      expect(await seriousFaults(page)).toEqual([]);
    }
  });
});
