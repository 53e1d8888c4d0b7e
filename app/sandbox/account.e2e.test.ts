/**
 * The customer account in Chromium, with the real extension in its frame, in English and in Persian: a member sees who they are, turns points into a code and back, and
 * manages their membership; staff mend a balance on the customer's page of the store's admin.
 */
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findShopByDomain, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { saveTerms } from "../services/save-terms";
import { browserForTests } from "../testing/browser";
import { codeRule, useRules } from "../testing/earning";
import { seriousFaults, sideways } from "../testing/page-quality";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type SecondProcess, secondProcess } from "./testing/second-process";
import { readNumber } from "./testing/windows";

const browser = browserForTests();
const soon = { timeout: 20_000, interval: 150 };

/** On a busy machine an answer may come too late; the page then says so, and a person presses again. */
async function pressUntil(press: () => Promise<void>, holds: () => Promise<boolean>): Promise<void> {
  const pressed = async () => {
    await press().catch(() => undefined);
    return expect.poll(holds, { timeout: 6_000, interval: 150 }).toBe(true);
  };
  await pressed().catch(pressed).catch(pressed);
}
let sandbox: SandboxScript;
let books: Books;

let other: SecondProcess;

async function shopNow(domain: string): Promise<ShopRow> {
  const shop = await findShopByDomain(sqlOf(other.ctx.db), domain);
  if (!shop) throw new Error(`no shop ${domain}`);
  return shop;
}

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  other = await secondProcess(0);
});
afterAll(async () => {
  await other.close();
  await books.close();
});

const scenes = [
  {
    shop: DEMO_SHOP,
    locale: "en",
    direction: "ltr",
    words: {
      redeem: "Redeem",
      giveBack: "Give back",
      code: "Code from a receipt or parcel",
      collect: "Collect",
      noCode: /code/i,
      history: "For order",
      consent: "Your choice is saved.",
      data: "Collect my data",
      dataReady: "Your data is ready to be copied.",
      leave: "Leave the program",
      leaveSure: "Leave for good",
      adjust: "Adjust points",
      points: "Points",
      reason: "Reason",
      note: "Note for colleagues",
      send: "Adjust",
      done: "250",
    },
  },
  {
    shop: TEHRAN_SHOP,
    locale: "fa",
    direction: "rtl",
    words: {
      redeem: "استفاده",
      giveBack: "برگرداندن",
      code: "کد روی رسید یا بسته",
      collect: "دریافت امتیاز",
      noCode: /کد/,
      history: "برای سفارش",
      consent: "انتخاب شما ذخیره شد.",
      data: "گردآوری داده‌های من",
      dataReady: "داده‌های شما آمادهٔ رونوشت است.",
      leave: "ترک برنامه",
      leaveSure: "برای همیشه ترک کن",
      adjust: "تعدیل امتیاز",
      points: "امتیاز",
      reason: "دلیل",
      note: "یادداشت برای همکاران",
      send: "تعدیل کن",
      done: "۲۵۰",
    },
  },
] as const;

describe.each(scenes)("a member's account in $locale", ({ shop, locale, direction, words }) => {
  let page: Page;
  let account: FrameLocator;
  let customerId = 0;
  let orderId = 0;

  const open = async (part = "") => {
    await page.goto(`${sandbox.origin}/sandbox/account/${shop}${part}?locale=${locale}`);
    account = page.frameLocator("iframe.extension");
  };
  const balance = async () => readNumber(await account.locator("s-heading").first().textContent());

  // The shop is everybody's: what was changed is put back.
  afterAll(async () => {
    const { shopId, termsVersion } = await shopNow(shop);
    const terms = await other.ctx.terms(sqlOf(other.ctx.db), shopId, termsVersion);
    const earningRules = terms.earningRules.filter((rule) => rule.id !== codeRule.id);
    const change = { terms: { ...terms, earningRules }, basedOn: termsVersion, actor: "staff:test" };
    await saveTerms(other.ctx, { shopId, ...change });
    await sandbox.workedOff();
  });

  beforeAll(async () => {
    // The page has a field for codes where the program has codes.
    await useRules(other.ctx, { shop: await shopNow(shop), rules: [codeRule] });
    const found = await sandbox.shop(shop);
    customerId = await sandbox.customer(shop, "Account");
    const dear = [...found.products].sort(
      (a, b) => (b.variants[0]?.priceMinor ?? 0) - (a.variants[0]?.priceMinor ?? 0),
    )[0];
    const order = await sandbox.place(shop, { customerId, of: [[dear?.handle ?? "", 5]] });
    orderId = order.id;
    await sandbox.workedOff();
    page = await browser.open();
    await page.goto(`${sandbox.origin}/sandbox/login/${shop}/${customerId}`);
  });

  test("shows who they are, mirrored where it must be, without a serious fault, on a phone too", async () => {
    await open();
    await expect.poll(balance, soon).toBe((await books.member(shop, customerId))?.balance);
    await account.getByText(words.history).first().waitFor();
    expect(await account.locator("html").getAttribute("dir")).toBe(direction);
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const frame of page.frames()) expect(await sideways(frame)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test("turns points into a code and back", async () => {
    const before = await balance();
    await account.getByRole("button", { name: words.redeem }).first().click();
    await account.getByText(/VAFA-/).first().waitFor();
    const [claim] = await books.redemptions(shop, customerId);
    expect(await account.getByText(claim?.code ?? "no claim").count()).toBeGreaterThan(0);
    await expect.poll(balance, soon).toBe(before - (claim?.points ?? 0));
    const giveBack = account.getByRole("button", { name: words.giveBack }).first();
    await pressUntil(
      () => giveBack.click({ timeout: 2_000 }),
      async () => (await balance()) === before,
    );
  });

  test("says why a code earns nothing", async () => {
    await account.getByLabel(words.code).fill("NOPE-NOPE-NOPE");
    browser.tolerate(/status of 4\d\d/);
    const collect = account.getByRole("button", { name: words.collect, exact: true });
    const refusal = account.locator("s-banner", { hasText: words.noCode });
    await pressUntil(
      () => collect.click({ timeout: 2_000 }),
      () => refusal.isVisible(),
    );
  });

  test("gives a consent by itself, and takes their data along", async () => {
    await account.getByRole("checkbox").first().click();
    await account.getByText(words.consent).waitFor();
    await account.getByRole("button", { name: words.data }).click();
    await account.getByText(words.dataReady).waitFor();
  });

  test("sees the balance on the profile, and what an order earned on its page", async () => {
    await open("/profile");
    await expect.poll(balance, soon).toBe((await books.member(shop, customerId))?.balance);
    await account.getByRole("link").click();
    await page.waitForURL(new RegExp(`/sandbox/account/${shop}$`));
    await open(`/orders/${orderId}`);
    await expect.poll(() => account.locator("s-section").textContent(), soon).toMatch(/\d|[۰-۹]/);
  });

  test("is mended by staff on the customer's page, in their name", async () => {
    const { staff } = await sandbox.shop(shop);
    const desk = await browser.open();
    await desk.goto(
      `${sandbox.origin}/sandbox/admin/${shop}/customers/${customerId}?staff=${staff[0]?.id}&locale=${locale}`,
    );
    const block = desk.frameLocator("iframe.extension");
    const before = (await books.member(shop, customerId))?.balance ?? 0;
    await block.getByRole("button", { name: words.adjust }).click();
    await block.getByLabel(words.points, { exact: true }).fill("250");
    await block.getByLabel(words.reason).selectOption({ index: 1 });
    await block.getByLabel(words.note).fill("Late parcel");
    await block.getByRole("button", { name: words.send, exact: true }).click();
    await block.locator("s-banner", { hasText: words.done }).waitFor();
    expect((await books.member(shop, customerId))?.balance).toBe(before + 250);
    expect(await seriousFaults(desk)).toEqual([]);
    await desk.context().close();
  });

  test("leaves when they are sure", async () => {
    await open();
    await account.getByRole("button", { name: words.leave }).click();
    await account.getByRole("button", { name: words.leaveSure }).click();
    await expect
      .poll(
        async () =>
          (
            await books.sql.query<{ status: string }>(`SELECT "status" FROM "members" WHERE "id" = $1`, [
              (await books.member(shop, customerId))?.id ?? 0,
            ])
          )[0]?.status,
        soon,
      )
      .toBe("left");
  });
});
