/**
 * A campaign's life in Chromium, in English and in Persian: planned in the admin and tried on past orders, given by orders until its budget is spent, explained order by
 * order, and given back by a refund.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTranslator } from "../i18n";
import { browserForTests } from "../testing/browser";
import { seriousFaults } from "../testing/page-quality";
import { DEMO_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let house: House;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
});
afterAll(() => books.close());

const soon = { timeout: 30_000, interval: 200 };
const stories = [
  { locale: "en", language: "", name: "A gift for large orders" },
  { locale: "fa", language: "/fa", name: "هدیهٔ سفارش‌های بزرگ" },
] as const;
// 400.00: more than any other story's order, so that nobody else meets the campaign.
const large = [
  ["canvas-tote", 22],
  ["stoneware-mug", 4],
] as const;

describe.each(stories)("a campaign in $locale", ({ locale, language, name }) => {
  const { t } = createTranslator(locale);
  let staff: Staff;
  let customer = 0;
  const orders: { id: number; name: string }[] = [];

  const field = (end: string) => staff.app.locator(`[id^='campaigns.'][id$='${end}']`);
  /** Dates are chosen in the reader's own calendar. */
  const runFromTheFirstOf2020 = async () => {
    if (locale === "en") {
      await field(".from").fill("2020-01-01T00:00");
      return field(".until").fill("");
    }
    await field(".from").selectOption("11");
    await field(".from.month").selectOption({ label: "دی" });
    await field(".from.year").fill("۱۳۹۸");
    await staff.app
      .getByText(/۱۱ دی ۱۳۹۸/)
      .first()
      .waitFor();
    await field(".until").selectOption("");
  };
  const save = async () => {
    await staff.save(t("common.save"));
  };
  const budgetShown = async () => {
    await staff.open("campaigns", t("campaigns.title"));
    return staff.app.locator(".vafa-budget").last().textContent();
  };
  const place = async () => {
    const placed = await sandbox.place(DEMO_SHOP, { customerId: customer, of: large });
    await sandbox.workedOff();
    orders.push({ id: placed.id, name: placed.name });
  };
  /** What the order's award gave by the campaign. */
  const given = async (index: number) => {
    const [row] = await books.sql.query<{ given: number | null }>(
      `SELECT (SELECT sum((c->>'points')::int)::int FROM jsonb_array_elements("breakdown"->'campaigns') c) AS "given"
       FROM "awards" WHERE "shopId" = $1 AND "orderId" = $2`,
      [await books.shopId(DEMO_SHOP), String(orders[index]?.id)],
    );
    return row?.given ?? 0;
  };
  const explanation = async (index: number) => {
    await staff.open(`orders/${orders[index]?.id}`, /1?\d/);
    return staff.app.getByRole("row").filter({ hasText: name }).textContent();
  };

  beforeAll(async () => {
    const { staff: people } = await sandbox.shop(DEMO_SHOP);
    staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: people[0]?.id ?? 0, locale });
    customer = await sandbox.customer(DEMO_SHOP, `Campaign ${locale}`);
  });

  it("is planned, tried on past orders before it is saved, and stands in the list", async () => {
    await staff.open("campaigns", t("campaigns.title"));
    await staff.app.getByRole("button", { name: t("campaigns.add") }).click();
    await field(`.name.en`).fill(name);
    await field(`.name.fa`).fill(name);
    await runFromTheFirstOf2020();
    expect(await seriousFaults(staff.page)).toEqual([]);
    await staff.app.getByLabel(t("campaigns.kind"), { exact: true }).selectOption("bonus");
    await field(".effect.points").fill("77");
    await field(".budgetPoints").fill("100");
    await staff.app.getByRole("button", { name: t("conditions.title", { count: 0 }) }).click();
    await field(".conditions.minimumMinor").fill("399");
    await staff.app.getByRole("button", { name: t("campaigns.preview.start") }).click();
    await staff.app.getByText(t("campaigns.preview.touched")).waitFor({ timeout: 30_000 });
    await save();
    expect(await budgetShown()).toMatch(/[0۰].*(100|۱۰۰)/);
  });

  it("is given by orders until its budget is spent, and the shopper has the points", async () => {
    await place();
    expect(await given(0)).toBe(77);
    await place();
    expect(await given(1)).toBe(23);
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer, language });
    const balance = (await books.member(DEMO_SHOP, customer))?.balance ?? Number.NaN;
    await expect.poll(() => shopper.balance(), soon).toBe(balance);
    await shopper.page.close();
  });

  it("is explained with each order, by name in the search and in one sentence each", async () => {
    expect(await explanation(0)).toContain(t("explain.state.applied"));
    expect(await explanation(1)).toContain(
      t("explain.applied.part", { points: "", wanted: "", amount: "" }).slice(0, 8),
    );
    await staff.open("orders", t("orders.title"));
    await staff.app.getByRole("searchbox").fill(orders[0]?.name ?? "");
    await staff.app.getByRole("button", { name: t("members.search.action"), exact: true }).click();
    await staff.app.getByRole("link", { name: orders[0]?.name ?? "" }).click();
    await staff.app.getByText(t("explain.rules"), { exact: true }).first().waitFor();
  });

  it("gets its budget back by a refund, and the next order has it", async () => {
    await sandbox.change(DEMO_SHOP, orders[0]?.id ?? 0, "cancel");
    await sandbox.workedOff();
    expect(await given(0)).toBe(0);
    expect(await given(1)).toBe(23);
    await place();
    expect(await given(2)).toBe(77);
    expect(await books.balanced()).toBeUndefined();
  });

  it("is taken out of the terms, and what was awarded stays", async () => {
    await staff.open("campaigns", t("campaigns.title"));
    await staff.app.getByRole("button", { name: t("campaigns.edit", { name }) }).click();
    await staff.app
      .locator("#campaign-editor")
      .getByRole("button", { name: t("common.remove") })
      .last()
      .click();
    await save();
    await sandbox.workedOff();
    expect(await given(2)).toBe(77);
  });
});
