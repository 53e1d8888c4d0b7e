/** What stored deliveries mean: the recorded ones, and what else a store sends. */
import { describe, expect, it } from "vitest";
import { readDelivery } from "./read-delivery";
import { plainOrder } from "./testing/plain-order";
import { recordedDeliveries, recordedDelivery } from "./testing/recorded";

const reading = { fingerprint: (text: string) => `#${text}` };
const read = (topic: string, payload: unknown) =>
  readDelivery(topic, typeof payload === "string" ? payload : JSON.stringify(payload), reading);

describe("a delivery", () => {
  it.each(recordedDeliveries())("recorded as $file has a meaning", ({ headers, rawBody }) => {
    const topic = headers["x-wc-webhook-topic"] ?? "";
    const kind = topic === "order.deleted" ? "order-deleted" : topic.split(".")[0];
    expect(read(topic, rawBody).kind).toBe(kind);
  });

  it("means the same state of an order as created, updated or restored", () => {
    const body = plainOrder();
    expect(read("order.created", body)).toEqual(read("order.updated", body));
    expect(read("order.restored", body)).toEqual(read("order.updated", body));
  });

  it("of a deleted order or a refund names the order and nothing else", () => {
    const deleted = recordedDelivery("order.deleted.json");
    expect(read("order.deleted", deleted.rawBody)).toEqual({ kind: "order-deleted", orderId: "18" });
    expect(
      read("action.woocommerce_order_refunded", { action: "woocommerce_order_refunded", arg: 14 }),
    ).toEqual({
      kind: "order-changed",
      orderId: "14",
    });
    expect(read("customer.deleted", { id: 3 })).toEqual({ kind: "customer-deleted", customerId: "3" });
  });

  it("of a checkout in the making is nothing yet", () => {
    expect(read("order.created", plainOrder({ status: "checkout-draft" })).kind).toBe("ignored");
    expect(read("order.created", { status: "checkout-draft" }).kind).toBe("ignored");
  });

  it("of a new account is a customer when it is a shopper's", () => {
    const { rawBody } = recordedDelivery("customer.created.json");
    expect(read("customer.created", rawBody)).toEqual({
      kind: "customer",
      created: true,
      customer: {
        customerId: "2",
        name: "Ana Lee",
        email: "ana+mwr56wvh@example.com",
        phone: null,
        locale: null,
      },
    });
    expect(read("customer.updated", rawBody)).not.toHaveProperty("created");
    const staff = { id: 1, email: "a@b.c", role: "administrator" };
    expect(read("customer.created", staff).kind).toBe("ignored");
    expect(read("customer.updated", { ...staff, is_paying_customer: true }).kind).toBe("customer");
  });

  it("that cannot be read is parked with the reason", () => {
    const parked = (reason: string) => expect.objectContaining({ kind: "parked", reason });
    expect(read("order.updated", "<html>")).toEqual(parked("malformed"));
    expect(read("order.updated", '{"code":"woocommerce_rest_cannot_view"}')).toEqual(parked("malformed"));
    expect(read("order.deleted", { id: 0 })).toEqual(parked("malformed"));
    expect(read("order.deleted", { id: "18" })).toEqual(parked("malformed"));
    expect(read("product.updated", { id: 1 })).toEqual(parked("unknown-topic"));
    expect(read("constructor", {})).toEqual(parked("unknown-topic"));
    expect(read("order.updated", plainOrder({ total: "1.00" }))).toEqual(parked("inconsistent-amounts"));
  });
});
