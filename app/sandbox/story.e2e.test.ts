/**
 * The walk of an order (DESIGN.md §4), in Chromium and through every window: what the README promises, seen from outside. Each figure is computed
 * here from the program's terms, by other means than the product's.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
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

async function castOf(domain: string, key: string) {
  const { cast, program, products } = await sandbox.shop(domain);
  const member = cast.find((one) => one.key === key);
  if (!member || !program) throw new Error(`${key} is not of the cast of ${domain}, or the app not there`);
  const priceOf = (handle: string) =>
    products.find((one) => one.handle === handle)?.variants[0]?.priceMinor ?? 0;
  /** What paying so much earns this member now: the terms' ratio times the tier's factor, cut off at the whole point. */
  const earns = (paidMinor: number) => {
    const { points, perMinor } = program.earning;
    const factor = (member.standing?.tier?.multiplierBp ?? 10_000) / 10_000;
    return Math.floor(((paidMinor * points) / perMinor) * factor);
  };
  return { ...member, priceOf, earns };
}

/** How many seconds it may take is field lesson 17's (field-lessons.e2e.test.ts); here it may wait for a busy machine. */
const soon = { timeout: 20_000, interval: 150 };

describe("the walk of an order", () => {
  let emma: Shopper;
  let support: Staff;
  let start = 0;
  let firstOrder = 0;
  let firstEarned = 0;
  let secondOrder = 0;
  let secondEarned = 0;

  beforeAll(async () => {
    const { id } = await castOf(DEMO_SHOP, "emma");
    const { staff } = await sandbox.shop(DEMO_SHOP);
    const james = staff.find(({ firstName }) => firstName === "James");
    emma = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: id });
    support = await Staff.enter(house, { shop: DEMO_SHOP, staffId: james?.id ?? 0 });
    start = await emma.balance();
  });

  it("1. An order changes", async () => {
    const { priceOf, earns } = await castOf(DEMO_SHOP, "emma");
    firstEarned = earns(priceOf("wool-blanket"));
    await emma.putIntoCart("wool-blanket", 1);
    await emma.checkOut();
    firstOrder = await emma.placeOrder();
    await support.openOrder(firstOrder);
    await expect
      .poll(async () => {
        await support.page.reload();
        return support.page.getByRole("row", { name: /orders\/paid.*delivered.*200/ }).count();
      }, soon)
      .toBe(1);
  });

  it("2. Points in the ledger", async () => {
    await emma.points.getByText(`earned ${firstEarned} points`).waitFor();
    await support.open("members?query=emma", "Members");
    await support.app.getByRole("link", { name: "Emma Clarke" }).click();
    await support.app.getByRole("heading", { level: 1, name: "Emma Clarke" }).waitFor();
    const [latest] = await support.readHistory();
    expect(latest).toMatchObject({ points: firstEarned, balance: start + firstEarned });
    expect(latest?.what).toMatch(/^Earned\W+For order #\d/);
    expect(await support.canBeSpent()).toBe(start + firstEarned);
  });

  it("3. On the storefront", async () => {
    await expect.poll(() => emma.balance(), soon).toBe(start + firstEarned);
  });

  it("4. At checkout", async () => {
    const { priceOf, earns } = await castOf(DEMO_SHOP, "emma");
    await emma.putIntoCart("enamel-teapot", 2);
    await emma.checkOut();
    await emma.points.getByRole("button", { name: "Redeem 500 points for £5.00 off" }).click();
    await emma.points.getByText("£5.00 off is on your order.").waitFor();
    expect(await emma.page.locator("[data-discount]").textContent()).toBe("-£5.00");
    const goods = 2 * priceOf("enamel-teapot") - 500;
    const tax = Math.round(goods / 5);
    expect(await emma.page.locator("[data-total]").textContent()).toContain(((goods + tax) / 100).toFixed(2));

    secondEarned = earns(goods);
    secondOrder = await emma.placeOrder();
    await emma.points.getByText(`earned ${secondEarned} points`).waitFor();
    await expect.poll(() => emma.balance(), soon).toBe(start + firstEarned - 500 + secondEarned);
  });

  it("5. A refund", async () => {
    await support.openOrder(secondOrder);
    const refund = support.page.getByRole("form", { name: "Refund" });
    await refund.getByLabel("Enamel teapot").fill("1");
    await refund.getByRole("button", { name: "Refund these" }).click();
    await support.page.getByText("Refunded", { exact: true }).waitFor();

    // Half of the goods went back: half of what they earned is taken, half of what was spent on them returns.
    const after = start + firstEarned - 500 + secondEarned + 500 / 2 - secondEarned / 2;
    await expect.poll(() => emma.balance(), soon).toBe(after);
    const { id } = await castOf(DEMO_SHOP, "emma");
    const entries = await books.entries(DEMO_SHOP, id);
    expect(entries.slice(-5).map(({ kind, points }) => [kind, points])).toEqual([
      ["earn", firstEarned],
      ["redeem", -500],
      ["earn", secondEarned],
      ...entries.slice(-2).map(({ kind, points }) => [kind, points]),
    ]);
    expect(new Map(entries.slice(-2).map(({ kind, points }) => [kind, points]))).toEqual(
      new Map([
        ["restore", 500 / 2],
        ["clawback", -secondEarned / 2],
      ]),
    );
    expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(after);
  });

  it("support adjusts → the audit shows who", async () => {
    const { id } = await castOf(DEMO_SHOP, "emma");
    const before = (await books.member(DEMO_SHOP, id))?.balance ?? Number.NaN;
    await support.open("members?query=emma.clarke", "Members");
    await support.app.getByRole("link", { name: "Emma Clarke" }).click();
    // A pinned tier has a reason of its own on the same page.
    const adjust = support.app.locator("form").filter({ hasText: "How many" });
    await adjust.getByLabel("How many").fill("150");
    await support.app.getByText(`Can be spent afterwards: ${(before + 150).toLocaleString("en")}`).waitFor();
    await adjust.getByLabel("Reason").selectOption({ label: "Goodwill" });
    await adjust.getByLabel("Note").fill("The parcel was wet");
    await adjust.getByRole("button", { name: "Adjust", exact: true }).click();
    // The tier's own history is a list of the same look.
    const audit = support.app.locator(".vafa-audit li").filter({ hasText: "James Okafor" });
    await expect
      .poll(() => audit.first().textContent(), soon)
      .toMatch(/Adjusted points \(\+150\).*James Okafor/);
    const [adjusted] = await support.readHistory();
    expect(adjusted).toMatchObject({ points: 150, balance: before + 150 });
    expect(adjusted?.what).toMatch(/^Adjusted\W+Reason: Goodwill.*The parcel was wet.*James Okafor/);
    await expect.poll(() => emma.balance(), soon).toBe(before + 150);

    await support.app
      .getByRole("button", { name: /^Undo entry/ })
      .first()
      .click();
    await support.app.getByRole("dialog").getByRole("button", { name: "Undo the entry" }).click();
    await expect.poll(() => audit.first().textContent(), soon).toMatch(/Undid an entry.*James Okafor/);
    const [undone, was] = await support.readHistory();
    expect(undone).toMatchObject({ points: -150, balance: before });
    expect(was?.what).toContain("Undone");
    await expect.poll(() => emma.balance(), soon).toBe(before);
  });

  it("what the pages show is what the ledger leads to", async () => {
    const { id } = await castOf(DEMO_SHOP, "emma");
    await sandbox.workedOff();
    const member = await books.member(DEMO_SHOP, id);
    expect(member?.balance).toBe(await emma.balance());
    const redemptions = await books.redemptions(DEMO_SHOP, id);
    expect(redemptions).toMatchObject([{ state: "used", codeDead: true, usedByOrder: String(secondOrder) }]);
    await books.balanced();
    expect(await sandbox.app.errors()).toEqual([]);
  });
});

describe("the same walk in Persian", () => {
  it("counts in Persian digits, in rials without decimals, and ends where it began", async () => {
    const { id, priceOf, earns } = await castOf(TEHRAN_SHOP, "maryam");
    const maryam = await Shopper.enter(house, { shop: TEHRAN_SHOP, customerId: id });
    const start = await maryam.balance();
    const said = (points: number) => points.toLocaleString("fa-IR");
    expect(await maryam.balanceText()).toBe(said(start));
    expect(await maryam.page.locator("html").getAttribute("dir")).toBe("rtl");

    await maryam.putIntoCart("pistachio", 1);
    await maryam.checkOut();
    const redeem = maryam.points.getByRole("button", { name: /^استفاده از ۵۰۰ امتیاز برای/ });
    expect(await redeem.getAttribute("aria-label")).toMatch(/۵۰۰٬۰۰۰/);
    await redeem.click();
    await maryam.points.getByText(/روی سفارش شما اعمال شد/).waitFor();
    const order = await maryam.placeOrder();
    // The price contains a tenth of tax, which earns nothing; nor does what points paid for.
    const goods = priceOf("pistachio") - 500_000;
    const earned = earns(goods - Math.round(goods / 11));
    await maryam.points
      .getByText(new RegExp(`${said(earned)} امتیاز`))
      .first()
      .waitFor();
    await expect.poll(() => maryam.balanceText(), soon).toBe(said(start - 500 + earned));

    const { staff } = await sandbox.shop(TEHRAN_SHOP);
    const kaveh = await Staff.enter(house, { shop: TEHRAN_SHOP, staffId: staff[0]?.id ?? 0, locale: "fa" });
    await kaveh.open(`members?query=${encodeURIComponent("مریم")}`, "اعضا");
    await kaveh.app.getByRole("link", { name: "مریم احمدی" }).click();
    await kaveh.app.getByRole("heading", { level: 1, name: "مریم احمدی" }).waitFor();
    expect(await kaveh.app.locator("html").getAttribute("dir")).toBe("rtl");
    expect((await kaveh.app.locator(".vafa-balance").textContent())?.trim()).toBe(said(start - 500 + earned));
    expect(await kaveh.app.getByRole("main").textContent()).not.toMatch(/[0-9]{4} (January|November)/);

    await sandbox.change(TEHRAN_SHOP, order, "cancel");
    await expect.poll(() => maryam.balanceText(), soon).toBe(said(start));
    await books.balanced();
  });
});

describe("redeeming in the cart, through the store's own domain", () => {
  /** Somebody with exactly 500 points: 100.00 paid at five a unit. */
  async function withPoints(name: string, options = {}): Promise<{ shopper: Shopper; id: number }> {
    const id = await sandbox.customer(DEMO_SHOP, name);
    await sandbox.place(DEMO_SHOP, {
      customerId: id,
      of: [
        ["herb-planter", 2],
        ["canvas-tote", 1],
        ["olive-soap", 1],
        ["stoneware-mug", 3],
      ],
    });
    await sandbox.workedOff();
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: id, options });
    await shopper.putIntoCart("wool-blanket", 1);
    return { shopper, id };
  }

  it.each([
    { how: "without script", options: { javaScriptEnabled: false } },
    { how: "with script", options: {} },
  ])("takes the discount off the cart and settles with the order, $how", async ({ how, options }) => {
    const { shopper, id } = await withPoints(`Cart ${how}`, options);
    const { page } = shopper;
    const before = (await books.member(DEMO_SHOP, id))?.balance ?? 0;
    expect(before).toBeGreaterThanOrEqual(500);
    const total = () => page.locator(".shop-sums__total dd").textContent();
    expect(await total()).toBe("£64.00");
    await page.getByRole("button", { name: "Redeem: Money off your order" }).click();
    await expect.poll(total, soon).toBe("£59.00");
    expect(await books.redemptions(DEMO_SHOP, id)).toMatchObject([{ state: "issued", points: 500 }]);
    expect((await books.member(DEMO_SHOP, id))?.balance).toBe(before - 500);

    await shopper.checkOut();
    const order = await shopper.placeOrder();
    await expect.poll(async () => (await books.redemptions(DEMO_SHOP, id))[0]?.state, soon).toBe("used");
    expect(await books.redemptions(DEMO_SHOP, id)).toMatchObject([{ usedByOrder: String(order) }]);
    await sandbox.workedOff();
    expect((await books.member(DEMO_SHOP, id))?.balance).toBe(before - 500 + 59 * 5);
    await expect.poll(() => shopper.balance(), soon).toBe(before - 500 + 59 * 5);
    expect((await books.entries(DEMO_SHOP, id)).map(({ kind }) => kind)).toEqual(["earn", "redeem", "earn"]);
  });

  it("says in the block why it was refused, without script", async () => {
    const { shopper, id } = await withPoints("Refused", { javaScriptEnabled: false });
    const { page } = shopper;
    // The page still offers what a second window has spent meanwhile. (In the same second they would be one intention.)
    await page.goto(shopper.store("/cart"));
    await page.waitForTimeout(1_100);
    const other = await Shopper.enter(house, {
      shop: DEMO_SHOP,
      customerId: id,
      options: { javaScriptEnabled: false },
    });
    await other.putIntoCart("wool-blanket", 1);
    await other.page.getByRole("button", { name: "Redeem: Money off your order" }).click();
    await other.page.waitForURL(/\/cart$/);
    await page.getByRole("button", { name: "Redeem: Money off your order" }).click();
    await page.waitForURL(/vafa_declined=not-enough-points/);
    expect(await page.locator("#vafa-declined-not-enough-points").isVisible()).toBe(true);
    expect(await books.redemptions(DEMO_SHOP, id)).toHaveLength(1);
  });
});
