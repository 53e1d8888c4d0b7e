/** Redeeming in the cart as a shopper does it: with script, without, and when something goes wrong. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserForTests } from "../../testing/browser";
import type { SandboxStore } from "../state/store";
import { people, pushSnapshot, snapshotOf, storeWithMembers } from "./testing";
import { type StandInApp, standInApp } from "./testing-app";
import { type OpenStorefront, openStorefront, shopperCookie } from "./testing-server";

const browser = browserForTests();
let store: SandboxStore;
let storefront: OpenStorefront;
let app: StandInApp;

beforeAll(async () => {
  store = storeWithMembers();
  app = standInApp(store);
  storefront = await openStorefront(store, (router) => app.mount(router));
});
afterAll(() => storefront.close());
beforeEach(() => {
  app.mood = "issues";
  app.asked.length = 0;
  app.held.length = 0;
});

const base = (person: { shop: string } = people.emma, locale = "") =>
  `${storefront.url}/${person.shop}${locale}`;

/** A browser in which somebody is logged in and has a blanket (£64.00) in the cart. */
async function cartOf(
  person: { id: number; shop: string },
  options: BrowserContextOptions & { locale?: string } = {},
): Promise<Page> {
  const { locale = "", ...context } = options;
  const page = await browser.open(context);
  const [name = "", value = ""] = shopperCookie(person).split("=");
  await page.context().addCookies([{ name, value, url: storefront.url }]);
  await page.goto(`${base(person, locale)}/products/wool-blanket`);
  await page.locator("form[action$='/cart/add'] button").click();
  await page.waitForURL(/\/cart$/);
  return page;
}

const total = (page: Page) => page.locator(".shop-sums__total dd").textContent();
const said = (page: Page) => page.locator("[data-vafa-status]");
const redeemButton = (page: Page, name: string) => page.getByRole("button", { name });

describe("without script", () => {
  test("the form redeems, and leads through the discount link back to the cart", async () => {
    const page = await cartOf(people.emma, { javaScriptEnabled: false });
    expect(await total(page)).toBe("£64.00");
    await redeemButton(page, "Redeem: A little thank you").click();
    await page.waitForURL(/\/cart$/);
    expect(await total(page)).toBe("£59.00");
    expect(app.asked.map(({ body }) => body.rewardId)).toEqual(["five-off"]);
  });

  test("a slider is a number to type, and its steps are held by the browser", async () => {
    const page = await cartOf(people.emma, { javaScriptEnabled: false });
    const points = page.getByLabel("How many points");
    expect(await points.getAttribute("type")).toBe("number");
    await points.fill("300");
    await redeemButton(page, "Redeem: Choose how much").click();
    await page.waitForURL(/\/cart$/);
    expect(await total(page)).toBe("£61.00");
  });

  test("a refusal is read in the block, by its fragment", async () => {
    app.mood = "declines";
    const page = await cartOf(people.emma, { javaScriptEnabled: false });
    const refusal = page.locator("#vafa-declined-not-enough-points");
    expect(await refusal.isVisible()).toBe(false);
    await redeemButton(page, "Redeem: A little thank you").click();
    await page.waitForURL(/vafa_declined/);
    expect(await refusal.isVisible()).toBe(true);
  });
});

describe("with script", () => {
  test("the code is put into the cart beside what is there, and the shopper hears of it", async () => {
    const page = await cartOf(people.emma);
    await redeemButton(page, "Redeem: A little thank you").click();
    await expect.poll(() => total(page)).toBe("£59.00");
    await expect.poll(() => said(page).textContent()).toBe("Done: £5.00 off is in your cart.");
    expect(await said(page).getAttribute("role")).toBe("status");
    await page.keyboard.press("Escape");
    expect(await said(page).textContent()).toBe("");
    expect(app.asked.filter(({ path }) => path === "/redemptions")).toHaveLength(1);
  });

  test("the new balance stands at once, until a newer snapshot is printed", async () => {
    const page = await cartOf(people.emma);
    const button = page.locator(".vafa-launcher__text");
    expect(await button.textContent()).toBe("640 points");
    await redeemButton(page, "Redeem: A little thank you").click();
    await expect.poll(() => total(page)).toBe("£59.00");
    await expect.poll(() => button.textContent()).toBe("140 points");
    pushSnapshot(store, people.emma.id, snapshotOf(640));
    await page.reload();
    await page.waitForFunction("window.vafaStarted");
    expect(await button.textContent()).toBe("640 points");
  });

  test("a code that is made later is waited for", async () => {
    app.mood = "issues-late";
    const page = await cartOf(people.emma);
    await redeemButton(page, "Redeem: A little thank you").click();
    await expect.poll(() => total(page)).toBe("£59.00");
    expect(app.asked.map(({ path }) => path)).toEqual([
      "/redemptions",
      expect.stringMatching(/^\/redemptions\/r\d+$/),
    ]);
  });

  test("a refusal is said with its reason, and the next press is a new intention", async () => {
    browser.tolerate(/409 \(Conflict\)/);
    app.mood = "declines";
    const page = await cartOf(people.emma);
    const button = redeemButton(page, "Redeem: A little thank you");
    await button.click();
    await expect.poll(() => said(page).textContent()).toBe("You do not have enough points for this reward.");
    await button.click();
    await expect.poll(() => app.asked.length).toBe(2);
    expect(app.asked[0]?.body.key).not.toBe(app.asked[1]?.body.key);
    expect(await total(page)).toBe("£64.00");
  });

  test("after no answer the same key is used again, so nothing is spent twice", async () => {
    browser.tolerate(/502 \(Bad Gateway\)/);
    app.mood = "fails";
    const page = await cartOf(people.emma);
    const button = redeemButton(page, "Redeem: A little thank you");
    await button.click();
    await expect.poll(() => said(page).textContent()).toContain("Please try again");
    app.mood = "issues";
    await button.click();
    await expect.poll(() => total(page)).toBe("£59.00");
    expect(app.asked[0]?.body.key).toBe(app.asked[1]?.body.key);
  });

  test("two quick presses ask once", async () => {
    const page = await cartOf(people.emma);
    await redeemButton(page, "Redeem: A little thank you").dblclick();
    await expect.poll(() => total(page)).toBe("£59.00");
    expect(app.asked.filter(({ path }) => path === "/redemptions")).toHaveLength(1);
  });

  test("a code that does not fit the cart is said to be safe, with its deadline", async () => {
    app.mood = "issues-for-another-cart";
    const page = await cartOf(people.emma);
    await redeemButton(page, "Redeem: A little thank you").click();
    await expect
      .poll(() => said(page).textContent())
      .toMatch(/^Your code VAFA-\d+ is ready, but .* Your points are safe: use it by .*2026/);
    expect(await total(page)).toBe("£64.00");
  });

  test("the slider moves by keyboard and says what it is worth", async () => {
    const page = await cartOf(people.emma);
    const slider = page.getByRole("slider", { name: "How many points" });
    expect(await slider.getAttribute("aria-valuetext")).toBe("600 points = £6.00");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(".vafa-redeem__choice").textContent()).toBe("500 points = £5.00");
    await page.keyboard.press("Home");
    expect(await slider.getAttribute("aria-valuetext")).toBe("200 points = £2.00");
    await redeemButton(page, "Redeem: Choose how much").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => total(page)).toBe("£62.00");
  });

  test("in Persian the slider counts in Persian, and towards the left", async () => {
    const page = await cartOf(people.nasrin, { locale: "/fa" });
    const slider = page.getByRole("slider");
    const choice = async () =>
      ((await page.locator(".vafa-redeem__choice").textContent()) ?? "").replace(/[\u2068\u2069]/g, "");
    expect(await choice()).toBe("۱٬۲۰۰ امتیاز = £۱۲٫۰۰");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(await choice()).toBe("۱٬۱۰۰ امتیاز = £۱۱٫۰۰");
  });
});

describe("a held redemption", () => {
  test("is listed with its code and deadline, and can be given back", async () => {
    const page = await cartOf(people.omar);
    await redeemButton(page, "Redeem: A little thank you").click();
    await expect.poll(() => total(page)).toBe("£59.00");
    await page.locator("[data-vafa-held] summary").click();
    const row = page.locator(".vafa-held__row");
    await expect
      .poll(() => row.textContent())
      .toMatch(/A little thank you[\s\S]*£5\.00[\s\S]*VAFA-\d+[\s\S]*Use by/);
    expect(await row.getByRole("link", { name: "Use in cart" }).getAttribute("href")).toMatch(
      /\/discount\/VAFA-\d+\?redirect=/,
    );
    await row.getByRole("button", { name: "Give back" }).click();
    await expect.poll(() => said(page).textContent()).toBe("Done: your points are back.");
    expect(app.held).toEqual([]);
    expect(await total(page)).toBe("£64.00");
    expect(await page.locator(".shop-code").count()).toBe(0);
  });
});

test("with the script blocked everything is as without script", async () => {
  browser.tolerate(/vafa\.js/);
  const page = await browser.open();
  await page.route("**/vafa.js", (route) => route.abort());
  const [name = "", value = ""] = shopperCookie(people.emma).split("=");
  await page.context().addCookies([{ name, value, url: storefront.url }]);
  await page.goto(`${base()}/products/wool-blanket`);
  await page.locator("form[action$='/cart/add'] button").click();
  await redeemButton(page, "Redeem: A little thank you").click();
  await expect.poll(() => total(page)).toBe("£59.00");
});
