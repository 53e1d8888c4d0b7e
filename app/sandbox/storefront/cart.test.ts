/** The cart as a theme and our script use it: forms and JSON, codes that apply and codes that say why they do not. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "../cast/shops";
import type { SandboxDiscount } from "../state/types";
import { people, putCode, storeWithMembers } from "./testing";
import { type OpenStorefront, openStorefront, shopperCookie } from "./testing-server";

let storefront: OpenStorefront;
beforeAll(async () => {
  storefront = await openStorefront(storeWithMembers());
});
afterAll(() => storefront.close());

/** One shopper's browser: keeps the cookies it is given, follows nothing. */
function browserOf(...cookies: string[]) {
  const jar = new Map(cookies.map((cookie) => cookie.split("=", 2) as [string, string]));
  return async (path: string, body?: Record<string, unknown> | URLSearchParams) => {
    const json = body !== undefined && !(body instanceof URLSearchParams);
    const response = await fetch(`${storefront.url}/${DEMO_SHOP}${path}`, {
      method: body === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(json ? { "content-type": "application/json" } : {}),
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
      jar.set(name, value);
    }
    return response;
  };
}

const variantOf = (handle: string) => storefront.store.product(DEMO_SHOP, handle)?.variants[0]?.id ?? 0;

const code = (text: string, wish: Partial<SandboxDiscount> = {}) => putCode(storefront.store, text, wish);

describe("a cart", () => {
  test("is filled, changed and emptied by plain forms", async () => {
    const visit = browserOf();
    const id = variantOf("stoneware-mug");
    const added = await visit("/cart/add", new URLSearchParams({ id: String(id), quantity: "2" }));
    expect(added.status).toBe(303);
    expect(added.headers.get("location")).toBe(`/sandbox/stores/${DEMO_SHOP}/cart`);
    await visit("/cart/add", new URLSearchParams({ id: String(id) }));
    expect(await (await visit("/cart.js")).json()).toMatchObject({
      item_count: 3,
      total_price: 3_600,
      currency: "GBP",
    });
    await visit("/cart/change", new URLSearchParams({ id: String(id), quantity: "0" }));
    expect(await (await visit("/cart.js")).json()).toMatchObject({ item_count: 0, items: [] });
  });

  test("keeps the language of the page it was changed on", async () => {
    const visit = browserOf();
    const added = await visit(
      "/fa/cart/add",
      new URLSearchParams({ id: String(variantOf("stoneware-mug")) }),
    );
    expect(added.headers.get("location")).toBe(`/sandbox/stores/${DEMO_SHOP}/fa/cart`);
    expect(await (await visit("/fa/cart.js")).json()).toMatchObject({ items: [{ title: "ماگ سفالی" }] });
  });

  test("refuses what the shop does not sell", async () => {
    const visit = browserOf();
    expect((await visit("/cart/add.js", { id: 1 })).status).toBe(422);
    expect((await visit("/cart/add.js", { id: "x" })).status).toBe(422);
    expect((await visit("/cart/change.js", { id: 5, quantity: 1 })).status).toBe(422);
  });
});

describe("a discount code", () => {
  test("waits in the cart from its link on, and is worth what Shopify would give", async () => {
    code("FIVE", { customerIds: [people.emma.id] });
    const visit = browserOf(shopperCookie(people.emma));
    await visit("/cart/add.js", { id: variantOf("stoneware-mug") });
    const opened = await visit(`/discount/FIVE?redirect=/cart`);
    expect(opened.headers.get("location")).toBe(`/sandbox/stores/${DEMO_SHOP}/cart`);
    expect(await (await visit("/cart.js")).json()).toMatchObject({
      total_price: 700,
      total_discount: 500,
      items_subtotal_price: 1_200,
      discount_codes: [{ code: "FIVE", applicable: true }],
      cart_level_discount_applications: [
        { type: "discount_code", title: "FIVE", total_allocated_amount: 500 },
      ],
    });
    expect(await (await visit("/cart")).text()).toContain("−£5.00");
  });

  test("of another customer stays in the cart and says why it does not apply", async () => {
    code("HERS", { customerIds: [people.grace.id] });
    const visit = browserOf(shopperCookie(people.emma));
    await visit("/cart/add.js", { id: variantOf("stoneware-mug") });
    const answer = await visit("/cart/update.js", { discount: "HERS" });
    expect(await answer.json()).toMatchObject({
      total_price: 1_200,
      discount_codes: [{ code: "HERS", applicable: false }],
    });
    expect(await (await visit("/fa/cart")).text()).toContain("این کد برای مشتری دیگری است");
  });

  test("update replaces all codes, an empty one removes them", async () => {
    code("ONE");
    code("TWO");
    const visit = browserOf();
    await visit("/cart/add.js", { id: variantOf("stoneware-mug") });
    const both = await visit("/cart/update.js", { discount: "ONE, TWO,one" });
    expect((await both.json()).discount_codes).toEqual([
      { code: "ONE", applicable: true },
      { code: "TWO", applicable: false },
    ]);
    const none = await visit("/cart/update.js", { discount: "" });
    expect((await none.json()).discount_codes).toEqual([]);
  });

  test("is typed into the theme's field and taken out again without script", async () => {
    code("TYPED");
    const visit = browserOf();
    await visit("/cart/add.js", { id: variantOf("stoneware-mug") });
    await visit("/cart/discount", new URLSearchParams({ code: "typed" }));
    expect(await (await visit("/cart.js")).json()).toMatchObject({ total_discount: 500 });
    await visit("/cart/discount/remove", new URLSearchParams({ code: "TYPED" }));
    expect(await (await visit("/cart.js")).json()).toMatchObject({ total_discount: 0, discount_codes: [] });
  });

  test("never sends a shopper to another site", async () => {
    const visit = browserOf();
    const goesTo = async (redirect: string) =>
      (await visit(`/discount/X?redirect=${encodeURIComponent(redirect)}`)).headers.get("location");
    const home = `/sandbox/stores/${DEMO_SHOP}/`;
    expect(await goesTo("https://evil.example")).toBe(home);
    expect(await goesTo("//evil.example")).toBe(home);
    expect(await goesTo("/\\evil.example")).toBe(home);
    expect(await goesTo("/sandbox/admin/x")).toBe(home);
    expect(await goesTo(`${home}fa/cart`)).toBe(`${home}fa/cart`);
  });
});

describe("a visit", () => {
  test("logs in as one of the cast, in their language, and out again", async () => {
    const visit = browserOf();
    const entered = await visit(
      "/account/login",
      new URLSearchParams({ customer_id: String(people.nasrin.id) }),
    );
    expect(entered.headers.get("location")).toBe(`/sandbox/stores/${DEMO_SHOP}/fa/account`);
    expect(await (await visit("/fa/account")).text()).toContain("سلام نسرین");
    await visit("/account/logout", new URLSearchParams());
    expect(await (await visit("/account")).text()).toContain("Who are you today?");
  });

  test("cannot log in as a customer of another shop", async () => {
    const visit = browserOf();
    await visit("/account/login", new URLSearchParams({ customer_id: String(people.maryam.id) }));
    expect(await (await visit("/account")).text()).toContain("Who are you today?");
  });

  test("to no such shop, language or product is not found", async () => {
    const status = async (path: string) => (await fetch(`${storefront.url}/${path}`)).status;
    expect(await status("nobody.myshopify.com/")).toBe(404);
    expect(await status(`${DEMO_SHOP}/products/nothing`)).toBe(404);
    expect(await status(`${DEMO_SHOP}/de/cart`)).toBe(404);
    expect(await status(`${DEMO_SHOP}/ar/cart`)).toBe(200);
  });
});
