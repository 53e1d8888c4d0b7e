/** Laws of reading an event: every topic has its meaning, whatever the payload is there is an answer, and no id or amount is rounded. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emailFingerprint } from "../../loyalty/email";
import { testFingerprint } from "../../testing/fingerprint";
import type { TestOrder } from "../../testing/shopify-orders";
import { restCustomerShape, restShape } from "../../testing/shopify-rest-shape";
import { type ParkReason, parkReasons } from "../store";
import { noteOf } from "../unreadable";
import { meanings, readEventWith } from "./read-event";

const readEvent = readEventWith({ fingerprint: testFingerprint });

const sold: TestOrder = {
  id: "6001",
  currency: "GBP",
  taxesIncluded: true,
  status: "paid",
  cancelled: false,
  customer: 7001,
  applications: ["VAFA-1"],
  lines: [{ id: 1, price: 2_000, quantity: 1, current: 1, tax: 333, discounts: [[0, 500]] }],
  shipping: [],
  refunds: [],
};
const payload = restShape(sold);

const read = (topic: string, body: unknown) =>
  readEvent(topic, typeof body === "string" ? body : JSON.stringify(body));
const parkedFor = (topic: string, body: unknown): ParkReason | null => {
  const event = read(topic, body);
  return event.kind === "parked" ? event.reason : null;
};
/** The payload with one change, wherever it stands. */
const changed = (change: object) => ({ ...payload, ...change });
const [line] = payload.line_items;

describe("an order's event", () => {
  test.each(["orders/paid", "orders/updated", "orders/cancelled"])(
    "%s carries the order's state",
    (topic) => {
      const event = read(topic, payload);
      expect(event).toMatchObject({
        kind: "order",
        received: {
          order: { orderId: "6001", customerId: "7001", currency: "GBP", codes: ["VAFA-1"] },
          customer: {
            customerId: "7001",
            name: "مریم رضایی",
            email: "maryam@example.com",
            phone: null,
            locale: "fa",
          },
        },
      });
    },
  );

  test("without a customer is a guest's order", () => {
    expect(read("orders/paid", changed({ customer: null }))).toMatchObject({
      received: { order: { customerId: null }, customer: null },
    });
  });

  test("may carry fields that nobody knows", () => {
    const strange = changed({ brand_new: { deep: [1, 2] }, line_items: [{ ...line, mystery: null }] });
    expect(read("orders/paid", strange)).toEqual(read("orders/paid", payload));
  });

  test("keeps ids that are longer than a number can hold", () => {
    const long = JSON.stringify(changed({ admin_graphql_api_id: null })).replace(
      '"id":6001',
      '"id":820982911946154508',
    );
    expect(read("orders/paid", long)).toMatchObject({
      received: { order: { orderId: "820982911946154508" } },
    });
  });

  test("in another currency than the program is read as it is: the service decides", () => {
    expect(read("orders/paid", restShape({ ...sold, currency: "KWD" }))).toMatchObject({
      received: { order: { currency: "KWD", lines: [{ gross: 2_000 }] } },
    });
  });

  test("carries no text that the database cannot keep", () => {
    const broken = JSON.stringify(changed({ name: "#1", customer: { id: 7, first_name: "A" } }))
      .replace('"#1"', '"#1\\u0000"')
      .replace('"A"', '"A\\ud83d"');
    expect(read("orders/paid", broken)).toMatchObject({
      received: { order: { name: "#1" }, customer: { name: "A" } },
    });
  });

  test("that only names its order asks for the order's state", () => {
    expect(read("refunds/create", { id: 1, order_id: 6001 })).toEqual({
      kind: "order-changed",
      orderId: "6001",
    });
    expect(read("orders/edited", { order_edit: { id: 1, order_id: 6001, line_items: {} } })).toEqual({
      kind: "order-changed",
      orderId: "6001",
    });
    expect(read("refunds/create", '{"order_id":820982911946154508}')).toMatchObject({
      orderId: "820982911946154508",
    });
  });
});

describe("an event of a customer, the app or the law", () => {
  test("tells who the customer is", () => {
    expect(read("customers/update", restCustomerShape(7001))).toEqual({
      kind: "customer",
      customer: {
        customerId: "7001",
        name: "مریم رضایی",
        email: "maryam@example.com",
        phone: null,
        locale: null,
        tags: [],
        verifiedEmail: emailFingerprint(testFingerprint, "maryam@example.com"),
      },
    });
    expect(read("customers/delete", { id: 7001 })).toEqual({ kind: "customer-deleted", customerId: "7001" });
  });

  test("tells of a merge once it is done, and of nothing before", () => {
    const merge = {
      admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
      admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
      admin_graphql_api_job_id: null,
      errors: [],
    };
    expect(read("customers/merge", { ...merge, status: "completed" })).toEqual({
      kind: "customer-merged",
      kept: "1",
      merged: "2",
    });
    for (const status of ["requested", "in_progress", "failed"])
      expect(read("customers/merge", { ...merge, status }).kind).toBe("ignored");
  });

  test("tells of the app's own life and of requests under privacy law", () => {
    expect(read("app/uninstalled", { id: 1, myshopify_domain: "a.myshopify.com" })).toEqual({
      kind: "uninstalled",
    });
    expect(read("app/scopes_update", { previous: [], current: ["read_orders"] })).toEqual({
      kind: "scopes",
      scopes: ["read_orders"],
    });
    const customer = { id: 191_167, email: "john@example.com" };
    expect(read("customers/data_request", { customer, orders_requested: [1] })).toEqual({
      kind: "data-request",
      customerId: "191167",
    });
    expect(read("customers/redact", { customer, orders_to_redact: [299_938, 280_263] })).toEqual({
      kind: "customer-redact",
      customerId: "191167",
      orderIds: ["299938", "280263"],
    });
    expect(read("shop/redact", { shop_id: 1, shop_domain: "a.myshopify.com" })).toEqual({
      kind: "shop-redact",
    });
  });
});

describe("what cannot be believed is parked with its reason", () => {
  test.each<[string, unknown, ParkReason]>([
    ["nothing", "", "malformed"],
    ["half a payload", '{"id": 6001, "line_it', "malformed"],
    ["text that is not JSON", "<html>502 Bad Gateway</html>", "malformed"],
    ["a list", [], "malformed"],
    ["null", null, "malformed"],
    ["no lines", changed({ line_items: undefined }), "malformed"],
    ["a price as a float", changed({ line_items: [{ ...line, price: 20, price_set: null }] }), "malformed"],
    [
      "a price in words",
      changed({ line_items: [{ ...line, price: "twenty", price_set: null }] }),
      "malformed",
    ],
    [
      "parts of a penny",
      changed({ line_items: [{ ...line, price: "19.999", price_set: null }] }),
      "malformed",
    ],
    [
      "a price with an exponent",
      changed({ line_items: [{ ...line, price: "2e1", price_set: null }] }),
      "malformed",
    ],
    ["a broken date", changed({ updated_at: "yesterday" }), "malformed"],
    ["a currency that is none", changed({ currency: "pounds" }), "malformed"],
    ["half a unit", changed({ line_items: [{ ...line, quantity: 0.5 }] }), "malformed"],
    [
      "a negative price",
      changed({ line_items: [{ ...line, price: "-20.00", price_set: null }] }),
      "negative-amount",
    ],
    ["a negative quantity", changed({ line_items: [{ ...line, quantity: -1 }] }), "negative-amount"],
    [
      "two currencies",
      restShape({ ...sold, currency: "EUR" }).line_items.map((one) => changed({ line_items: [one] }))[0],
      "inconsistent-amounts",
    ],
    ["one line twice", changed({ line_items: [line, line] }), "inconsistent-amounts"],
    ["a payload that was too large", noteOf({ reason: "too-large", detail: "6000000 bytes" }), "too-large"],
    ["a payload that was not text", noteOf({ reason: "malformed", detail: "not UTF-8" }), "malformed"],
  ])("%s", (_what, body, reason) => {
    expect(parkedFor("orders/updated", body)).toBe(reason);
  });

  test("and so is a topic that nobody knows, also one that every object has", () => {
    for (const topic of ["products/update", "constructor", "__proto__", ""])
      expect(parkedFor(topic, payload)).toBe("unknown-topic");
  });

  test("and the reason names fields, never what stands in them", () => {
    const event = read("orders/updated", changed({ customer: { id: "maryam@example.com", email: 5 } }));
    expect(JSON.stringify(event)).toContain("customer.id");
    expect(JSON.stringify(event)).not.toContain("maryam");
  });
});

describe("whatever comes", () => {
  const topics = Object.keys(meanings);

  test("there is an answer, and it is one of ours", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...topics),
        fc.oneof(fc.json(), fc.string(), fc.string({ unit: "binary" })),
        (topic, body) => {
          const event = readEvent(topic, body);
          if (event.kind === "parked") expect(parkReasons).toContain(event.reason);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a payload with anything in the place of anything is read or parked, never thrown at", () => {
    const paths = Object.keys(payload);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const event = read("orders/paid", changed({ [path]: value }));
        expect(["order", "parked"]).toContain(event.kind);
      }),
      { numRuns: 500 },
    );
    const places = Object.keys(line ?? {});
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const event = read("orders/paid", changed({ line_items: [{ ...line, [place]: value }] }));
        expect(["order", "parked"]).toContain(event.kind);
      }),
      { numRuns: 500 },
    );
  });

  test("a payload of five million bytes is read: what takes the square of its length would never end", () => {
    const huge = changed({
      note: '"\\'.repeat(1_250_000),
      admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
    });
    expect(read("orders/paid", JSON.stringify(huge)).kind).toBe("order");
  });
});
