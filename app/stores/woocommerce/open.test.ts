/** The store port at WooCommerce: recorded answers through the real code, what has no meaning there, and a hostile store, which never gets a key into a log. */
import { setTimeout as pause } from "node:timers/promises";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readRecorded, recordedDelivery } from "../../../woocommerce-bridge/src/testing/recorded";
import { customerId, instant, orderId } from "../../loyalty/brand";
import { currency, minor } from "../../loyalty/money";
import { testFingerprint as fingerprint } from "../../testing/fingerprint";
import { type CodeOrder, type Store, StoreClosed, StoreUnavailable } from "../store";
import { connectionProblemOf, woocommerceSiteFor, woocommerceStoreFor } from "../woocommerce.server";

const URL_OF_STORE = "https://shop.example";
const keys = { consumerKey: "ck_port_0123456789", consumerSecret: "cs_port_9876543210" };
const patience = { attempts: 2, requestMs: 300, longestWaitMs: 100, firstPauseMs: 1 };
const connection = { storeUrl: URL_OF_STORE, keys, signing: "basic" } as const;
const deps = { fingerprint, allowPrivate: false, patience };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const opened = (): Store => woocommerceStoreFor(connection, deps);
const at = (path: string, method: "get" | "post" | "put" | "delete", answer: () => unknown) =>
  http[method](`${URL_OF_STORE}/wp-json/${path}`, async () => {
    const given = await answer();
    return given instanceof Response ? given : new HttpResponse(JSON.stringify(given));
  });
const gone = (code: string) => () => HttpResponse.json({ code, message: "No." }, { status: 404 });
const order14 = () => JSON.parse(recordedDelivery("order.updated.partially_refunded.json").rawBody);

describe("an order", () => {
  test("with refunds is fetched with them, as they were recorded", async () => {
    server.use(
      at("wc/v3/orders/14", "get", order14),
      at("wc/v3/orders/14/refunds", "get", () => [readRecorded("rest.refund.partial.json")]),
    );
    const found = await opened().fetchOrder(orderId("14"));
    expect(found).toMatchObject({ order: { orderId: "14", status: "paid" } });
    if (found === null || "parked" in found) throw new Error("it was not read");
    expect(found.order.lines.reduce((sum, line) => sum + line.refunded, 0)).toBe(3_000);
    expect(found).not.toHaveProperty("refundsUnnamed");
  });

  test("that is not there is none", async () => {
    server.use(at("wc/v3/orders/14", "get", gone("woocommerce_rest_shop_order_invalid_id")));
    expect(await opened().fetchOrder(orderId("14"))).toBeNull();
  });
});

describe("a redemption's code", () => {
  const wanted: CodeOrder = {
    code: "VAFA-7K3M",
    title: "Ten euros (Vafa VAFA-7K3M)",
    customerId: customerId("5"),
    worth: { kind: "amount-off", value: minor(1_000) },
    currency: currency("EUR"),
    startsAt: instant(0),
    endsAt: instant(Date.parse("2026-12-31T22:59:59Z")),
    minimumSubtotal: minor(0),
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
  };
  const account = { id: 5, email: "Ana@Example.com", billing: { email: "office@example.com" } };

  test("is bound to the address of the account, whatever stands in its billing form", async () => {
    const made: object[] = [];
    server.use(
      at("wc/v3/customers/5", "get", () => account),
      at("wc/v3/coupons", "get", () => made),
      http.post(`${URL_OF_STORE}/wp-json/wc/v3/coupons`, async ({ request }) => {
        const { date_expires, ...asked } = Object(await request.json());
        made.push({ ...asked, id: 24, usage_count: 0 });
        return HttpResponse.json({ id: 24 }, { status: 201 });
      }),
    );
    expect(await opened().issueCode(wanted)).toEqual({ status: "issued", storeRef: "24" });
    expect(made).toEqual([
      expect.objectContaining({ code: "vafa-7k3m", email_restrictions: ["ana@example.com"], usage_limit: 1 }),
    ]);
  });

  test("is refused for who is no customer any more, and for what WooCommerce cannot give", async () => {
    server.use(at("wc/v3/customers/5", "get", gone("wc_user_invalid_id")));
    expect(await opened().issueCode(wanted)).toMatchObject({ status: "refused" });
    server.use(at("wc/v3/customers/5", "get", () => account));
    const capped = { kind: "free-shipping", maximumShipping: minor(500) } as const;
    expect(await opened().issueCode({ ...wanted, worth: capped })).toMatchObject({ status: "refused" });
  });
});

test("what has no meaning at WooCommerce is refused or does nothing, and asks the store for nothing", async () => {
  const store = opened();
  const gift = {
    key: "k",
    customerId: customerId("5"),
    value: minor(100),
    currency: currency("EUR"),
    note: "",
  };
  expect(await store.giveStoreCredit(gift)).toMatchObject({ status: "refused" });
  expect(await store.issueGiftCard({ ...gift, code: "x" })).toMatchObject({ status: "refused" });
  await store.changeTags(customerId("5"), { add: ["gold"], remove: [] });
  await store.pushTierDiscounts([{ tierId: "gold", percentOffBp: 500, freeShipping: false }]);
});

test("a webhook's name tells one secret from another, and neither", async () => {
  const names: string[] = [];
  server.use(
    at("wc/v3/webhooks", "get", () => []),
    http.post(`${URL_OF_STORE}/wp-json/wc/v3/webhooks`, async ({ request }) => {
      const asked = Object(await request.json());
      names.push(asked.name);
      return HttpResponse.json({ id: names.length, status: "active", ...asked });
    }),
  );
  const site = woocommerceSiteFor(connection, deps);
  for (const secret of ["secret-one", "secret-two"])
    await site.ensureWebhooks({ deliverTo: "https://vafa.example/in", secret });
  expect(new Set(names).size).toBe(names.length);
  expect(names.join()).not.toContain("secret");
});

describe("a hostile store", () => {
  const echo = `${keys.consumerKey} ${keys.consumerSecret}`;
  const page = (status: number) => () => new HttpResponse(`<html>${echo}</html>`, { status });
  const json = (status: number) => () =>
    HttpResponse.json({ code: "c", message: echo, data: {} }, { status });
  const large = "x".repeat(33 * 1024 * 1024);
  const huge = () => new HttpResponse(large);
  const redirect = () =>
    new HttpResponse(null, {
      status: 302,
      headers: { location: `http://10.0.0.1/?k=${keys.consumerSecret}` },
    });
  const slow = async () => {
    await pause(1_500);
    return [];
  };

  const deeds: readonly ((store: Store) => Promise<unknown>)[] = [
    (store) => store.fetchOrder(orderId("14")),
    (store) => store.listOrders({ since: instant(0), cursor: null }),
    (store) => store.listChanged({ since: instant(0), cursor: null }),
    (store) => store.audit?.(null) ?? Promise.resolve(),
    (store) => store.killCode("VAFA-1", "24"),
    (store) => store.describeShop(),
    (store) => store.searchCatalogue({ kind: "product", words: "tea" }),
    (store) => store.describeCustomer(customerId("5")),
  ];

  test.each([
    ["silence for too long", slow, "unreachable"],
    ["a lost connection", () => HttpResponse.error(), "unreachable"],
    ["a huge answer", huge, "unreachable"],
    ["a failure", page(500), "unreachable"],
    ["a way into a private network", redirect, "misspeaking"],
    ["a page instead of data", page(200), "misspeaking"],
    ["a firewall's page", page(403), "misspeaking"],
    ["keys that were revoked", json(401), "keys-refused"],
    ["rights that were taken away", json(403), "keys-refused"],
  ] as const)(
    "with %s is told by the port's own errors, and no key is in any of them",
    async (_what, answer, problem) => {
      server.use(
        http.all(`${URL_OF_STORE}/wp-json/*`, async () => {
          const given = await answer();
          return given instanceof Response ? given : HttpResponse.json(given);
        }),
      );
      const lines: string[] = [];
      const log = pino({}, { write: (line: string) => lines.push(line) });
      // Thirty megabytes are read but once.
      for (const deed of answer === huge ? deeds.slice(0, 1) : deeds) {
        const failure: unknown = await deed(opened()).then(
          () => null,
          (error: unknown) => error,
        );
        const expected = problem === "keys-refused" ? StoreClosed : StoreUnavailable;
        expect(failure).toBeInstanceOf(expected);
        expect(connectionProblemOf(failure)).toBe(problem);
        log.error({ err: failure }, "a deed failed");
        log.info({ failure, cause: failure instanceof Error ? failure.cause : null }, String(failure));
      }
      const basic = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString("base64");
      for (const secret of [...Object.values(keys), basic]) expect(lines.join("\n")).not.toContain(secret);
    },
  );

  test("that takes the keys back in the middle of an import ends it there, with what came before", async () => {
    let pages = 0;
    const rows = Array.from({ length: 100 }, (_, index) => ({
      ...order14(),
      id: index + 1,
      refunds: [],
      status: "processing",
      date_created_gmt: new Date(Date.UTC(2026, 10, 1, 0, 0, index)).toISOString().slice(0, 19),
    }));
    server.use(
      at("wc/v3/orders", "get", () => {
        pages += 1;
        return pages === 1 ? HttpResponse.json(rows, { headers: { "X-WP-Total": "250" } }) : json(401)();
      }),
    );
    const first = await opened().listOrders({ since: instant(0), cursor: null });
    expect([first.received.length, first.expected]).toEqual([100, 250]);
    await expect(opened().listOrders({ since: instant(0), cursor: first.cursor })).rejects.toBeInstanceOf(
      StoreClosed,
    );
  });

  test("that answers in another shape is said to misspeak, without what it said", async () => {
    server.use(at("wc/v3/customers/5", "get", () => ({ id: `private ${echo}` })));
    const failure: unknown = await opened()
      .describeCustomer(customerId("5"))
      .catch((error: unknown) => error);
    expect(connectionProblemOf(failure)).toBe("misspeaking");
    expect(String(failure)).not.toContain("private");
  });

  test("that asks for patience is given it", async () => {
    server.use(
      at("wc/v3/orders/14", "get", () =>
        HttpResponse.json({}, { status: 429, headers: { "Retry-After": "120" } }),
      ),
    );
    await expect(opened().fetchOrder(orderId("14"))).rejects.toMatchObject({ retryAfterMs: 120_000 });
  });
});
