/**
 * Every kind of reward from end to end, in Chromium: earned, seen, redeemed, on the order, and given back with its refund; the last one of a stock; a personal offer; and a
 * change of combinations that reaches a code which lives already (field lesson 14).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { oneOfEach, type RewardCatalogue, rewardCatalogue } from "./testing/catalogue";
import { redeemer } from "./testing/redeemer";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
const soon = { timeout: 20_000, interval: 200 };
let sandbox: SandboxScript;
let books: Books;
let house: House;
let catalogue: RewardCatalogue;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
  catalogue = await rewardCatalogue(books);
  const demo = await books.shopId(DEMO_SHOP);
  const tehran = await books.shopId(TEHRAN_SHOP);
  await catalogue.add(demo, oneOfEach(100, await catalogue.product(demo, "mug")));
  await catalogue.add(tehran, oneOfEach(100_000, await catalogue.product(tehran, "زعفران")));
  await sandbox.workedOff();
});
afterAll(async () => {
  await catalogue.restore();
  await sandbox.workedOff();
  await books.close();
});

/** Somebody with some thousand points. */
async function rich(name: string): Promise<number> {
  const id = await sandbox.customer(DEMO_SHOP, name);
  await sandbox.place(DEMO_SHOP, { customerId: id, of: [["reading-lamp", 8]] });
  await sandbox.workedOff();
  return id;
}

async function kept(customerId: number, rewardId: string) {
  const shop = await books.shopId(DEMO_SHOP);
  const [row] = await books.sql.query<{
    id: string;
    state: string;
    code: string;
    points: number;
    restored: number;
    usedByOrder: string | null;
  }>(
    `SELECT "id"::text, "state", "code", "points", "restored", "usedByOrder" FROM "redemptions"
     WHERE "shopId" = $1 AND "rewardId" = $2 AND "customerId" = $3`,
    [shop, rewardId, String(customerId)],
  );
  return row;
}
const balanceOf = async (id: number) => (await books.member(DEMO_SHOP, id))?.balance ?? Number.NaN;
const redeem = (shopper: Shopper, name: string) =>
  shopper.page.getByRole("button", { name: `Redeem: ${name}`, exact: true }).click();
const said = (shopper: Shopper, text: string | RegExp) =>
  expect.poll(() => shopper.page.locator("[data-vafa-status]").textContent(), soon).toMatch(text);

describe("earned, redeemed, on the order, refunded", () => {
  it.each([
    { id: "tenth", name: "A tenth off", handle: "walnut-bowl", off: /4[.]80/ },
    { id: "delivery", name: "Delivery on us", handle: "stoneware-mug", off: /Standard · Free/ },
    { id: "present", name: "A present", handle: "stoneware-mug", off: /12[.]00/ },
  ])("$name", async ({ id, name, handle, off }) => {
    const customer = await rich(`Kind ${id}`);
    const start = await balanceOf(customer);
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer });
    await shopper.putIntoCart(handle, 1);
    await redeem(shopper, name);
    await said(shopper, /is in your cart/);
    await shopper.checkOut();
    expect(await shopper.page.locator("main").textContent()).toMatch(off);
    const order = await shopper.placeOrder();
    await expect.poll(async () => (await kept(customer, id))?.state, soon).toBe("used");
    expect(await kept(customer, id)).toMatchObject({ usedByOrder: String(order), points: 300 });
    await sandbox.change(DEMO_SHOP, order, "refund", { whole: true });
    await expect.poll(async () => (await kept(customer, id))?.restored, soon).toBe(300);
    await sandbox.workedOff();
    expect(await balanceOf(customer)).toBe(start);
  });

  it("at the checkout, with its worth in words", async () => {
    const customer = await rich("At the till");
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer });
    await shopper.putIntoCart("walnut-bowl", 1);
    await shopper.checkOut();
    await shopper.points.getByText("300 points for 10% off").waitFor();
    expect(await shopper.points.getByText("store credit").count()).toBe(0);
    await shopper.points.getByRole("button", { name: "Redeem 300 points for 10% off" }).click();
    await shopper.points.getByText("10% off is on your order.").waitFor();
    expect(await shopper.page.locator("[data-discount]").textContent()).toContain("4.80");
  });

  it.each([
    { id: "credit", name: "Credit", text: /£5\.00 is in your store credit now/ },
    { id: "card", name: "A card", text: /Your gift card of £5\.00: VAFA[2-9A-Z]{12}/ },
  ])("$name: given at once, once, and no order's return gives it back", async ({ id, name, text }) => {
    const customer = await rich(`Gift ${id}`);
    const start = await balanceOf(customer);
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer });
    await shopper.page.goto(shopper.store("/pages/rewards"));
    await redeem(shopper, name);
    await said(shopper, text);
    expect(await kept(customer, id)).toMatchObject({ state: "used", usedByOrder: null });
    await sandbox.workedOff();
    expect(await balanceOf(customer)).toBe(start - 300);
    expect(await books.member(DEMO_SHOP, customer)).toMatchObject({ reserved: 0 });
  });
});

describe("a stock of one", () => {
  it("is had by one, and the storefront says so to the next", async () => {
    browser.tolerate(/409 \(Conflict\)/);
    const [first, second] = [await rich("Quick"), await rich("Slow")];
    const slow = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: second });
    await slow.page.goto(slow.store("/pages/rewards"));
    const who = await redeemer(sandbox, DEMO_SHOP, first);
    const { id } = await who.redeem({ rewardId: "last" });
    await redeem(slow, "The last one");
    await said(slow, /none of this reward left/i);
    await sandbox.workedOff();
    await slow.page.reload();
    const card = slow.page.locator("#vafa-reward-last");
    expect(await card.textContent()).toContain("None left");
    expect(await card.getByRole("button").count()).toBe(0);
    await who.release(id);
    await sandbox.workedOff();
    await slow.page.reload();
    expect(await card.getByRole("button").count()).toBe(1);
  });
});

describe("staff", () => {
  const staffOf = async () => (await sandbox.shop(DEMO_SHOP)).staff[0]?.id ?? 0;

  it("change the combinations of a code that lives already (field lesson 14)", async () => {
    const who = await redeemer(sandbox, DEMO_SHOP, await rich("Combining"));
    const { code } = await who.redeem({ rewardId: "tenth" });
    const staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: await staffOf() });
    await staff.open("rewards", "Rewards");
    await staff.app.getByRole("button", { name: "Edit A tenth off" }).click();
    await staff.app.getByLabel("Product discounts").check();
    await staff.app.locator("main").getByRole("button", { name: "Save", exact: true }).click();
    const recombined = async () => {
      const { calls } = await sandbox.state();
      return calls.latest
        .filter(({ operation }) => operation === "RecombineCode")
        .map(({ variables }) => variables);
    };
    await expect.poll(async () => (await recombined()).length, soon).toBeGreaterThan(0);
    expect(JSON.stringify((await recombined())[0])).toContain('"productDiscounts":true');
    await sandbox.workedOff();
    expect((await kept(who.customerId, "tenth"))?.code).toBe(code);
    expect((await kept(who.customerId, "tenth"))?.state).toBe("issued");
  });

  it("give a personal offer from the member's page, which only that member sees and takes", async () => {
    const customer = await rich("Dear");
    const member = await books.member(DEMO_SHOP, customer);
    const staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: await staffOf() });
    await staff.open(`members/${member?.id}`, /Dear/);
    await staff.app.getByLabel("Offer", { exact: true }).selectOption({ label: "Only for you" });
    await staff.app.getByRole("button", { name: "Give the offer" }).click();
    await staff.app.getByText("Has: Only for you").waitFor();
    await sandbox.workedOff();

    const dear = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer });
    await dear.page.goto(dear.store("/pages/rewards"));
    expect(await dear.page.locator("#vafa-reward-personal").count()).toBe(0);
    await dear.page.getByText("Offers for you").click();
    const row = dear.page.locator("[data-vafa-offers] li");
    await expect.poll(() => row.textContent(), soon).toMatch(/Only for you[\s\S]*20% off/);
    const start = await balanceOf(customer);
    await row.getByRole("button").click();
    await said(dear, /20% off|is ready/);
    await expect.poll(async () => (await kept(customer, "personal"))?.state, soon).toBe("issued");
    expect(await balanceOf(customer)).toBe(start);

    const other = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: await rich("Stranger") });
    await other.page.goto(other.store("/pages/rewards"));
    await other.page.getByText("Offers for you").click();
    await other.page.getByText("There is no offer for you at the moment.").waitFor();
  });
});

describe("in Persian", () => {
  it("every kind is told in its words and digits, and redeemed", async () => {
    const id = await sandbox.customer(TEHRAN_SHOP, "نگار");
    await sandbox.place(TEHRAN_SHOP, { customerId: id, of: [["termeh-cloth", 4]] });
    await sandbox.workedOff();
    const negar = await Shopper.enter(house, { shop: TEHRAN_SHOP, customerId: id, language: "/fa" });
    await negar.putIntoCart("lahijan-tea", 1);
    const printed = await negar.page.locator("#vafa-rewards").textContent();
    const text = printed?.replace(/[\u2068\u2069]/g, "");
    for (const worth of ["۱۰٪ تخفیف", "ارسال رایگان", "رایگان:", "اعتبار فروشگاه", "کارت هدیهٔ"])
      expect(text).toContain(worth);
    await negar.page.locator("#vafa-reward-tenth button[type=submit]").click();
    await said(negar, /۱۰٪ تخفیف در سبد شماست/);
    const staff = await Staff.enter(house, {
      shop: TEHRAN_SHOP,
      staffId: (await sandbox.shop(TEHRAN_SHOP)).staff[0]?.id ?? 0,
      locale: "fa",
    });
    await staff.open("rewards", "پاداش‌ها");
    const row = staff.app.getByRole("row", { name: /یک‌دهم تخفیف/ }).first();
    expect(await row.textContent()).toContain("۳۰۰ امتیاز");
    await staff.app.getByRole("button", { name: /ویرایش یک‌دهم تخفیف/ }).click();
    expect(await staff.app.getByLabel("درصد تخفیف").inputValue()).toBe("۱۰");
  });
});
