/**
 * Earning without an order, in Chromium, in English and in Persian: staff make the rules and a batch of codes in the admin, a new member is welcomed, enters a code and a
 * wrong one on the storefront, tells a birthday, and another system tells of a quiz by its API key. Guesses from another process are seen in the admin.
 */
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { createTranslator } from "../i18n";
import { customerId, type ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import { awardBirthdays } from "../services/award-birthdays";
import { redeemCode } from "../services/redeem-code";
import { saveTerms } from "../services/save-terms";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type SecondProcess, secondProcess } from "./testing/second-process";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
const soon = { timeout: 20_000, interval: 100 };
const dayMs = 86_400_000;
let sandbox: SandboxScript;
let books: Books;
let house: House;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
});
afterAll(() => books.close());

const places = [
  {
    domain: DEMO_SHOP,
    locale: "en",
    language: "",
    titles: { earning: "Ways to earn", codes: "Codes", settings: "Settings" },
    codeUsed: "You have already used this code.",
    wrong: "This code is not valid.",
    guessing: "Somebody may be guessing codes",
    signUp: "For joining",
    quiz: "For an event",
  },
  {
    domain: TEHRAN_SHOP,
    locale: "fa",
    language: "/fa",
    titles: { earning: "راه‌های کسب امتیاز", codes: "کدها", settings: "تنظیمات" },
    codeUsed: "شما این کد را پیش‌تر استفاده کرده‌اید.",
    wrong: "این کد معتبر نیست.",
    guessing: "شاید کسی دارد کدها را حدس می‌زند",
    signUp: "برای پیوستن",
    quiz: "برای یک رویداد",
  },
] as const;

describe.each(places)("earning without an order, $locale", (place) => {
  let shopId: ShopId;
  let before: Terms;
  let staff: Staff;
  let shopper: Shopper;
  let customer: number;
  let codes: readonly string[];
  let key: string;
  let other: SecondProcess;

  const balance = async () => (await books.member(place.domain, customer))?.balance ?? 0;
  const inForce = async () => {
    const shop = await findShop(sqlOf(other.ctx.db), shopId);
    if (!shop) throw new Error("the shop is gone");
    return {
      version: shop.termsVersion,
      terms: await other.ctx.terms(sqlOf(other.ctx.db), shopId, shop.termsVersion),
    };
  };
  const field = (path: string): Locator => staff.app.locator(`[id="${path}"]`);

  beforeAll(async () => {
    other = await secondProcess(0);
    shopId = await books.shopId(place.domain);
    before = (await inForce()).terms;
    const person = (await sandbox.shop(place.domain)).staff[0];
    const { locale } = place;
    staff = await Staff.enter(house, { shop: place.domain, staffId: person?.id ?? 0, locale });
  });
  afterAll(async () => {
    const { version } = await inForce();
    await saveTerms(other.ctx, { shopId, terms: before, basedOn: version, actor: "staff:test" });
    await sandbox.workedOff();
    await other.close();
  });

  async function addRule(kind: string, texts: Readonly<Record<string, string>>): Promise<void> {
    const section = staff.app
      .locator(".Polaris-ShadowBevel")
      .filter({ has: staff.app.locator("option[value=sign-up]") });
    const rules = staff.app.locator("fieldset.vafa-group");
    const index = await rules.count();
    await section.locator("select:has(option[value=sign-up])").selectOption(kind);
    await section.getByRole("button").last().click();
    await expect.poll(() => rules.count()).toBe(index + 1);
    await field(`earningRules.${index}.name.en`).fill(`Rule of ${kind}`);
    for (const [name, text] of Object.entries(texts))
      await field(`earningRules.${index}.arguments.${name}`).fill(text);
  }

  test("staff add rules of deeds in the admin, each with its own fields", async () => {
    await staff.open("earning", place.titles.earning);
    await addRule("sign-up", { points: "100" });
    await addRule("birthday", { points: "200", knownDays: "30" });
    await addRule("code", { "limit.times": "5" });
    await addRule("event", { event: "quiz.finished", points: "30", "limit.times": "3" });
    const save = createTranslator(place.locale).t("common.save");
    await staff.app.getByRole("button", { name: save, exact: true }).first().click();
    await expect
      .poll(
        async () =>
          (await inForce()).terms.earningRules.slice(before.earningRules.length).map((rule) => rule.kind),
        soon,
      )
      .toEqual(["sign-up", "birthday", "code", "event"]);
    await sandbox.workedOff();
  });

  test("a customer who joins is welcomed with points", async () => {
    customer = await sandbox.customer(place.domain, "Newcomer");
    await expect.poll(balance, soon).toBe(100);
    await sandbox.workedOff();
  });

  test("staff make a batch of codes and download the list", async () => {
    await staff.open("codes", place.titles.codes);
    for (const [name, text] of Object.entries({
      name: "Tea tins",
      quantity: "50",
      points: "40",
      prefix: "TEA",
    }))
      await staff.app.locator(`input[name=${name}]`).fill(text);
    await staff.app.locator("form button[type=submit]").click();
    const item = staff.app.locator("section.vafa-item").first();
    await item.waitFor();
    const [download] = await Promise.all([
      staff.page.waitForEvent("download"),
      item.getByRole("button").first().click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines[0]).toBe("number,code,points,used");
    codes = lines.slice(1).map((line) => line.split(",")[1] ?? "");
    expect(codes).toHaveLength(50);
    for (const code of codes) expect(code).toMatch(/^TEA-\w{4}-\w{4}-\w{5}$/);
  });

  async function enter(code: string): Promise<void> {
    await shopper.page.goto(shopper.store("/pages/rewards"));
    await shopper.page.locator("#vafa-code").fill(code);
    await shopper.page.locator("form[action$='/codes'] button").click();
    await shopper.page.waitForURL(/#vafa-/);
  }

  test("the member enters a code, again, and a wrong one, and is told each time", async () => {
    const { domain: shop, language } = place;
    shopper = await Shopper.enter(house, { shop, customerId: customer, language });
    await enter((codes[0] ?? "").toLowerCase().replaceAll("-", " "));
    expect(await shopper.page.locator("#vafa-earned").isVisible()).toBe(true);
    await expect.poll(() => shopper.balance(), soon).toBe(140);
    await enter(codes[0] ?? "");
    expect(await shopper.page.locator("#vafa-earning-code-used").textContent()).toContain(place.codeUsed);
    await enter("TEA-0000-0000-00000");
    const wrong = shopper.page.locator("#vafa-earning-no-such-code");
    expect([await wrong.isVisible(), await wrong.textContent()]).toEqual([
      true,
      expect.stringContaining(place.wrong),
    ]);
    expect(await balance()).toBe(140);
  });

  test("whoever guesses gains nothing, from whichever process, and staff see it", async () => {
    const reasons = new Set<string>();
    for (let n = 0; n < 30; n += 1) {
      const outcome = await redeemCode(other.ctx, {
        shopId,
        customerId: customerId(String(customer)),
        code: `TEA-GUESS-${n}`,
        address: `somewhere-${n}`,
        channel: "online",
      });
      reasons.add(outcome.done ? "gained" : outcome.reason);
    }
    expect([...reasons].sort()).toEqual(["no-such-code", "too-many-requests"]);
    expect(await balance()).toBe(140);
    await staff.open("codes", place.titles.codes);
    await staff.app.getByText(place.guessing).waitFor();
    expect(await staff.app.locator("figure.vafa-chart svg rect").count()).toBe(48);
  });

  test("another system tells of a quiz by its key, once", async () => {
    await staff.open("settings", place.titles.settings);
    await staff.app.locator("input[name=name]").fill("Quiz");
    await staff.app.locator("form button[type=submit]").click();
    const shown = staff.app.locator("input[readonly]");
    await shown.waitFor();
    key = await shown.inputValue();
    const tell = async () => {
      const response = await fetch(`${sandbox.app.url}/api/v1/events`, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}` },
        body: JSON.stringify({
          type: "event",
          event: "quiz.finished",
          customerId: String(customer),
          key: "quiz-1",
        }),
      });
      return response.json();
    };
    expect(await tell()).toEqual({ key: "quiz-1", status: "earned", points: 30 });
    expect(await tell()).toEqual({ key: "quiz-1", status: "known", points: 30 });
    expect(await balance()).toBe(170);
  });

  test("a birthday told on the storefront earns on its day, and not when it is edited", async () => {
    const day = new Date(Date.now() + 60 * dayMs);
    await shopper.page.goto(shopper.store("/pages/rewards"));
    await shopper.page.locator("#vafa-month").selectOption(String(day.getUTCMonth() + 1));
    await shopper.page.locator("#vafa-day").fill(String(day.getUTCDate()));
    await shopper.page.locator("form[action$='/birthday'] button").click();
    await shopper.page.waitForURL(/#vafa-kept-birthday/);
    await awardBirthdays(other.ctx, shopId);
    expect(await balance()).toBe(170);
    const later = await secondProcess(61 * dayMs);
    for (let twice = 0; twice < 2; twice += 1) await awardBirthdays(later.ctx, shopId);
    await later.close();
    expect(await balance()).toBe(370);
    await shopper.page.goto(shopper.store("/pages/rewards"));
    await shopper.page.locator("#vafa-month").selectOption("1");
    await shopper.page.locator("#vafa-day").fill("2");
    await shopper.page.locator("form[action$='/birthday'] button").click();
    await shopper.page.waitForURL(/#vafa-earning-birthday-fixed/);
  });

  test("the member's page says what each was for", async () => {
    const id = (await books.member(place.domain, customer))?.id ?? 0;
    await staff.open(`members/${id}`, /Newcomer/);
    const said = (await staff.readHistory()).map((row) => row.what).join("\n");
    expect(said).toContain(place.signUp);
    expect(said).toContain(place.quiz);
    await books.balanced();
    expect(await sandbox.app.errors()).toEqual([]);
  });
});
