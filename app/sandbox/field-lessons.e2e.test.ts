/**
 * Field lessons that only the running product can answer, in Chromium: how soon the storefront shows what happened, and that redeeming needs no checkout extension.
 * (The other lessons have their tests beside the code that answers them; docs/field-lessons.md lists all.)
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { claimsIn } from "./testing/claims";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let house: House;
let claims: ReturnType<typeof claimsIn>;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  claims = claimsIn(sandbox, books);
  house = { browser, origin: sandbox.origin };
});
afterAll(() => books.close());

/** Seconds, not the half hour of others. */
const mostMs = 5_000;

describe("field lesson 17: the balance on the storefront is seconds old", () => {
  let who: { readonly customerId: number };
  let shopper: Shopper;
  let support: Staff;
  let balance = 1_000;
  const measured: string[] = [];

  beforeAll(async () => {
    who = await claims.member("Prompt");
    shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: who.customerId });
    const { staff } = await sandbox.shop(DEMO_SHOP);
    support = await Staff.enter(house, { shop: DEMO_SHOP, staffId: staff[0]?.id ?? 0 });
  });
  afterAll(() => void process.stdout.write(`from the change to the storefront: ${measured.join(", ")}\n`));

  /** From the moment before the change until a page that is loaded then prints the new balance. */
  async function shownAfter(
    what: string,
    wanted: () => number,
    change: () => Promise<unknown>,
  ): Promise<void> {
    const begun = performance.now();
    await change();
    await expect.poll(() => shopper.balance(), { timeout: mostMs, interval: 50 }).toBe(wanted());
    const took = Math.round(performance.now() - begun);
    measured.push(`${what} ${took} ms`);
    expect(took, what).toBeLessThan(mostMs);
    balance = wanted();
  }

  let order = 0;
  test("after an order", async () => {
    const { products } = await sandbox.shop(DEMO_SHOP);
    const price = products.find(({ handle }) => handle === "wool-blanket")?.variants[0]?.priceMinor ?? 0;
    const earned = Math.floor((price * 5) / 100);
    const wish = { customerId: who.customerId, of: [["wool-blanket", 1]] } as const;
    await shownAfter(
      "award",
      () => balance + earned,
      async () => {
        order = (await sandbox.place(DEMO_SHOP, wish)).id;
      },
    );
  });

  test("after a refund", async () => {
    await shownAfter(
      "refund",
      () => 1_000,
      () => sandbox.change(DEMO_SHOP, order, "cancel"),
    );
  });

  test("after an adjustment by staff", async () => {
    const member = await books.member(DEMO_SHOP, who.customerId);
    await support.open(`members/${member?.id}`, /Prompt/);
    const form = support.app.locator("form").filter({ hasText: "Adjust points" });
    await form.getByLabel("How many").fill("70");
    await form.getByLabel("Reason").selectOption("goodwill");
    const press = () => form.getByRole("button", { name: "Adjust", exact: true }).click();
    await shownAfter("adjustment", () => 1_070, press);
  });

  test("after a redemption", async () => {
    await shopper.putIntoCart("wool-blanket", 1);
    const press = async () => {
      await shopper.page.locator("#vafa-reward-five-off button").click();
      await shopper.page.locator(".vafa-held, [data-vafa-held]").first().waitFor();
    };
    await shownAfter("redemption", () => 570, press);
  });
});

describe("field lesson 19: redeeming is complete without the checkout extension", () => {
  /** What a plan without checkout extensions sees: the page, and a field for a code. */
  const plain = { options: { javaScriptEnabled: false } };

  async function settled(customerId: number, orderId: number): Promise<void> {
    await sandbox.workedOff();
    expect(await claims.only(customerId)).toMatchObject({
      state: "used",
      usedByOrder: String(orderId),
      points: 500,
    });
    const goods = (await claims.balance(customerId)) - 500;
    expect(await claims.movements(customerId)).toEqual([
      "redemption-reserved -500",
      `order-awarded ${goods}`,
    ]);
    await books.balanced();
  }

  test("in the cart, without any script at all", async () => {
    const { customerId } = await claims.member("Plain");
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId, ...plain });
    await shopper.putIntoCart("wool-blanket", 1);
    await shopper.page.locator("#vafa-reward-five-off button").click();
    await shopper.page.waitForURL(/\/cart/);
    const [claim] = await books.redemptions(DEMO_SHOP, customerId);
    await shopper.page
      .getByText(claim?.code ?? "no code")
      .first()
      .waitFor();
    await shopper.checkOut();
    expect(await shopper.page.locator("[data-discount]").textContent()).toBe("-£5.00");
    expect(await shopper.page.locator("iframe.extension[src]").count()).toBe(0);
    await settled(customerId, await shopper.placeOrder());
  });

  test("on the account page: the code is shown there and typed in at the checkout", async () => {
    const { customerId } = await claims.member("Account");
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId });
    await shopper.page.goto(`${sandbox.origin}/sandbox/account/${DEMO_SHOP}?locale=en`);
    await shopper.points.getByRole("button", { name: /^Redeem 500 / }).click();
    await expect.poll(async () => (await claims.only(customerId))?.state, { timeout: 20_000 }).toBe("issued");
    const code = (await claims.only(customerId))?.code ?? "";
    await shopper.points.getByText(code).first().waitFor();

    const later = await Shopper.enter(house, { shop: DEMO_SHOP, customerId, ...plain });
    await later.putIntoCart("wool-blanket", 1);
    await later.checkOut();
    await later.page.locator("#code").fill(code);
    await later.page.locator("form.discount button").click();
    expect(await later.page.locator("[data-discount]").textContent()).toBe("-£5.00");
    await settled(customerId, await later.placeOrder());
  });
});
