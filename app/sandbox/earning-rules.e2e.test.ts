/**
 * What of an order earns (R1, U4), in Chromium, in English and in Persian: staff add a rule for one product, one channel and one tier, a ratio for one collection, and a ratio
 * for one currency; orders that they are for earn them beside the others, orders that they are not for do not, and the order's explanation says both in one sentence each.
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
  {
    locale: "en",
    language: "",
    tier: "Bronze",
    named: { product: "Teapot bonus", collection: "Kitchen ratio", currency: "Euro ratio" },
    kitchen: /Kitchen/,
  },
  {
    locale: "fa",
    language: "/fa",
    tier: "برنزی",
    named: { product: "جایزهٔ قوری", collection: "نرخ آشپزخانه", currency: "نرخ یورو" },
    kitchen: /Kitchen|آشپزخانه/,
  },
] as const;

interface OrderWish {
  readonly handle: string;
  readonly source?: string;
  readonly currency?: string;
}

describe.each(stories)("an earning rule in $locale", ({ locale, language, named, tier, kitchen }) => {
  const { t } = createTranslator(locale);
  let staff: Staff;
  let customer = 0;
  let index = 0;
  const field = (path: string) => staff.app.locator(`[id='earningRules.${index}.${path}']`);
  const rule = () => staff.app.locator("fieldset.vafa-group").filter({ has: field("name.en") });

  async function order({ handle, source = "web", currency }: OrderWish) {
    const { products } = await sandbox.shop(DEMO_SHOP);
    const variant = products.find((product) => product.handle === handle)?.variants[0];
    const lines = [{ variantId: variant?.id ?? 0, quantity: 2 }];
    const answer = await sandbox.post(`/api/${DEMO_SHOP}/orders?wait=1`, {
      customerId: customer,
      lines,
      source,
      currency,
    });
    const { id } = z.object({ order: z.object({ id: z.number() }) }).parse(answer).order;
    const award = async () => {
      const [row] = await books.sql.query<{ points: number }>(
        `SELECT "points" FROM "awards" WHERE "shopId" = $1 AND "orderId" = $2`,
        [shopId, String(id)],
      );
      return row?.points ?? 0;
    };
    await expect.poll(award, soon).toBeGreaterThan(0);
    return { id, earned: await award(), goodsMinor: 2 * (variant?.priceMinor ?? 0) };
  }

  /** Adds a rule that is the last of all, and leaves its conditions open. */
  async function add(kind: "product" | "spend", name: string, args: Readonly<Record<string, string>>) {
    index = (await inForce()).terms.earningRules.length;
    await staff.app.locator("select:has(option[value=product])").selectOption(kind);
    await staff.app
      .getByRole("button", { name: t("earning.add") })
      .first()
      .click();
    await field("name.en").fill(name);
    await field("name.fa").fill(name);
    for (const [argument, value] of Object.entries(args)) await field(`arguments.${argument}`).fill(value);
    await rule()
      .getByRole("button", { name: t("conditions.title", { count: 0 }) })
      .click();
  }
  async function pick(label: string, words: string, found: RegExp) {
    await rule().getByRole("combobox", { name: label }).fill(words);
    await staff.app.locator("[role=option]").filter({ hasText: found }).first().click();
  }
  async function save() {
    const rules = (await inForce()).terms.earningRules.length;
    await staff.app
      .locator(".Polaris-Page")
      .getByRole("button", { name: t("common.save"), exact: true })
      .click();
    await expect.poll(async () => (await inForce()).terms.earningRules.length, soon).toBe(rules + 1);
    await sandbox.workedOff();
  }
  /** What the order's explanation says of a rule. */
  const said = async (id: number, name: string) => {
    await staff.open(`orders/${id}`, /\d/);
    return (await staff.app.getByRole("row").filter({ hasText: name }).textContent()) ?? "";
  };

  beforeAll(async () => {
    const { staff: people } = await sandbox.shop(DEMO_SHOP);
    // High enough for the whole form: a list of products closes when its field is scrolled away.
    const options = { viewport: { width: 1_280, height: 3_600 } };
    staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: people[0]?.id ?? 0, locale, options });
    customer = await sandbox.customer(DEMO_SHOP, `Rule ${locale}`);
  });
  afterAll(putBack);

  it("is made by staff for one product, one channel and one tier", async () => {
    await staff.open("earning", t("earning.title"));
    await add("product", named.product, { points: "40" });
    await rule().getByLabel(tier, { exact: true }).check();
    await rule().getByLabel(t("channel.online"), { exact: true }).check();
    await pick(t("conditions.products.include"), "teapot", /teapot/i);
    await save();
  });

  it("adds its points to what it is for, and to nothing else", async () => {
    const inStore = await order({ handle: "enamel-teapot", source: "pos" });
    const online = await order({ handle: "enamel-teapot" });
    expect(online.earned - inStore.earned).toBe(2 * 40);
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer, language });
    await expect.poll(() => shopper.balance(), soon).toBe(online.earned + inStore.earned);
    expect(await said(online.id, named.product)).toMatch(/80|۸۰/);
    expect(await said(inStore.id, named.product)).not.toMatch(/80|۸۰/);
    await books.balanced();
  });

  it("is a ratio for one collection, of what the order has of it", async () => {
    const before = [await order({ handle: "walnut-bowl" }), await order({ handle: "wool-blanket" })];
    await staff.open("earning", t("earning.title"));
    await add("spend", named.collection, { points: "3", perMinor: "1" });
    await pick(t("conditions.collections.include"), "kitchen", kitchen);
    await save();
    const [bowl, blanket] = [await order({ handle: "walnut-bowl" }), await order({ handle: "wool-blanket" })];
    expect(bowl.earned - (before[0]?.earned ?? 0)).toBe(3 * Math.floor(bowl.goodsMinor / 100));
    expect(blanket.earned).toBe(before[1]?.earned);
    expect(await said(bowl.id, named.collection)).toContain(t("explain.state.applied"));
    expect(await said(blanket.id, named.collection)).toContain(t("explain.products"));
    await books.balanced();
  });

  it("is a ratio for one currency, of orders that were paid in it", async () => {
    // Somebody whom these orders lift into no other tier, which would multiply.
    customer = await sandbox.customer(DEMO_SHOP, `Currency ${locale}`);
    const wish = { handle: "stoneware-mug" };
    const before = await order({ ...wish, currency: "EUR" });
    await staff.open("earning", t("earning.title"));
    await add("spend", named.currency, { points: "2", perMinor: "1" });
    await field("conditions.currencies.0").fill("EUR");
    await save();
    const [euro, pound] = [await order({ ...wish, currency: "EUR" }), await order(wish)];
    expect(euro.earned - before.earned).toBe(2 * Math.floor(euro.goodsMinor / 100));
    expect(pound.earned).toBe(before.earned);
    expect(await said(euro.id, named.currency)).toContain(t("explain.state.applied"));
    expect(await said(pound.id, named.currency)).toContain(t("explain.currency"));
    await books.balanced();
  });
});
