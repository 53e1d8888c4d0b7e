/** Laws of the webhook doors (law 6, issue 1 no. 5): only what Shopify signed gets in, everything it signed is kept as it came, and nothing gets in twice. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sqlOf } from "../db/transaction";
import { action as uninstalled } from "../routes/webhooks.app.uninstalled";
import { action as redact } from "../routes/webhooks.compliance.customer-redact";
import { action as customerDeleted } from "../routes/webhooks.customers.delete";
import { action as customerUpdated } from "../routes/webhooks.customers.update";
import { action as paid } from "../routes/webhooks.orders.paid";
import { action as updated } from "../routes/webhooks.orders.updated";
import { readEventWith } from "../stores/shopify/read-event";
import { testFingerprint } from "../testing/fingerprint";
import { type BootedApp, bootApp, call, SHOP, type WebhookWish, webhookRequest } from "./shopify-doors";

const readEvent = readEventWith({ fingerprint: testFingerprint });

let app: BootedApp;
beforeAll(async () => {
  app = await bootApp();
});
afterAll(() => app.close());
beforeEach(() => sqlOf(app.db).query(`DELETE FROM "inbox"`));

interface Row {
  readonly topic: string;
  readonly payload: string;
  readonly deliveryId: string;
  readonly triggeredAt: Date;
}
const rows = () => sqlOf(app.db).query<Row>(`SELECT * FROM "inbox" ORDER BY "id"`);
const send = async (wish: Partial<WebhookWish> = {}, route = updated) =>
  (await call(route, webhookRequest({ topic: "orders/updated", body: fresh(), ...wish }))).status;

let count = 0;
/** Every body is another, as Shopify's are. */
const fresh = () => JSON.stringify({ id: ++count, name: "#1 «چای»", total: "12.50" });

describe("a signed webhook", () => {
  test("is stored as it came, byte for byte, and answered 200", async () => {
    const body = `{ "id": ${++count},\n  "name": "چای \\u0000", "id": 820982911946154508 }`;
    expect(await send({ body, headers: { "X-Shopify-Webhook-Id": "d-1" } })).toBe(200);
    expect(await rows()).toMatchObject([
      {
        topic: "orders/updated",
        payload: body,
        deliveryId: "d-1",
        triggeredAt: new Date("2026-11-21T08:00:00.123Z"),
      },
    ]);
  });

  test("that is delivered twenty times at once is one row, and every delivery is answered 200", async () => {
    const body = fresh();
    const headers = { "X-Shopify-Webhook-Id": "d-20" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send({ body, headers })));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await rows()).toHaveLength(1);
  });

  test("of two topics with one body is two events: an order was paid, and so it was updated", async () => {
    const body = fresh();
    expect(await send({ body, topic: "orders/paid" }, paid)).toBe(200);
    expect(await send({ body })).toBe(200);
    expect((await rows()).map(({ topic }) => topic)).toEqual(["orders/paid", "orders/updated"]);
  });

  test("of a shop that never opened the app is answered 200 and dropped", async () => {
    expect(await send({ headers: { "X-Shopify-Shop-Domain": "stranger.myshopify.com" } })).toBe(200);
    expect(await rows()).toEqual([]);
  });

  test("from the future happened now", async () => {
    await send({ headers: { "X-Shopify-Triggered-At": "2099-01-01T00:00:00Z" } });
    expect((await rows())[0]?.triggeredAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe("no row, and", () => {
  afterEach(async () => {
    expect(await rows()).toEqual([]);
  });

  test("401 for a wrong signature: another secret, another body, half a signature", async () => {
    expect(await send({ secret: "guessed" })).toBe(401);
    const other = webhookRequest({ topic: "orders/updated", body: fresh() });
    const signature = other.headers.get("X-Shopify-Hmac-Sha256") ?? "";
    expect(await send({ headers: { "X-Shopify-Hmac-Sha256": signature } })).toBe(401);
    expect(await send({ headers: { "X-Shopify-Hmac-Sha256": signature.slice(0, 20) } })).toBe(401);
    expect(await send({ headers: { "X-Shopify-Hmac-Sha256": "%%%" } })).toBe(401);
  });

  test.each(["X-Shopify-Hmac-Sha256", "X-Shopify-Topic", "X-Shopify-Shop-Domain", "X-Shopify-Webhook-Id"])(
    "400 without %s",
    async (name) => {
      expect(await send({ headers: { [name]: null } })).toBe(400);
    },
  );

  test("400 for a shop's name that is none, and for another topic than the door's", async () => {
    expect(await send({ headers: { "X-Shopify-Shop-Domain": "evil.example" } })).toBe(400);
    expect(await send({ headers: { "X-Shopify-Shop-Domain": `${SHOP}/../x` } })).toBe(400);
    expect(await send({ topic: "orders/paid" })).toBe(400);
  });

  test("401 for an empty body", async () => {
    expect(await send({ body: "" })).toBe(401);
  });
});

describe("a signature that is used again", () => {
  test("under another delivery's name is known, and no second row", async () => {
    const body = fresh();
    expect(await send({ body })).toBe(200);
    expect(await send({ body })).toBe(200);
    expect(await rows()).toHaveLength(1);
  });

  test("for another shop is refused with 401", async () => {
    const body = fresh();
    await send({ body });
    expect(await send({ body, headers: { "X-Shopify-Shop-Domain": "other.myshopify.com" } })).toBe(401);
    expect(await rows()).toHaveLength(1);
  });

  test("as another kind of event is refused with 401: an update is no deletion", async () => {
    const body = JSON.stringify({ id: ++count, first_name: "Maryam" });
    expect(await send({ body, topic: "customers/update" }, customerUpdated)).toBe(200);
    expect(await send({ body, topic: "customers/delete" }, customerDeleted)).toBe(401);
    expect(await rows()).toHaveLength(1);
  });

  test("as a farewell or an erasure is refused with 401, because its body does not name the shop", async () => {
    const body = JSON.stringify({ id: ++count, customer: { id: 7 } });
    expect(await send({ body, topic: "app/uninstalled" }, uninstalled)).toBe(401);
    expect(await send({ body, topic: "customers/redact" }, redact)).toBe(401);
    const other = JSON.stringify({ id: ++count, myshopify_domain: "other.myshopify.com" });
    expect(await send({ body: other, topic: "app/uninstalled" }, uninstalled)).toBe(401);
    const own = JSON.stringify({ id: ++count, myshopify_domain: SHOP });
    expect(await send({ body: own, topic: "app/uninstalled" }, uninstalled)).toBe(200);
    expect(await rows()).toHaveLength(1);
  });
});

describe("a payload that nobody can use is kept, and parked with its reason when it is read", () => {
  const reasonOf = async () => {
    const [row] = await rows();
    const event = readEvent(row?.topic ?? "", row?.payload ?? "");
    return event.kind === "parked" ? event.reason : event.kind;
  };

  test("five megabytes: too large, and only a note of it is stored", async () => {
    const body = JSON.stringify({ id: ++count, note: "x".repeat(5_000_000) });
    expect(await send({ body })).toBe(200);
    expect(await reasonOf()).toBe("too-large");
    expect((await rows())[0]?.payload.length).toBeLessThan(200);
  });

  test("five megabytes with a wrong signature: 401 and no row", async () => {
    expect(await send({ body: "x".repeat(5_000_000), secret: "guessed" })).toBe(401);
    expect(await rows()).toEqual([]);
  });

  test("bytes that are no text, or no JSON: malformed", async () => {
    expect(await send({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d, count++]) })).toBe(200);
    expect(await reasonOf()).toBe("malformed");
    await sqlOf(app.db).query(`DELETE FROM "inbox"`);
    expect(await send({ body: `{"id": ${++count}, "zero": "\0"}` })).toBe(200);
    expect(await reasonOf()).toBe("malformed");
    await sqlOf(app.db).query(`DELETE FROM "inbox"`);
    expect(await send({ body: `{"id": ${++count},` })).toBe(200);
    expect(await reasonOf()).toBe("malformed");
  });
});
