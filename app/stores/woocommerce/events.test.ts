/** What recorded deliveries mean to the app, and that the audit's outline of an order is the outline of its translation. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outlineOf as outlineOfRest } from "../../../woocommerce-bridge/src/deeds/outline-orders";
import { arbitraryDrawn, restOrderOf } from "../../../woocommerce-bridge/src/testing/arbitrary-orders";
import { plainOrder } from "../../../woocommerce-bridge/src/testing/plain-order";
import { recordedDeliveries } from "../../../woocommerce-bridge/src/testing/recorded";
import { translateOrder } from "../../../woocommerce-bridge/src/translate-order";
import { testFingerprint as fingerprint } from "../../testing/fingerprint";
import { outlineOf } from "../outline";
import { readMessage, readWoocommerceEvent } from "../woocommerce.server";

const readEvent = readWoocommerceEvent({ fingerprint });

describe("a recorded delivery", () => {
  test.each(recordedDeliveries())("$file is believed by its signature, and has a meaning", (delivery) => {
    const { headers, rawBody } = delivery;
    const arrived = { header: (name: string) => headers[name], body: Buffer.from(rawBody) };
    const message = readMessage({ ...arrived, secret: "wh-secret-1" });
    expect(message.kind).toBe("delivery");
    expect(readMessage({ ...arrived, secret: "wh-secret-2" }).kind).toBe("refused");
    if (message.kind !== "delivery") return;
    const event = readEvent(message.topic, rawBody);
    expect(event.kind).toBe(meaningOf(delivery.file));
  });

  function meaningOf(file: string): string {
    if (file.startsWith("customer")) return "customer";
    if (file === "order.deleted.json") return "order-deleted";
    // Only sums of refunds are told there: the state is fetched with its refunds.
    return file.includes("refunded") ? "order-changed" : "order";
  }
});

test("what is no order, no customer and no topic of ours is parked, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (topic, payload) => {
      expect(readEvent(topic, payload).kind).toBe("parked");
    }),
  );
});

describe("an outline", () => {
  test("computed from few fields is that of the order's translation", () => {
    fc.assert(
      fc.property(
        arbitraryDrawn,
        fc.constantFrom("processing", "completed", "refunded", "trash"),
        (drawn, status) => {
          const body = { ...restOrderOf(drawn), status };
          const translated = translateOrder(body, { fingerprint });
          if ("parked" in translated) return;
          expect(outlineOfRest(body)).toEqual(outlineOf(translated.order));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("differs when a refund was deleted, although nothing says that the order changed", () => {
    const body = plainOrder({ refunds: [{ id: 1, total: "-5.00" }] });
    const before = translateOrder(body, { fingerprint });
    expect(before).toHaveProperty("order");
    if ("parked" in before) return;
    expect(outlineOfRest(body)).toEqual(outlineOf(before.order));
    expect(outlineOfRest({ ...body, refunds: [] })).not.toEqual(outlineOf(before.order));
  });
});
