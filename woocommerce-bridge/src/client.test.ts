/** The client against a store at the HTTP line: what it signs, what it asks again, what its answers mean, and that no error ever holds a key. */
import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { delay, HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createClient, StoreClosed, StoreMisspoke, StoreRefused, StoreUnavailable } from "./client";
import { restCoupon } from "./found-coupon";
import { restOrder } from "./rest-order";
import { readRecorded } from "./testing/recorded";

const keys = { consumerKey: "ck_0123456789", consumerSecret: "cs_top-secret-9876" };
const patience = { attempts: 3, requestMs: 300, longestWaitMs: 2_000, firstPauseMs: 1 };
const HTTPS = "https://shop.example/wp";
const HTTP = "http://127.0.0.1:8088";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const storeAt = (url: string) => createClient({ url, keys, patience, allowPrivate: true });
const anything = { answer: z.unknown() };

/** Answers each request with the next; the last one again and again. Tells what it was asked. */
function answers(...given: readonly (() => Response | Promise<Response>)[]): Request[] {
  const asked: Request[] = [];
  const resolver = ({ request }: { request: Request }) => {
    asked.push(request.clone());
    return (given[asked.length - 1] ?? given.at(-1))?.();
  };
  server.use(http.all(`${HTTPS}/wp-json/wc/v3/*`, resolver), http.all(`${HTTP}/wp-json/wc/v3/*`, resolver));
  return asked;
}

const json =
  (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}) =>
  () =>
    new Response(JSON.stringify(body), {
      ...init,
      headers: { "content-type": "application/json", ...init.headers },
    });
const page = (status: number) => () =>
  new Response("<html>Just a moment</html>", { status, headers: { "content-type": "text/html" } });

async function failureOf(asking: Promise<unknown>): Promise<Error> {
  const error = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("it did not fail");
  return error;
}

describe("a request", () => {
  it("over https carries the keys in its header and nowhere else", async () => {
    const asked = answers(json({ id: 1 }));
    await storeAt(HTTPS).get("orders/1", { ...anything, params: { dp: 2, search: "a b" } });
    const url = new URL(asked[0]?.url ?? "");
    expect(url.pathname + url.search).toBe("/wp/wp-json/wc/v3/orders/1?dp=2&search=a+b");
    const basic = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString("base64");
    expect(asked[0]?.headers.get("authorization")).toBe(`Basic ${basic}`);
  });

  it("over http is signed by OAuth 1.0a, each time anew, without the secret", async () => {
    const asked = answers(page(503), json([]));
    await storeAt(HTTP).get("orders", { ...anything, params: { per_page: 100, status: "any" } });
    const nonces = asked.map((request) => {
      const url = new URL(request.url);
      expect(request.headers.get("authorization")).toBeNull();
      expect(request.url).not.toContain(keys.consumerSecret);
      const { oauth_signature: signature, ...signed } = Object.fromEntries(url.searchParams);
      expect(signed).toMatchObject({ oauth_consumer_key: keys.consumerKey, per_page: "100", status: "any" });
      const words = Object.keys(signed).sort();
      const pairs = words.map((word) => `${word}=${encodeURIComponent(signed[word] ?? "")}`).join("&");
      const base = ["GET", `${url.origin}${url.pathname}`, pairs].map(encodeURIComponent).join("&");
      const wanted = createHmac("sha256", `${keys.consumerSecret}&`).update(base).digest("base64");
      expect(signature).toBe(wanted);
      return signed.oauth_nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it("sends what it is to change as JSON, and reads what it parsed", async () => {
    const asked = answers(json(readRecorded("rest.coupon.created.json"), { status: 201 }));
    const { data } = await storeAt(HTTPS).post("coupons", { answer: restCoupon, body: { code: "ä-1" } });
    expect(data).toMatchObject({
      id: 24,
      usage_count: 0,
      date_expires_gmt: Date.parse("2026-12-31T22:59:59Z"),
    });
    expect([asked[0]?.method, await asked[0]?.json()]).toEqual(["POST", { code: "ä-1" }]);
    await storeAt(HTTPS).put("coupons/24", { ...anything, body: { individual_use: false } });
    await storeAt(HTTPS).delete("coupons/24", { ...anything, params: { force: true } });
    expect(asked.slice(1).map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
    expect(new URL(asked[2]?.url ?? "").search).toBe("?force=true");
  });

  it("for a list tells how many there are", async () => {
    const order = readRecorded("rest.order.with_coupon.json");
    answers(json([order], { headers: { "X-WP-Total": "101", "X-WP-TotalPages": "2" } }));
    const list = await storeAt(HTTPS).get("orders", { answer: z.array(restOrder) });
    expect(list).toMatchObject({ total: 101, pages: 2, data: [{ id: 27, total: "40.00" }] });
  });
});

describe("what passes by itself", () => {
  it.each([429, 502, 503, 504])(
    "(%i) is asked again where asking changes nothing, and never elsewhere",
    async (status) => {
      const asked = answers(page(status), json({ id: 1 }));
      expect((await storeAt(HTTPS).get("orders/1", anything)).data).toEqual({ id: 1 });
      expect(asked).toHaveLength(2);
      server.resetHandlers();
      const written = answers(page(status), json({ id: 1 }));
      const failure = await failureOf(storeAt(HTTPS).post("coupons", { ...anything, body: {} }));
      expect(failure).toMatchObject({ name: "StoreUnavailable", status });
      expect(written).toHaveLength(1);
    },
  );

  it("a lost connection too, and only so often", async () => {
    const asked = answers(() => HttpResponse.error());
    expect(await failureOf(storeAt(HTTPS).get("orders", anything))).toBeInstanceOf(StoreUnavailable);
    expect(asked).toHaveLength(patience.attempts);
    server.resetHandlers();
    const written = answers(() => HttpResponse.error());
    expect(await failureOf(storeAt(HTTPS).put("orders/1", { ...anything, body: {} }))).toBeInstanceOf(
      StoreUnavailable,
    );
    expect(written).toHaveLength(1);
  });

  it("an answer that breaks off in the middle too, but not one that is too large", async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"id":'));
            controller.error(new Error("cut"));
          },
        }),
      );
    const asked = answers(broken, json({ id: 1 }));
    expect((await storeAt(HTTPS).get("orders/1", anything)).data).toEqual({ id: 1 });
    expect(asked).toHaveLength(2);
    server.resetHandlers();
    const large = answers(() => new Response("x".repeat(33 * 1024 * 1024)));
    const patient = createClient({
      url: HTTPS,
      keys,
      allowPrivate: true,
      patience: { ...patience, requestMs: 10_000 },
    });
    expect((await failureOf(patient.get("orders", anything))).message).toContain("too-large");
    expect(large).toHaveLength(1);
  });

  it("is left to the caller when the store wants a longer wait", async () => {
    const asked = answers(json({}, { status: 429, headers: { "Retry-After": "60" } }));
    const failure = await failureOf(storeAt(HTTPS).get("orders", anything));
    expect(failure).toMatchObject({ name: "StoreUnavailable", retryAfterMs: 60_000, status: 429 });
    expect(asked).toHaveLength(1);
  });
});

describe("an answer that is none", () => {
  it("is a page instead of data, a redirect, a failure or a silence: the store is unavailable", async () => {
    const silence = () => delay(2_000).then(json({}));
    const elsewhere = () => new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } });
    const cases = [page(200), page(403), page(404), page(500), elsewhere, silence, () => new Response("")];
    for (const given of cases) {
      const asked = answers(given);
      const failure = await failureOf(storeAt(HTTPS).get("orders", anything));
      expect(failure).toBeInstanceOf(StoreUnavailable);
      expect(asked).toHaveLength(1);
      server.resetHandlers();
    }
  });

  it("says that it was a page, or how long it waited", async () => {
    answers(page(200));
    expect((await failureOf(storeAt(HTTPS).get("orders", anything))).message).toContain(
      "a page instead of data",
    );
    answers(() => delay(2_000).then(json({})));
    expect((await failureOf(storeAt(HTTPS).get("orders", anything))).message).toContain(
      "no answer within 300 ms",
    );
  });

  it("in another shape than WooCommerce's is told by the fields' names alone", async () => {
    answers(json({ id: "private words" }));
    const failure = await failureOf(storeAt(HTTPS).get("orders/1", { answer: restOrder }));
    expect(failure).toBeInstanceOf(StoreMisspoke);
    expect(inspect(failure)).not.toContain("private words");
  });
});

describe("a store that says no", () => {
  const refusal = (code: string, status: number, message = "No.") =>
    json({ code, message, data: { status } }, { status });

  it("has closed when our keys are not accepted, or may not do it", async () => {
    for (const given of [
      refusal("woocommerce_rest_authentication_error", 401),
      refusal("woocommerce_rest_cannot_view", 403),
      page(401),
    ]) {
      answers(given);
      expect(await failureOf(storeAt(HTTPS).get("orders", anything))).toBeInstanceOf(StoreClosed);
    }
    answers(refusal("woocommerce_rest_cannot_view", 403));
    expect(await failureOf(storeAt(HTTPS).get("orders", anything))).toMatchObject({
      code: "woocommerce_rest_cannot_view",
    });
  });

  it("has refused what was asked, with its own word for it", async () => {
    const asked = answers(
      refusal("woocommerce_rest_coupon_code_already_exists", 400, "The coupon code already exists"),
    );
    const failure = await failureOf(storeAt(HTTPS).post("coupons", { ...anything, body: {} }));
    expect(failure).toBeInstanceOf(StoreRefused);
    expect(failure).toMatchObject({ status: 400, code: "woocommerce_rest_coupon_code_already_exists" });
    expect(failure.message).toContain("already exists");
    expect(asked).toHaveLength(1);
  });
});

describe("no error", () => {
  const echo = `${keys.consumerSecret} and ${keys.consumerKey}`;
  const basic = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString("base64");

  it.each([
    ["refused", json({ code: "x", message: echo }, { status: 400 })],
    ["closed", json({ code: "x", message: echo }, { status: 401 })],
    ["forbidden", json({ code: "x", message: echo }, { status: 403 })],
    ["failed", json({ message: echo }, { status: 500 })],
    ["busy", json({ message: echo }, { status: 503 })],
    ["a page", () => new Response(echo)],
    ["another shape", json(echo)],
    [
      "elsewhere",
      () => new Response(null, { status: 301, headers: { location: `https://x/?s=${keys.consumerSecret}` } }),
    ],
    ["a lost connection", () => HttpResponse.error()],
    ["silence", () => delay(2_000).then(json({}))],
  ])("holds a key: %s", async (_what, given) => {
    for (const url of [HTTPS, HTTP]) {
      answers(given);
      const failure = await failureOf(storeAt(url).get("orders", { answer: z.array(restOrder) }));
      const everything = [
        failure.message,
        failure.stack,
        String(failure.cause),
        JSON.stringify(failure),
        JSON.stringify(failure, Object.getOwnPropertyNames(failure)),
        inspect(failure, { depth: 20, showHidden: true }),
      ].join("\n");
      for (const secret of [keys.consumerSecret, keys.consumerKey, basic, "oauth_signature"])
        expect(everything).not.toContain(secret);
    }
  });
});
