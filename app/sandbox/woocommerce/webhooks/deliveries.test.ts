/** Webhooks as the notes say a running store sends them: signed raw bytes, the state at delivery, equal ones merged, one attempt, switched off after failures. */
import { createHmac } from "node:crypto";
import express from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordedDelivery } from "../../../../woocommerce-bridge/src/testing/recorded";
import { readMessage } from "../../../../woocommerce-bridge/src/verify-delivery";
import { type Listening, listen } from "../../testing/listen";
import { deleteOrder, trashOrder } from "../state/change-order";
import { placeOrder } from "../state/place-order";
import { refundOrder } from "../state/refund-order";
import { newWebhook } from "../state/webhooks";
import { type RunningShop, runShop } from "../testing/running-shop";
import { phpJson } from "./php-json";
import { USER_AGENT } from "./send";

interface Got {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

const SECRET = "between us";
let running: RunningShop;
let app: Listening;
let got: Got[];
let answer: number;

beforeEach(async () => {
  got = [];
  answer = 200;
  running = await runShop();
  const door = express();
  door.post("/door", express.raw({ type: () => true }), (request, response) => {
    got.push({ headers: request.headers, body: request.body });
    response.status(answer).end();
  });
  app = await listen(door);
});
afterEach(async () => {
  await running.close();
  await app.close();
});

const hook = (topic: string) =>
  newWebhook(running.shop, { topic, deliveryUrl: `${app.origin}/door`, userId: 1, secret: SECRET });

function placed() {
  const result = placeOrder(running.shop, {
    lines: [{ productId: 201, variationId: 0, quantity: 1 }],
    userId: 11,
    billing: {},
  });
  if (!result.ok) throw new Error(result.message);
  return result.order;
}

const bodies = () => got.map(({ body }) => JSON.parse(body.toString()));
const meanings = () =>
  got.map(({ headers, body }) =>
    readMessage({ header: (name) => String(headers[name] ?? "") || null, body, secret: SECRET }),
  );

test("bytes are written as PHP writes them", () => {
  const { rawBody } = recordedDelivery("order.updated.refunded.json");
  expect(phpJson(JSON.parse(rawBody))).toBe(rawBody);
});

test("a delivery has WooCommerce's headers and a signature over its raw bytes", async () => {
  hook("order.created");
  placed();
  await running.site.deliveries.drain();
  const recorded = recordedDelivery("order.created.guest.json");
  const names = Object.keys(recorded.headers).filter((name) => name.startsWith("x-wc"));
  expect(Object.keys(got[0]?.headers ?? {})).toEqual(expect.arrayContaining([...names, "user-agent"]));
  expect(got[0]?.headers["user-agent"]).toBe(USER_AGENT);
  expect(USER_AGENT).toBe(recorded.headers["user-agent"]);
  const expected = createHmac("sha256", SECRET)
    .update(got[0]?.body ?? "")
    .digest("base64");
  expect(got[0]?.headers["x-wc-webhook-signature"]).toBe(expected);
  expect(meanings()).toMatchObject([{ kind: "delivery", topic: "order.created" }]);
});

test("deliveries of one second share their id", async () => {
  hook("order.created");
  for (let index = 0; index < 20; index += 1) placed();
  await running.site.deliveries.drain();
  const ids = new Set(got.map(({ headers }) => headers["x-wc-webhook-delivery-id"]));
  expect(got.length).toBe(20);
  expect(ids.size).toBeLessThan(5);
});

test("equal ones that wait are one, and it tells the state at delivery", async () => {
  hook("order.updated");
  const order = placed();
  refundOrder(running.shop, order, { amount: "1.00" });
  refundOrder(running.shop, order, { amount: "2.00" });
  await running.site.deliveries.drain();
  expect(bodies()).toMatchObject([{ id: order.id, refunds: [{ total: "-2.00" }, { total: "-1.00" }] }]);
});

test("what has vanished is a signed error body; the trash tells the number alone", async () => {
  hook("order.updated");
  hook("order.deleted");
  const [gone, trashed] = [placed(), placed()];
  deleteOrder(running.shop, gone);
  trashOrder(running.shop, trashed);
  await running.site.deliveries.drain();
  expect(meanings()).toContainEqual(expect.objectContaining({ kind: "error-body", status: 404 }));
  expect(bodies()).toContainEqual({ id: trashed.id });
});

test("an owner who may not read any more gives error bodies", async () => {
  const webhook = hook("customer.created");
  running.shop.webhooks.put({ ...webhook, userId: 2 });
  running.shop.fire("new_customer", 11);
  await running.site.deliveries.drain();
  expect(meanings()).toMatchObject([{ kind: "error-body", status: 403 }]);
});

test("the creation's ping is unsigned", async () => {
  const webhook = hook("order.created");
  await running.site.deliveries.ping(webhook);
  expect(meanings()).toEqual([{ kind: "ping", webhookId: String(webhook.id) }]);
  expect(running.shop.webhooks.get(String(webhook.id))?.pendingDelivery).toBe(false);
});

describe("failures", () => {
  test("the seventh in a row switches the webhook off, and nothing comes again", async () => {
    const webhook = hook("order.created");
    answer = 500;
    const state = () => running.shop.webhooks.get(String(webhook.id));
    for (let index = 1; index <= 6; index += 1) {
      placed();
      await running.site.deliveries.drain();
      expect(state()).toMatchObject({ status: "active", failureCount: index });
    }
    placed();
    await running.site.deliveries.drain();
    expect(state()?.status).toBe("disabled");
    answer = 200;
    placed();
    await running.site.deliveries.drain();
    expect(got.length).toBe(7);
  });

  test("one success begins the count anew", async () => {
    const webhook = hook("order.created");
    running.site.deliveries.switches.failNext = 4;
    for (let index = 0; index < 5; index += 1) placed();
    await running.site.deliveries.drain();
    expect(running.shop.webhooks.get(String(webhook.id))?.failureCount).toBe(0);
  });
});

test("on a bad day messages are lost, doubled and late, the same ones for the same seed", async () => {
  const day = async () => {
    const bad = await runShop({ seed: 7, atOnce: 1 });
    newWebhook(bad.shop, {
      topic: "order.created",
      deliveryUrl: `${app.origin}/door`,
      userId: 1,
      secret: SECRET,
    });
    Object.assign(bad.site.deliveries.switches, {
      dropPercent: 30,
      duplicatePercent: 20,
      latePercent: 10,
      reorder: true,
    });
    got = [];
    for (let index = 0; index < 60; index += 1)
      placeOrder(bad.shop, {
        lines: [{ productId: 201, variationId: 0, quantity: 1 }],
        userId: 0,
        billing: {},
      });
    await bad.site.deliveries.drain();
    const onTime = bodies().map(({ id }) => id);
    await bad.site.deliveries.releaseLate();
    const all = bodies().map(({ id }) => id);
    await bad.close();
    return { onTime, all };
  };
  const [one, other] = [await day(), await day()];
  expect(one).toEqual(other);
  expect(new Set(one.all).size).toBeLessThan(55);
  expect(one.all.length).toBeGreaterThan(one.onTime.length);
  expect(one.onTime).not.toEqual([...one.onTime].sort((a, b) => a - b));
});
