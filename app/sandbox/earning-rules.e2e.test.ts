/**
 * What of an order earns (R1, U4), in Chromium, in English and in Persian: staff add a rule for one product, one channel and one tier; orders that it is for earn it beside
 * the others, orders that it is not for do not, and the order's explanation says both in one sentence each.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { createTranslator } from "../i18n";
import type { ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import { saveTerms } from "../services/save-terms";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type SecondProcess, secondProcess } from "./testing/second-process";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
const soon = { timeout: 20_000, interval: 150 };
let sandbox: SandboxScript;
let books: Books;
let house: House;
let other: SecondProcess;
let shopId: ShopId;
let before: Terms;

async function inForce() {
  const shop = await findShop(sqlOf(other.ctx.db), shopId);
  if (!shop) throw new Error("the shop is gone");
  const terms = await other.ctx.terms(sqlOf(other.ctx.db), shopId, shop.termsVersion);
  return { version: shop.termsVersion, terms };
}

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
  other = await secondProcess(0);
  shopId = await books.shopId(DEMO_SHOP);
  before = (await inForce()).terms;
});
// The shop is everybody's: what was changed is put back.
async function putBack() {
  const { version } = await inForce();
  await saveTerms(other.ctx, { shopId, terms: before, basedOn: version, actor: "staff:test" });
  await sandbox.workedOff();
}
afterAll(async () => {
  await other.close();
  await books.close();
});

const stories = [
  { locale: "en", language: "", name: "Teapot bonus", tier: "Bronze" },
  { locale: "fa", language: "/fa", name: "جایزهٔ قوری", tier: "برنزی" },
] as const;

describe.each(stories)("an earning rule in $locale", ({ locale, language, name, tier }) => {
  const { t } = createTranslator(locale);
  let staff: Staff;
  let customer = 0;
  let index = 0;
  const field = (path: string) => staff.app.locator(`[id='earningRules.${index}.${path}']`);

  async function order(handle: string, source = "web") {
    const { products } = await sandbox.shop(DEMO_SHOP);
    const variantId = products.find((product) => product.handle === handle)?.variants[0]?.id ?? 0;
    const body = { customerId: customer, lines: [{ variantId, quantity: 2 }], source };
    const answer = await sandbox.post(`/api/${DEMO_SHOP}/orders?wait=1`, body);
    const { id } = z.object({ order: z.object({ id: z.number() }) }).parse(answer).order;
    const award = async () => {
      const [row] = await books.sql.query<{ points: number }>(
        `SELECT "points" FROM "awards" WHERE "shopId" = $1 AND "orderId" = $2`,
        [shopId, String(id)],
      );
      return row?.points ?? 0;
    };
    await expect.poll(award, soon).toBeGreaterThan(0);
    return { id, earned: await award() };
  }

  beforeAll(async () => {
    const { staff: people } = await sandbox.shop(DEMO_SHOP);
    // High enough for the whole form: a list of products closes when its field is scrolled away.
    const options = { viewport: { width: 1_280, height: 2_400 } };
    staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: people[0]?.id ?? 0, locale, options });
    customer = await sandbox.customer(DEMO_SHOP, `Rule ${locale}`);
  });
  afterAll(putBack);

  it("is made by staff for one product, one channel and one tier", async () => {
    await staff.open("earning", t("earning.title"));
    index = await staff.app.locator("fieldset.vafa-group").count();
    const kinds = staff.app.locator("select:has(option[value=product])");
    await kinds.selectOption("product");
    await staff.app
      .getByRole("button", { name: t("earning.add") })
      .first()
      .click();
    await field("name.en").fill(name);
    await field("name.fa").fill(name);
    await field("arguments.points").fill("40");
    const rule = staff.app.locator("fieldset.vafa-group").nth(index);
    await rule.getByRole("button", { name: t("conditions.title", { count: 0 }) }).click();
    await rule.getByLabel(tier, { exact: true }).check();
    await rule.getByLabel(t("channel.online"), { exact: true }).check();
    await rule.getByRole("combobox", { name: t("conditions.products.include") }).fill("teapot");
    await staff.app
      .locator("[role=option]")
      .filter({ hasText: /teapot/i })
      .first()
      .click();
    const save = staff.app
      .locator(".Polaris-Page")
      .getByRole("button", { name: t("common.save"), exact: true });
    await save.click();
    const kindsNow = async () => (await inForce()).terms.earningRules.map((one) => one.kind);
    await expect.poll(kindsNow, soon).toContain("product");
    await sandbox.workedOff();
  });

  it("adds its points to what it is for, and to nothing else", async () => {
    const inStore = await order("enamel-teapot", "pos");
    const online = await order("enamel-teapot");
    expect(online.earned - inStore.earned).toBe(2 * 40);
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer, language });
    await expect.poll(() => shopper.balance(), soon).toBe(online.earned + inStore.earned);

    const said = async (id: number) => {
      await staff.open(`orders/${id}`, /\d/);
      return staff.app.getByRole("row").filter({ hasText: name }).textContent();
    };
    expect(await said(online.id)).toMatch(/80|۸۰/);
    expect(await said(inStore.id)).not.toMatch(/80|۸۰/);
    await books.balanced();
  });
});
