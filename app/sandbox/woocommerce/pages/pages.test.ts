/** The pages of a WordPress shop with the real plugin in them: what WooCommerce shows where, and that nothing of it waits for or breaks with the Vafa server. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Query } from "../rest/query";
import { createCoupon } from "../state/change-coupon";
import { type OpenPages, openPages } from "./testing";

let pages: OpenPages;
beforeAll(async () => {
  pages = await openPages("nordlicht");
  pages.shop.setOption("vafa_connection", {
    appUrl: "http://127.0.0.1:9",
    shopId: "shop-1",
    secret: "a-secret-of-the-test-alone",
  });
  pages.shop.setOption("vafa_program", {
    version: 1,
    currency: "EUR",
    exponent: 2,
    pointsName: { en: "points", fa: "امتیاز", ar: "نقطة" },
    earning: { points: 5, perMinor: 100, rounding: "down" },
    membership: "automatic",
    rewards: [],
  });
});
afterAll(() => pages.close());
afterEach(() => {
  expect(pages.wordpress.complaints).toEqual([]);
  pages.wordpress.lines.clear();
  pages.wordpress.onCall = () => undefined;
  pages.shop.deleteOption("_transient_vafa_away");
  pages.shop.deleteOption("_transient_timeout_vafa_away");
});

const member = (id: number, balance: number) => {
  const user = pages.shop.user(id);
  if (user === null) throw new Error("there is no such user");
  const value = JSON.stringify({ balance, pending: 0, standing: {} });
  pages.shop.users.put({ ...user, meta: [{ id: 1, key: "vafa_standing", value }] });
};

async function loggedIn(who: string) {
  const browser = pages.browser();
  await browser.get(`/wp-login.php?user=${who}`);
  return browser;
}

describe("the shop", () => {
  test("lists its products, shows one with what it earns, and knows no others", async () => {
    const browser = pages.browser();
    expect((await browser.get("/")).text).toContain("Stoneware mug");
    const product = await browser.get("/product/stoneware-mug/");
    expect(product.text).toMatch(/class="vafa-hint">Members earn \d+ points/);
    expect((await browser.get("/product/no-such-thing/")).status).toBe(404);
    // Block pages fire the classic hooks too, and variations speak for themselves.
    for (const path of ["/product/wool-blanket/", "/classic-product/wool-blanket/"]) {
      const { text } = await browser.get(path);
      expect(text.match(/<p class="vafa-hint">/g), path).toHaveLength(1);
      expect(text.match(/&lt;p class=\\&quot;vafa-hint/g), path).toHaveLength(2);
    }
    expect((await browser.get("/my-account/no-such-tab/")).status).toBe(404);
  });

  test("has one right address: another name of this machine leads there", async () => {
    const answer = await fetch(`${pages.home.replace("localhost", "127.0.0.1")}/cart/`, {
      redirect: "manual",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([301, `${pages.home}/cart/`]);
  });

  test("speaks the language that was chosen, in its direction, and remembers it", async () => {
    const browser = pages.browser();
    expect((await browser.get("/?lang=fa")).text).toContain('<html dir="rtl" lang="fa-IR">');
    const product = await browser.get("/product/stoneware-mug/");
    expect(product.text).toContain("افزودن به سبد خرید");
    expect(product.text).toMatch(/class="vafa-hint">[^<]*امتیاز/);
    expect((await browser.get("/?lang=en")).text).toContain('<html lang="en-US">');
  });

  test("keeps a guest's cart through the login", async () => {
    const browser = pages.browser();
    await browser.post("/product/stoneware-mug/", { "add-to-cart": "201", quantity: "2" });
    await browser.get("/wp-login.php?user=lily");
    expect((await browser.get("/cart/")).text).toContain('name="quantity" value="2"');
  });
});

describe("cart and checkout", () => {
  test("classic pages fire WooCommerce's hooks, block pages none of them", async () => {
    const browser = await loggedIn("grace");
    member(15, 700);
    await browser.post("/product/stoneware-mug/", { "add-to-cart": "201" });
    const classic = await browser.get("/classic-cart/");
    expect(classic.text.indexOf('id="vafa"')).toBeGreaterThan(classic.text.indexOf("woocommerce-cart-form"));
    expect(classic.text.indexOf('id="vafa"')).toBeLessThan(classic.text.indexOf("cart-collaterals"));
    const block = await browser.get("/cart/");
    expect(block.text).not.toContain("woocommerce-cart-form");
    expect(block.text.indexOf('id="vafa"')).toBeLessThan(
      block.text.indexOf('data-block-name="woocommerce/cart"'),
    );
    for (const path of ["/checkout/", "/classic-checkout/"])
      expect((await browser.get(path)).text.match(/id="vafa"/g), path).toHaveLength(1);
  });

  test("a code is applied, an unknown one refused with the reason, on both shapes", async () => {
    createCoupon(pages.shop, {
      code: "five",
      amount: "5.00",
      emailRestrictions: ["emma.clarke@example.com"],
    });
    const browser = await loggedIn("emma");
    await browser.post("/product/enamel-teapot/", { "add-to-cart": "202" });
    expect(
      (await browser.post("/cart/", { sandbox_store_api: "coupon", coupon_code: "nope" })).text,
    ).toContain('Coupon "nope" cannot be applied because it does not exist.');
    expect((await browser.post("/classic-cart/", { apply_coupon: "1", coupon_code: "FIVE" })).text).toContain(
      "Coupon code applied successfully.",
    );
    expect((await browser.get("/cart/")).text).toMatch(/Discount <small[^>]*><bdi>five<\/bdi>/);
  });

  test.each([
    ["/checkout/", { sandbox_store_api: "order" }, "store-api"],
    ["/classic-checkout/", { woocommerce_checkout_place_order: "1" }, "checkout"],
  ])("an order is placed from %s, and what it earns is said once", async (path, deed, via) => {
    const browser = await loggedIn("omar");
    member(13, 10);
    await browser.post("/product/enamel-teapot/", { "add-to-cart": "202" });
    await browser.get(path);
    const nonce = browser.field("woocommerce-process-checkout-nonce");
    const form = { ...deed, billing_email: "omar.haddad@example.com", payment_method: "card" };
    const page = await browser.post(path, { ...form, "woocommerce-process-checkout-nonce": nonce });
    expect(page.url).toMatch(/order-received\/\d+\/\?key=wc_order_/);
    expect(page.text.match(/class="vafa-thanks"/g)).toHaveLength(1);
    const [order] = pages.shop.ordersNewestFirst();
    expect(order).toMatchObject({ customerId: 13, createdVia: via, status: "processing" });
    expect((await browser.get("/my-account/orders/")).text).toContain(`#${order?.id}`);
  });

  test("an order without WordPress' nonce is not placed", async () => {
    const browser = await loggedIn("nasrin");
    await browser.post("/product/enamel-teapot/", { "add-to-cart": "202" });
    const before = pages.shop.orders.size;
    const page = await browser.post("/classic-checkout/", { woocommerce_checkout_place_order: "1" });
    expect(page.text).toContain("unable to process your order");
    expect(pages.shop.orders.size).toBe(before);
  });
});

describe("while the Vafa server is away", () => {
  test.each(["away", "slow"] as const)(
    "(%s) pages show what the store knows, and wait once at most, for two seconds at most",
    async (line) => {
      const browser = await loggedIn("emma");
      member(11, 1_234);
      await browser.get("/my-account/");
      pages.wordpress.lines.set("nordlicht", line);
      const waits: number[] = [];
      pages.wordpress.onCall = ({ timeoutMs }) => waits.push(timeoutMs);
      const first = await browser.get("/my-account/points/");
      expect(first.text).toContain("1,234");
      expect(first.text).toContain("cannot be reached");
      expect((await browser.get("/cart/")).status).toBe(200);
      expect(waits).toHaveLength(1);
      expect(waits[0]).toBeLessThanOrEqual(2_000);
    },
  );
});

describe("wp-admin", () => {
  test("is for staff: a guest logs in first, a customer is led away", async () => {
    expect((await pages.browser().get("/wp-admin/")).url).toMatch(/my-account\/\?redirect_to=/);
    const customer = await loggedIn("emma");
    expect((await customer.get("/wp-admin/admin.php?page=vafa")).url).toMatch(/my-account\/$/);
  });

  test.each(["jonas", "mira"])(
    "shows %s the plugin's page with a token in its frame, and gives fresh ones",
    async (who) => {
      const browser = await loggedIn(who);
      const page = await browser.get("/wp-admin/admin.php?page=vafa");
      expect(page.text).toMatch(
        /<iframe id="vafa-admin-frame"[^>]*src="http:\/\/127\.0\.0\.1:9\/app\?woo=ey/,
      );
      expect(page.text).not.toContain("a-secret-of-the-test-alone");
      const nonce = /data-nonce="([^"]+)"/.exec(page.text)?.[1] ?? "";
      const fresh = await browser.post("/wp-admin/admin-ajax.php", { action: "vafa_token", nonce });
      expect(JSON.parse(fresh.text)).toMatchObject({ success: true, data: { token: expect.any(String) } });
      expect(
        (await browser.post("/wp-admin/admin-ajax.php", { action: "vafa_token", nonce: "0" })).status,
      ).toBe(403);
    },
  );
});

describe("the plugin's REST routes", () => {
  const key = {
    permissions: "read_write",
    consumerKey: "ck_1",
    consumerSecret: "cs_1",
    description: "",
  } as const;
  const ask = (method: string, path: string, body: Readonly<Record<string, unknown>> = {}) =>
    pages.site.rest.answer({
      method,
      path: `wc-vafa/v1/${path}`,
      query: Query.of(""),
      secure: true,
      authorization: `Basic ${Buffer.from("ck_1:cs_1").toString("base64")}`,
      body,
    });

  test("are answered by its own PHP, for whom WooCommerce's key stands for", async () => {
    pages.shop.keys.put({ ...key, id: 1, userId: 1, lastAccess: null });
    const connection = {
      appUrl: "http://127.0.0.1:9",
      shopId: "shop-2",
      secret: "another-secret-of-the-test",
    };
    expect(await ask("PUT", "connection", connection)).toEqual({
      status: 200,
      body: { version: expect.any(String), connected: true, shopId: "shop-2" },
    });
    expect(pages.shop.option("vafa_connection")).toMatchObject(connection);
    expect(await ask("PUT", "connection", { appUrl: "x" })).toMatchObject({ status: 400 });
    const [read] = await Promise.all([ask("GET", "connection"), ask("GET", "connection")]);
    expect(read).toMatchObject({ status: 200 });
    expect(JSON.stringify(read)).not.toContain("another-secret");
    expect(await ask("DELETE", "connection")).toMatchObject({ body: { connected: false } });
    expect(pages.shop.option("vafa_connection")).toBeUndefined();
  });

  test("are closed to support's keys", async () => {
    pages.shop.keys.put({ ...key, id: 1, userId: 2, lastAccess: null });
    expect(await ask("GET", "connection")).toMatchObject({ status: 403 });
  });
});
