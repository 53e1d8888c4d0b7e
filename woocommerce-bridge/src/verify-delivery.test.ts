/** Messages at the door: the recorded deliveries verify as they were recorded, and nothing else does. */
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { recordedDeliveries } from "./testing/recorded";
import { isSignedWith, readMessage } from "./verify-delivery";

const SECRET = "wh-secret-1";

const arrived = (body: string, headers: Record<string, string>, secret = SECRET) =>
  readMessage({ header: (name) => headers[name], body: Buffer.from(body), secret });

const signed = (body: string, headers: Record<string, string> = {}) =>
  arrived(body, {
    "x-wc-webhook-topic": "order.updated",
    "x-wc-webhook-id": "2",
    "x-wc-webhook-signature": createHmac("sha256", SECRET).update(body).digest("base64"),
    ...headers,
  });

describe.each(recordedDeliveries())("the recorded $file", ({ headers, rawBody }) => {
  it("verifies with the secret it was recorded with, and with no other", () => {
    expect(arrived(rawBody, headers)).toMatchObject({
      kind: "delivery",
      topic: headers["x-wc-webhook-topic"],
      webhookId: headers["x-wc-webhook-id"],
    });
    for (const secret of ["wh-secret-2", "", " wh-secret-1"])
      expect(arrived(rawBody, headers, secret)).toEqual({ kind: "refused", why: "wrong-signature" });
  });

  it("does not verify with one byte changed, wherever it stands", () => {
    const bytes = Buffer.from(rawBody);
    const signature = headers["x-wc-webhook-signature"] ?? "";
    expect(isSignedWith(SECRET, bytes, signature)).toBe(true);
    const places = [0, 1, Math.floor(bytes.length / 2), bytes.length - 1];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(isSignedWith(SECRET, changed, signature)).toBe(false);
    }
    expect(isSignedWith(SECRET, Buffer.concat([bytes, Buffer.from(" ")]), signature)).toBe(false);
  });
});

describe("a message", () => {
  it("without a signature, or with a piece of one, is refused", () => {
    expect(arrived('{"id":1}', { "x-wc-webhook-topic": "order.updated" })).toEqual({
      kind: "refused",
      why: "no-signature",
    });
    for (const signature of ["AAAA", "not base64 at all", "=".repeat(44)])
      expect(signed('{"id":1}', { "x-wc-webhook-signature": signature })).toEqual({
        kind: "refused",
        why: "wrong-signature",
      });
    const unkeyed = createHmac("sha256", "").update("{}").digest("base64");
    expect(isSignedWith("", Buffer.from("{}"), unkeyed)).toBe(false);
    expect(signed("", {})).toEqual({ kind: "refused", why: "empty" });
    expect(signed('{"id":1}', { "x-wc-webhook-topic": "" })).toEqual({ kind: "refused", why: "no-topic" });
  });

  it("that is WooCommerce's ping is known as one, and only without any of its headers", () => {
    expect(arrived("webhook_id=7", {})).toEqual({ kind: "ping", webhookId: "7" });
    for (const body of [
      "webhook_id=7&x=1",
      "webhook_id=",
      "webhook_id=x",
      `webhook_id=${"1".repeat(90)}`,
      "",
    ])
      expect(arrived(body, {})).toEqual({ kind: "refused", why: "no-signature" });
    expect(arrived("webhook_id=7", { "x-wc-webhook-topic": "order.updated" }).kind).toBe("refused");
  });

  it("that is signed but tells of a vanished order or owner is no state of anything", () => {
    const body = (status: number) =>
      `{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":${status}}}`;
    expect(signed(body(404))).toEqual({
      kind: "error-body",
      topic: "order.updated",
      webhookId: "2",
      code: "woocommerce_rest_shop_order_invalid_id",
      status: 404,
    });
    expect(signed(body(401))).toMatchObject({ kind: "error-body", status: 401 });
    expect(signed('{"code":"x"}')).toMatchObject({ kind: "error-body", status: null });
    expect(signed('{"id":4,"code":"x"}').kind).toBe("delivery");
    expect(signed("<html>").kind).toBe("delivery");
  });

  it("has a key of its resource and its bytes, whatever delivery id it came under", () => {
    const one = signed('{"id":1}', { "x-wc-webhook-delivery-id": "a" });
    const again = signed('{"id":1}', {
      "x-wc-webhook-delivery-id": "b",
      "x-wc-webhook-topic": "order.created",
    });
    const other = signed('{"id":2}', { "x-wc-webhook-delivery-id": "a" });
    const customer = signed('{"id":1}', { "x-wc-webhook-topic": "customer.updated" });
    const keys = [one, again, other, customer].map((message) => "key" in message && message.key);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });
});
