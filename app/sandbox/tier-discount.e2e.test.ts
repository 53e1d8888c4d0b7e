/**
 * Tier benefits that are discounts, in Chromium, in English and in Persian: once the terms give them, the store's own automatic discount runs our function in the cart and
 * at the checkout, for members of the tier alone, and the order earns on what was paid.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { orderId as orderIdOf } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import { saveTerms } from "../services/save-terms";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type SecondProcess, secondProcess } from "./testing/second-process";
import { type House, readNumber, Shopper } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let house: House;
let other: SecondProcess;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  other = await secondProcess(0);
  house = { browser, origin: sandbox.origin };
});
afterAll(async () => {
  await other.close();
  await books.close();
});

/** Grace and Ali buy most in their shops, so that they have a tier. */
const places = [
  {
    domain: DEMO_SHOP,
    member: "grace",
    language: "",
    handle: "enamel-teapot",
    cart: /Tier discount: \w+/,
    free: "Free",
  },
  {
    domain: TEHRAN_SHOP,
    member: "ali",
    language: "",
    handle: "saffron",
    cart: /تخفیف سطح: /,
    free: "رایگان",
  },
] as const;

describe.each(places)("tier benefits at $domain", ({ domain, member, language, handle, cart, free }) => {
  let before: Terms;
  let who: number;
  const inForce = async () => {
    const shopId = await books.shopId(domain);
    const shop = await findShop(sqlOf(other.ctx.db), shopId);
    if (!shop) throw new Error("the shop is gone");
    const terms = await other.ctx.terms(sqlOf(other.ctx.db), shopId, shop.termsVersion);
    return { shopId, version: shop.termsVersion, terms };
  };
  const save = async (terms: Terms) => {
    const { shopId, version } = await inForce();
    const saved = await saveTerms(other.ctx, { shopId, terms, basedOn: version, actor: "staff:test" });
    expect(saved).toMatchObject({ done: true });
    await sandbox.workedOff();
  };

  beforeAll(async () => {
    const shop = await sandbox.shop(domain);
    who = shop.cast.find(({ key }) => key === member)?.id ?? 0;
    before = (await inForce()).terms;
    const levels = before.tiers.levels.map((level) => ({
      ...level,
      benefits: { ...level.benefits, percentOffBp: 1_000, freeShipping: true },
    }));
    await save({ ...before, tiers: { ...before.tiers, levels } });
  });
  afterAll(() => save(before));

  test("are taken off in the cart and at the checkout, with the tier's name", async () => {
    const shopper = await Shopper.enter(house, { shop: domain, customerId: who, language });
    await shopper.putIntoCart(handle, 1);
    const benefit = shopper.page.locator("[data-automatic]").first();
    expect(await benefit.textContent()).toMatch(cart);
    await shopper.checkOut();
    expect(await shopper.page.locator("#codes [data-automatic]").count()).toBe(2);
    expect(await shopper.page.locator("#totals").textContent()).toContain(free);
    const price = await priceOf(handle);
    const shown = await shopper.page.locator("[data-discount]").textContent();
    expect(Math.abs(readNumber(shown))).toBe(Math.round(price / 10));
    const orderId = await shopper.placeOrder();
    await sandbox.workedOff();
    const order = await (await other.ctx.storeFor(await books.shopId(domain))).fetchOrder(
      orderIdOf(String(orderId)),
    );
    if (!order || "parked" in order) throw new Error("the order is not there");
    expect(order.order.codes).toEqual([]);
    expect(order.order.lines[0]?.discounts).toEqual([{ code: null, amount: Math.round(price / 10) }]);
    await shopper.page.context().close();
  });

  test("are nobody's without the tier, and end with the terms that gave them", async () => {
    const stranger = await sandbox.customer(domain, "Stranger");
    const shopper = await Shopper.enter(house, { shop: domain, customerId: stranger, language });
    await shopper.putIntoCart(handle, 1);
    await sandbox.workedOff();
    const first = (await inForce()).terms.tiers.levels[0];
    // Where membership is automatic a newcomer is a member too, and has the first tier if it asks for nothing.
    const welcomed = first?.threshold === 0 && (await books.member(domain, stranger)) !== null;
    expect((await shopper.page.locator("[data-automatic]").count()) > 0).toBe(welcomed);
    await save(before);
    await shopper.page.reload();
    expect(await shopper.page.locator("[data-automatic]").count()).toBe(0);
    await shopper.page.context().close();
  });

  async function priceOf(product: string): Promise<number> {
    const { products } = await sandbox.shop(domain);
    return products.find((one) => one.handle === product)?.variants[0]?.priceMinor ?? 0;
  }
});
