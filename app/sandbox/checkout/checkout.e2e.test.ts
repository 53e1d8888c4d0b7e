/**
 * The checkout window in a real browser with the real extension bundle. Our API is a small receiver here that keeps its promises
 * (one key, one redemption); the story test walks the same way with the app itself.
 */
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserForTests } from "../../testing/browser";
import { seriousFaults, sideways } from "../../testing/page-quality";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import { openTill, type Till } from "./testing/till";

const EMMA = "7100000000001";
const NASRIN = "7100000000002";
const browser = browserForTests();
// Lost answers and refused connections are what these tests are about.
browser.tolerate(/net::ERR_|Failed to load resource/);

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

interface Shopper {
  readonly page: Page;
  readonly points: FrameLocator;
}

async function shopper(
  wish: { as?: string; locale?: string; shop?: string; phone?: boolean } = {},
): Promise<Shopper> {
  const { as = EMMA, locale = "en", shop = DEMO_SHOP, phone = false } = wish;
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 900 };
  const page = await browser.open({ viewport });
  const checkout = `${till.origin}/sandbox/checkout/${shop}`;
  await page.request.post(`${checkout}/contact?locale=${locale}`, { form: { customer: as } });
  await page.request.post(`${checkout}/fill?locale=${locale}`);
  await page.goto(`${checkout}?locale=${locale}`);
  return { page, points: page.frameLocator("iframe.extension") };
}

async function total(page: Page): Promise<string> {
  return (await page.locator("[data-total]").textContent()) ?? "";
}

describe("the checkout with the real extension", () => {
  it("turns points into a discount on the order, and back", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    const before = await total(page);
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await points.getByText("£5.00 off is on your order.").waitFor();
    await points.getByText("750 points", { exact: true }).waitFor();
    expect(await page.locator("[data-discount]").textContent()).toBe("-£5.00");
    expect(await total(page)).not.toBe(before);
    await points.getByRole("button", { name: /^Undo/ }).click();
    await points.getByText("Your 500 points are back.").waitFor();
    expect(await page.locator("[data-discount]").count()).toBe(0);
    expect(await total(page)).toBe(before);
    expect(till.balance()).toBe(1_250);
  });

  it("is operated by keyboard alone", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).focus();
    await page.keyboard.press("Enter");
    await points.getByText("£5.00 off is on your order.").waitFor();
    const field = points.getByRole("spinbutton");
    await field.focus();
    await field.fill("200");
    await points.getByRole("button", { name: "Spend 200 for £2.00 off" }).focus();
    await page.keyboard.press("Space");
    await points.getByText("£2.00 off is on your order.").waitFor();
    expect(till.balance()).toBe(550);
  });

  it("places the order with its discount and tells what it earned", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await points.getByText("£5.00 off is on your order.").waitFor();
    await page.getByRole("button", { name: "Place order" }).click();
    await page.waitForURL(/thank-you/);
    await points.getByText("This order earned 45 points.").waitFor();
    await points.getByText("Your new balance is 795.").waitFor();
    const id = Number(await page.locator("[data-order]").getAttribute("data-order"));
    const order = till.store.order(DEMO_SHOP, id);
    expect(order?.discountApplications).toHaveLength(1);
    expect(order?.customerId).toBe(Number(EMMA));
  });

  it("invites a guest, and knows them once they are logged in", async () => {
    till.reset(1_250);
    const { page, points } = await shopper({ as: "" });
    await points.getByText("Log in to spend your points").waitFor();
    await page.getByLabel("Who is shopping?").selectOption({ label: "Emma Clarke" });
    await page.getByRole("button", { name: "Change" }).click();
    await points.getByText("1,250 points").waitFor();
  });

  it("takes and refuses codes without any script, too", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const checkout = `${till.origin}/sandbox/checkout/${DEMO_SHOP}`;
    await page.request.post(`${checkout}/fill`);
    await page.goto(checkout);
    await page.getByLabel("Discount code").fill("NO-SUCH-CODE");
    await page.getByRole("button", { name: "Apply" }).click();
    expect(await page.locator("#code-message").textContent()).toContain("Enter a valid discount code");
    await page.getByRole("button", { name: "Place order" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Thank you!");
  });
});

describe("when something goes wrong at the checkout", () => {
  it("spends nothing where discounts cannot be changed", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    await page.getByText("Try what goes wrong").click();
    await page.getByLabel("This checkout takes no changes to discounts").check();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await points.getByText("no points were spent").waitFor();
    expect(till.balance()).toBe(1_250);
  });

  it("gives the points back when the code is refused", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    await page.getByText("Try what goes wrong").click();
    await page.getByLabel("The checkout refuses every code").check();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await points.getByText("This order does not take the discount.").waitFor();
    await points.getByRole("button", { name: "Give points back" }).first().click();
    await points.getByText("Your 500 points are back.").waitFor();
    expect(till.balance()).toBe(1_250);
  });

  it("spends once when the answer is lost and the shopper tries again", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    await page.getByText("Try what goes wrong").click();
    await page.getByLabel(/Answers of the app are lost/).check();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await points.getByText("Your points are safe").waitFor();
    expect(till.balance()).toBe(750);
    await page.getByLabel("Everything works").check();
    await points.getByRole("button", { name: "Try again" }).click();
    await points.getByText("£5.00 off is on your order.").waitFor();
    expect(till.balance()).toBe(750);
  });

  it("shows what is held after a reload in the middle", async () => {
    till.reset(1_250);
    const { page, points } = await shopper();
    await points.getByText("1,250 points").waitFor();
    await page.getByText("Try what goes wrong").click();
    await page.getByLabel(/Answers of the app are lost/).check();
    await points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await expect.poll(() => till.balance()).toBe(750);
    await page.reload();
    await points.getByText("Ready to use: £5.00 off").waitFor();
    await points.getByRole("button", { name: "Use it: £5.00 off" }).click();
    await points.getByText("£5.00 off is on your order.").waitFor();
    expect(till.balance()).toBe(750);
  });
});

describe("how it looks and reads", () => {
  it.each([
    { name: "English, desktop", locale: "en", as: EMMA, phone: false },
    { name: "English, phone", locale: "en", as: EMMA, phone: true },
    { name: "Persian, desktop", locale: "fa", as: NASRIN, phone: false },
    { name: "Persian, phone", locale: "fa", as: NASRIN, phone: true },
    { name: "Arabic, phone", locale: "ar", as: "7100000000003", phone: true },
  ])("has no serious fault of accessibility and no sideways scroll: $name", async ({ locale, as, phone }) => {
    till.reset(1_250);
    const { page, points } = await shopper({ locale, as, phone });
    await points.getByRole("progressbar").waitFor();
    await page.locator(".faults summary").click();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.locator(".place").click();
    await page.waitForURL(/thank-you/);
    await points
      .getByText(/45|۴۵|٤٥/)
      .first()
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });

  it("is mirrored in Persian", async () => {
    till.reset(1_250);
    const { page } = await shopper({ locale: "fa", as: NASRIN });
    const order = await page.locator(".order").boundingBox();
    const steps = await page.locator(".steps").boundingBox();
    expect(order && steps && order.x < steps.x).toBe(true);
  });

  it("speaks rials without decimals in the Tehran shop", async () => {
    const { page } = await shopper({ locale: "fa", as: "7100000000011", shop: TEHRAN_SHOP });
    expect(await total(page)).toMatch(/^[^٫.]*ریال[^٫.]*$/);
  });
});
