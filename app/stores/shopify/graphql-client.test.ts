/** Laws of asking Shopify: what passes is tried again, a bounded number of times; what does not is said in the port's words. */
import { delay, HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { adminApi, data, json, page, testLine } from "../../testing/admin-api-line";
import { StoreClosed, StoreUnavailable } from "../store";
import { TooCostly } from "./graphql-answer";
import { ask } from "./graphql-client";
import { describeShop } from "./operations/describe-shop";
import { createThrottle } from "./throttle";

const api = adminApi();
beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
afterEach(() => api.server.resetHandlers());
afterAll(() => api.server.close());

const facts = {
  shop: { name: "Marlow & Rose", currencyCode: "GBP", ianaTimezone: "Europe/London" },
  shopLocales: [{ locale: "en", primary: true }],
};
const cost = (requested: number, available: number, restoreRate = 1_000) => ({
  requestedQueryCost: requested,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: available, restoreRate },
});
const fine = () => data(facts, cost(10, 1_900));
const failing = (code: string, extensions?: object) => () =>
  json({ errors: [{ message: code, extensions: { code } }], ...(extensions ? { extensions } : {}) });
const throttled = (requested: number, available: number) =>
  failing("THROTTLED", { cost: cost(requested, available) });

const asking = (line = testLine()) => ask(line, describeShop, {});

describe("what passes by itself", () => {
  test("an answer is read by the operation's own parser", async () => {
    api.answers(fine);
    expect((await asking()).shop.name).toBe("Marlow & Rose");
    expect(api.calls[0]?.token).toBe("token-1");
  });

  test("throttled by cost: waits until the bucket holds enough, then asks again", async () => {
    api.answers(throttled(300, 100), fine);
    const began = performance.now();
    await asking();
    expect(api.calls).toHaveLength(2);
    expect(performance.now() - began).toBeGreaterThanOrEqual(195);
  });

  test.each([
    ["429 with a time", () => page(429, { "Retry-After": "0.1" })],
    ["500 with a page", () => page(500)],
    ["502 with a page", () => page(502)],
    ["200 with a page", () => page(200)],
    [
      "half an answer",
      () =>
        new HttpResponse('{"data":{"shop":{"name":"Mar', { headers: { "Content-Type": "application/json" } }),
    ],
    ["nothing", () => new HttpResponse("")],
    ["data that is null", () => json({ data: null })],
    ["a failure inside Shopify", failing("INTERNAL_SERVER_ERROR")],
    ["a lost connection", () => HttpResponse.error()],
    [
      "no answer in time",
      async () => {
        await delay(400);
        return fine();
      },
    ],
  ])("%s: is asked again", async (_what, answer) => {
    api.answers(answer, fine);
    expect((await asking()).shop.currencyCode).toBe("GBP");
    expect(api.calls).toHaveLength(2);
  });

  test("what lasts is StoreUnavailable after a bounded number of tries", async () => {
    api.answers(() => page(503));
    await expect(asking()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(api.calls).toHaveLength(3);
  });

  test("a long wait is not waited for: the caller is told when to come back", async () => {
    api.answers(() => page(429, { "Retry-After": "30" }));
    await expect(asking()).rejects.toMatchObject({ name: "StoreUnavailable", retryAfterMs: 30_000 });
    api.answers(throttled(1_000, 0));
    await expect(asking()).rejects.toMatchObject({ name: "StoreUnavailable", retryAfterMs: 1_000 });
    expect(api.calls).toHaveLength(1);
  });

  test("a frozen shop is asked again in an hour, not in a second", async () => {
    api.answers(() => page(402));
    await expect(asking()).rejects.toMatchObject({ name: "StoreUnavailable", retryAfterMs: 3_600_000 });
    expect(api.calls).toHaveLength(1);
  });
});

describe("what does not pass", () => {
  test("a refused token is exchanged once, because another process may have a newer one", async () => {
    api.answers(({ token }) => (token === "token-1" ? page(401) : fine()));
    await asking();
    expect(api.calls.map(({ token }) => token)).toEqual(["token-1", "token-2"]);
  });

  test.each([
    ["401 for every token", () => page(401)],
    ["403", () => page(403)],
    ["404, the shop is gone", () => page(404)],
    ["a scope that was not granted", failing("ACCESS_DENIED")],
  ])("%s: the store is closed to us", async (_what, answer) => {
    api.answers(answer);
    await expect(asking()).rejects.toBeInstanceOf(StoreClosed);
  });

  test("no other token to be had: closed, and asked once", async () => {
    api.answers(() => page(401));
    await expect(asking(testLine({ accessToken: async () => "same" }))).rejects.toBeInstanceOf(StoreClosed);
    expect(api.calls).toHaveLength(1);
  });

  test("too much at once is said, so that a smaller page can be asked for", async () => {
    api.answers(failing("MAX_COST_EXCEEDED"));
    await expect(asking()).rejects.toBeInstanceOf(TooCostly);
  });

  test("data beside an error is no answer", async () => {
    api.answers(() => json({ data: facts, errors: [{ message: "shopLocales failed" }] }));
    await expect(asking()).rejects.toThrow("shopLocales failed");
    expect(api.calls).toHaveLength(1);
  });

  test("an answer in another shape is a bug that says where", async () => {
    api.answers(() => data({ ...facts, shop: { name: 5 } }));
    await expect(asking()).rejects.toThrow(/DescribeShop was answered in another shape[\s\S]*shop\.name/);
  });
});

describe("the bucket", () => {
  test("is remembered, so that a costly question waits before it is turned away", () => {
    let now = 0;
    const throttle = createThrottle(() => now);
    expect(throttle.waitFor("ListOrders")).toBe(0);
    throttle.heard("ListOrders", { requested: 300, bucket: { available: 100, perSecond: 100 } });
    expect(throttle.waitFor("ListOrders")).toBe(2_000);
    now = 1_500;
    expect(throttle.waitFor("ListOrders")).toBe(500);
    expect(throttle.waitFor("SetMetafields")).toBe(0);
    now = 2_000;
    expect(throttle.waitFor("ListOrders")).toBe(0);
  });
});
