/** Laws of what Shopify tells of a person: proved addresses and browsers as fingerprints, tags only where they are told. */
import { describe, expect, test } from "vitest";
import { emailFingerprint } from "../../loyalty/email";
import { testFingerprint } from "../../testing/fingerprint";
import { plainOrder } from "../../testing/shopify-orders";
import { restCustomerShape, restShape } from "../../testing/shopify-rest-shape";
import { readEventWith } from "./read-event";

const readEvent = readEventWith({ fingerprint: testFingerprint });
const read = (topic: string, body: object) => readEvent(topic, JSON.stringify(body));

describe("a change of tags", () => {
  const change = {
    customerId: "gid://shopify/Customer/7001",
    tags: ["vip"],
    occurredAt: "2026-11-22T10:00:00Z",
  };

  test.each(["customer.tags_added", "customer.tags_removed"])(
    "%s says whose, and the rest is fetched",
    (topic) => {
      expect(read(topic, change)).toEqual({ kind: "customer-changed", customerId: "7001" });
      expect(read(topic, { ...change, customerId: 7_001 }).kind).toBe("parked");
    },
  );
});

describe("what a customer's event tells", () => {
  const facts = (change: object) => {
    const event = read("customers/update", { ...restCustomerShape(7_001), ...change });
    return event.kind === "customer" ? event.customer : null;
  };

  test("is an address the customer has proved, as a fingerprint; null where it is not proved", () => {
    const proved = facts({ verified_email: true })?.verifiedEmail;
    expect(proved).toBe(emailFingerprint(testFingerprint, "Maryam@Example.com"));
    expect(facts({ verified_email: false })?.verifiedEmail).toBeNull();
    expect(facts({ verified_email: undefined })).not.toHaveProperty("verifiedEmail");
  });

  test("is its tags, lower case; and nothing of tags where Shopify leaves them out", () => {
    expect(facts({ tags: "VIP, press , VIP" })?.tags).toEqual(["press", "vip"]);
    expect(facts({ tags: "" })?.tags).toEqual([]);
    expect(facts({ tags: undefined })).not.toHaveProperty("tags");
  });

  test("is the browser of an order: network address and agent together, never one alone", () => {
    const device = (details: object | null) => {
      const event = read("orders/paid", { ...restShape(plainOrder), client_details: details });
      return event.kind === "order" ? event.received.order.buyer.device : undefined;
    };
    const browser = { browser_ip: "203.0.113.7", user_agent: "Mozilla/5.0" };
    expect(device(browser)).toEqual(expect.any(String));
    expect(device({ ...browser, user_agent: "curl/8" })).not.toBe(device(browser));
    expect(device({ browser_ip: "203.0.113.7" })).toBeNull();
    expect(device(null)).toBeNull();
  });
});
