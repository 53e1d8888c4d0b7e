/**
 * The life of points by the program's basics (R4 to R7), in Chromium, in English and in Persian: staff change the program, and order by order the storefront shows it: points
 * that wait for the parcel, that end on a day of the calendar, that are too few or too many to be spent, and that an excluded product never gives.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTranslator } from "../i18n";
import { browserForTests } from "../testing/browser";
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

const soon = { interval: 150 };
const stories = [
  {
    locale: "en",
    language: "",
    pending: /pending/,
    until: /Dec(ember)? 31, 20\d\d|31 Dec(ember)? 20\d\d/,
    share: /25%/,
  },
  { locale: "fa", language: "/fa", pending: /در راه/, until: /۱۰ دی ۱۴/, share: /۲۵٪/ },
] as const;

describe.each(stories)("the life of points in $locale", ({ locale, language, pending, until, share }) => {
  const { t } = createTranslator(locale);
  let staff: Staff;
  let shopper: Shopper;
  let customer = 0;
  const before = new Map<string, string>();

  const field = (path: string) => staff.app.locator(`[id='${path}']`);
  const start = () => staff.app.getByLabel(t("program.pendingFrom"));
  const expiry = (kind: "age" | "calendar") =>
    staff.app.getByText(t(`program.expiry.${kind}`), { exact: true });
  /** Changes the program and saves it; the answer is there when nothing is left to be saved. */
  const saveWith = async (change: () => Promise<unknown>) => {
    await staff.open("program", t("program.title"));
    await change();
    await staff.save(t("common.save"));
    await sandbox.workedOff();
  };
  const fill = async (values: Readonly<Record<string, string>>) => {
    for (const [path, value] of Object.entries(values)) {
      if (!before.has(path)) before.set(path, await field(path).inputValue());
      await field(path).fill(value);
    }
  };
  const order = async (handle: string) => {
    const placed = await sandbox.place(DEMO_SHOP, { customerId: customer, of: [[handle, 1]] });
    await sandbox.workedOff();
    return placed.id;
  };
  const balance = async () => (await books.member(DEMO_SHOP, customer))?.balance ?? 0;
  const block = async () => {
    await shopper.page.goto(shopper.store("/account"));
    const text = (await shopper.page.locator("main .vafa").first().textContent()) ?? "";
    return text.replace(/[\u2066-\u2069]/g, "");
  };

  beforeAll(async () => {
    const { staff: people } = await sandbox.shop(DEMO_SHOP);
    staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: people[0]?.id ?? 0, locale });
    customer = await sandbox.customer(DEMO_SHOP, `Lifetime ${locale}`);
    // Everything here is printed and posted by plain HTML.
    const options = { javaScriptEnabled: false };
    shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer, language, options });
  });
  it("R4: they wait for the parcel, and can be spent when it has gone", async () => {
    await saveWith(() => start().selectOption("fulfilment"));
    const id = await order("wool-blanket");
    const earned = await balance();
    expect(earned).toBeGreaterThan(0);
    await expect.poll(() => shopper.balance(), soon).toBe(0);
    expect(await block()).toMatch(pending);
    await staff.openOrder(id);
    await staff.page.locator("form[action$='/fulfil'] button[name='whole']").click();
    await expect.poll(() => shopper.balance(), soon).toBe(earned);
  });

  it("R5: they end with a day of the calendar, and the storefront says which", async () => {
    await saveWith(async () => {
      await start().selectOption("payment");
      await expiry("calendar").click();
      await field("expiry.month").fill("12");
      await field("expiry.day").fill("31");
      await field("expiry.spareMonths").fill("0");
    });
    await order("wool-blanket");
    const member = await books.member(DEMO_SHOP, customer);
    await staff.open(`members/${member?.id}`, /Lifetime/);
    const [latest] = await staff.readHistory();
    expect(latest?.what).toMatch(until);
    expect(await block()).toMatch(until);
  });

  it("R6: too few cannot be spent, nor more than an order may use", async () => {
    await order("wool-blanket");
    await order("wool-blanket");
    expect(await balance()).toBeGreaterThan(500);
    const redeem = shopper.page.locator("#vafa-reward-five-off form.vafa-redeem");
    const offered = async () => {
      await shopper.page.goto(shopper.store("/pages/rewards"));
      return redeem.count();
    };
    expect(await offered()).toBe(1);
    await saveWith(() => fill({ "redemption.minimumPoints": "900000" }));
    await expect.poll(offered, soon).toBe(0);
    await saveWith(() =>
      fill({ "redemption.minimumPoints": "0", "redemption.maximumPointsPerOrder": "400" }),
    );
    await expect.poll(offered, soon).toBe(1);
    await redeem.locator("button").click();
    await shopper.page.locator("#vafa-declined-order-limit").waitFor({ state: "visible" });
    expect(await books.redemptions(DEMO_SHOP, customer)).toEqual([]);
  });

  it("R6: a reward pays at most its share of an order: the cart says so, and so does its code", async () => {
    await saveWith(() =>
      fill({ "redemption.maximumPointsPerOrder": "0", "redemption.maximumShareBp": "25" }),
    );
    const card = shopper.page.locator("#vafa-reward-five-off");
    const redeem = card.locator("form.vafa-redeem button");
    // 5.00 is a quarter of 20.00: a cart of 12.00 cannot use it, one of 12.00 and 48.00 can.
    const smallest = async () => {
      await shopper.putIntoCart("stoneware-mug", 1);
      return (await card.textContent())?.replace(/[\u2066-\u2069]/g, "");
    };
    await expect.poll(smallest, soon).toMatch(share);
    expect(await redeem.count()).toBe(0);
    await shopper.putIntoCart("walnut-bowl", 1);
    await redeem.click();
    await expect
      .poll(() => books.redemptions(DEMO_SHOP, customer), soon)
      .toMatchObject([{ state: "issued" }]);
    const [{ code } = { code: "" }] = await books.redemptions(DEMO_SHOP, customer);
    const wish = { customerId: customer, codes: [code] };
    const small = await sandbox.tryToPlace(DEMO_SHOP, { ...wish, of: [["stoneware-mug", 1]] });
    expect(small.status).toBeGreaterThanOrEqual(400);
    await sandbox.place(DEMO_SHOP, { ...wish, of: [["stoneware-mug", 2]] });
    await expect.poll(() => books.redemptions(DEMO_SHOP, customer), soon).toMatchObject([{ state: "used" }]);
  });

  it("R7: an excluded product earns nothing, everything else does", async () => {
    await saveWith(async () => {
      const name = t("program.eligibility.excludedProducts");
      const picker = staff.app.getByRole("combobox", { name });
      await picker.fill("teapot");
      await staff.app
        .locator("[role=option]")
        .filter({ hasText: /teapot/i })
        .first()
        .click();
      await picker.press("Escape");
    });
    const had = await balance();
    await order("enamel-teapot");
    expect(await balance()).toBe(had);
    await order("wool-blanket");
    expect(await balance()).toBeGreaterThan(had);
    await books.balanced();
  });

  // The shop is everybody's: what was changed is put back.
  it("leaves the program as it was", async () => {
    await saveWith(async () => {
      await expiry("age").click();
      await fill(Object.fromEntries(before));
      const excluded = staff.app.locator(".Polaris-Tag button");
      while ((await excluded.count()) > 0) await excluded.first().click();
    });
    expect(await start().inputValue()).toBe("payment");
  });
});
