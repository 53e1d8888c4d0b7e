/** The emulated REST API, asked over HTTP with the product's own client: signatures, rights, pages, and the traps of dates, refunds and codes. */
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { createClient, type Signing } from "../../../../woocommerce-bridge/src/client";
import { trashOrder } from "../state/change-order";
import { newKey } from "../state/keys";
import { type OrderWish, placeOrder } from "../state/place-order";
import { type RunningShop, runShop } from "../testing/running-shop";

const START = Date.UTC(2026, 10, 22, 10);
let now = START;
let running: RunningShop;

beforeEach(async () => {
  now = START;
  running = await runShop({ now: () => now });
});
afterEach(() => running.close());

const anything = z.unknown();
const rows = z.array(z.looseObject({ id: z.int() }));

function client(change: { signing?: Signing; secret?: string; url?: string } = {}) {
  const { consumerKey, consumerSecret } = running.key;
  return createClient({
    url: change.url ?? running.url,
    keys: { consumerKey, consumerSecret: change.secret ?? consumerSecret },
    allowPrivate: true,
    patience: { attempts: 1, requestMs: 5_000, longestWaitMs: 0, firstPauseMs: 1 },
    ...(change.signing ? { signing: change.signing } : {}),
  });
}

const mug = { productId: 201, variationId: 0, quantity: 1 };
function placed(wish: Partial<OrderWish> = {}) {
  const result = placeOrder(running.shop, { lines: [mug], userId: 11, billing: {}, ...wish });
  if (!result.ok) throw new Error(result.message);
  return result.order;
}

const answered = async (path: string, options: Parameters<typeof request>[1] = {}) => {
  const { statusCode, body } = await request(`${running.url}/wp-json/${path}`, options);
  return {
    status: statusCode,
    body: z.looseObject({ code: z.string(), message: z.string() }).parse(await body.json()),
  };
};

describe("who asks", () => {
  test("signs with OAuth over http, parameters and all", async () => {
    const found = await client().get("customers", {
      answer: rows,
      params: { search: "emma clarke*", per_page: 5 },
    });
    expect(found.data).toEqual([]);
    expect((await client().get("customers", { answer: rows })).total).toBe(5);
  });

  test("with a wrong secret is told so", async () => {
    await expect(client({ secret: "cs_wrong" }).get("orders", { answer: rows })).rejects.toMatchObject({
      code: "woocommerce_rest_authentication_error",
    });
  });

  test("with keys in a header over plain http is nobody; behind a proxy that says https somebody", async () => {
    const { consumerKey, consumerSecret } = running.key;
    const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64")}`;
    const plain = await answered("wc/v3/orders", { headers: { authorization } });
    expect(plain).toMatchObject({ status: 401, body: { code: "woocommerce_rest_cannot_view" } });
    const headers = { authorization, "x-forwarded-proto": "https" };
    expect((await request(`${running.url}/wp-json/wc/v3/orders`, { headers })).statusCode).toBe(200);
    running.site.heedsProxy = false;
    expect((await request(`${running.url}/wp-json/wc/v3/orders`, { headers })).statusCode).toBe(401);
  });

  test("a nonce is good once", async () => {
    let signed = "";
    const original = running.site.rest.answer.bind(running.site.rest);
    running.site.rest.answer = (asked) => {
      signed = asked.query
        .all()
        .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
        .join("&");
      return original(asked);
    };
    await client().get("orders", { answer: rows });
    expect(await answered(`wc/v3/orders?${signed}`)).toMatchObject({
      status: 401,
      body: { message: "Invalid nonce - nonce has already been used." },
    });
  });

  test("signs for the address that WordPress believes in, or is refused", async () => {
    await running.close();
    running = await runShop({ home: "http://shop.example/de" });
    await expect(client().get("orders", { answer: rows })).rejects.toThrow();
    const found = await client({ signing: "oauth-as:http://shop.example/de" }).get("orders", {
      answer: rows,
    });
    expect(found.data).toEqual([]);
  });

  test("may only what the key and its owner may", async () => {
    const { shop, key } = running;
    shop.keys.put({ ...key, permissions: "read" });
    await expect(client().put("customers/11", { answer: anything, body: {} })).rejects.toMatchObject({
      code: "woocommerce_rest_authentication_error",
    });
    shop.keys.put({
      ...newKey(shop, { userId: 2, description: "", permissions: "read_write" }),
      id: key.id,
      consumerKey: key.consumerKey,
      consumerSecret: key.consumerSecret,
    });
    expect((await client().get("orders", { answer: rows })).data).toEqual([]);
    await expect(client().get("customers", { answer: rows })).rejects.toMatchObject({
      code: "woocommerce_rest_cannot_view",
    });
  });
});

describe("orders", () => {
  test("a list hides trash and drafts, and trash beside any is any", async () => {
    const [seen, gone] = [placed(), placed()];
    placed({ status: "checkout-draft" });
    trashOrder(running.shop, gone);
    const list = async (status?: string) =>
      (await client().get("orders", { answer: rows, params: status ? { status } : {} })).data.map(
        ({ id }) => id,
      );
    expect(await list()).toEqual([seen.id]);
    expect(await list("any,trash")).toEqual([seen.id]);
    expect(await list("trash")).toEqual([gone.id]);
    await expect(client().get("orders", { answer: rows, params: { status: "wrong" } })).rejects.toMatchObject(
      { code: "rest_invalid_param" },
    );
  });

  test("past the last page nothing is counted, and more than a hundred on a page is refused", async () => {
    for (let index = 0; index < 3; index += 1) placed();
    const page = (params: Record<string, number>) => client().get("orders", { answer: rows, params });
    expect(await page({ per_page: 2, page: 2 })).toMatchObject({ total: 3, pages: 2 });
    expect(await page({ per_page: 2, page: 3 })).toMatchObject({ data: [], total: 0 });
    await expect(page({ per_page: 101 })).rejects.toMatchObject({ code: "rest_invalid_param" });
  });

  test("modified_after leaves the second itself out; with a zone and dates_are_gmt it leaves an hour out", async () => {
    placed({ at: START });
    placed({ at: START + 1_000 });
    placed({ at: START + 3_600_000 + 5_000 });
    const count = async (params: Record<string, string | boolean>) =>
      (await client().get("orders", { answer: rows, params })).data.length;
    expect(await count({ modified_after: "2026-11-22T10:00:00", dates_are_gmt: true })).toBe(2);
    expect(await count({ modified_after: "2026-11-22T10:00:00Z" })).toBe(2);
    expect(await count({ modified_after: "2026-11-22T11:00:00" })).toBe(2);
    expect(await count({ modified_after: "2026-11-22T10:00:00Z", dates_are_gmt: true })).toBe(1);
  });

  test("what is not there is 404 in WooCommerce's words", async () => {
    await expect(client().get("orders/999999", { answer: anything })).rejects.toMatchObject({
      status: 404,
      code: "woocommerce_rest_shop_order_invalid_id",
    });
    expect((await client().get("orders/999999/refunds", { answer: rows })).data).toEqual([]);
  });

  test("more back than was paid is 500; what is deleted tells nobody", async () => {
    const order = placed();
    const path = `orders/${order.id}/refunds`;
    const refund = (body: object) => client().post(path, { answer: z.looseObject({ id: z.int() }), body });
    await expect(refund({ amount: "999.00" })).rejects.toMatchObject({ name: "StoreUnavailable" });
    const { data } = await refund({ amount: "2.00", reason: "scratch", api_refund: false });
    expect((await client().get(path, { answer: rows })).data).toMatchObject([
      { id: data.id, amount: "2.00" },
    ]);
    const told: string[] = [];
    running.shop.listen(({ hook }) => told.push(hook));
    await client().delete(`${path}/${data.id}`, { answer: anything, params: { force: true } });
    await client().delete(`orders/${order.id}`, { answer: anything, params: { force: true } });
    expect(told).toEqual([]);
    expect(running.shop.order(order.id)).toBeNull();
  });
});

describe("coupons", () => {
  const body = (code: string) => ({
    code,
    amount: "5.00",
    date_expires: "2026-12-01T10:00:00Z",
    usage_limit: 1,
  });
  const make = (code: string) =>
    client().post("coupons", {
      answer: z.looseObject({ id: z.int(), date_expires_gmt: z.string() }),
      body: body(code),
    });

  test("a code is made once, and its end is meant as it was said", async () => {
    expect((await make("ONCE")).data).toMatchObject({
      code: "once",
      date_expires_gmt: "2026-12-01T10:00:00",
      amount: "5.00",
    });
    await expect(make("once")).rejects.toMatchObject({ code: "woocommerce_rest_coupon_code_already_exists" });
  });

  test("two at once can both make one; by its code only one is found, by search both", async () => {
    running.site.rest.switches.raceCoupons = true;
    await Promise.all([make("twin"), make("twin")]);
    const list = async (params: Record<string, string>) =>
      (await client().get("coupons", { answer: rows, params })).data.length;
    expect(await list({ code: "twin" })).toBe(1);
    expect(await list({ search: "twin" })).toBe(2);
  });
});

test("a batch of customers tells each one's error in its own place", async () => {
  const told: string[] = [];
  running.shop.listen(({ hook }) => told.push(hook));
  const update = [
    { id: 11, meta_data: [{ key: "vafa_standing", value: "{}" }] },
    { id: 99, meta_data: [] },
  ];
  const { data } = await client().put("customers/batch", {
    answer: z.object({ update: z.array(z.unknown()) }),
    body: { update },
  });
  expect(data.update).toMatchObject([
    { id: 11, meta_data: [{ key: "vafa_standing", value: "{}" }] },
    { id: 99, error: { code: "woocommerce_rest_invalid_id" } },
  ]);
  expect(told).toEqual(["update_customer"]);
});

test("a body that is no JSON is said to be none", async () => {
  expect(await answered("wc/v3/orders", { method: "POST", body: "{" })).toMatchObject({
    status: 400,
    body: { code: "rest_invalid_json" },
  });
});

test("the index says where WordPress believes to be, and whether the plugin is there", async () => {
  const index = () =>
    client().get("", {
      api: "index",
      answer: z.looseObject({ home: z.string(), namespaces: z.array(z.string()) }),
    });
  expect((await index()).data.home).toBe(running.url);
  running.site.rest.pluginActive = false;
  expect((await index()).data.namespaces).not.toContain("wc-vafa/v1");
});
