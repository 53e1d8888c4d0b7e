/** The sender of webhooks: signed, repeated until the app answers, and as unreliable as it is told to be. */
import { randomUUID } from "node:crypto";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import type { ShopEvent } from "../state/events";
import { type Listening, listen } from "../testing/listen";
import { testShop } from "../testing/shop";
import { Deliveries } from "./deliveries";
import { messagesOf } from "./messages";

interface Received {
  readonly topic: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly body: { readonly id?: number; readonly name?: string };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const config = {
  webhookVersion: "2026-07",
  subscriptions: [
    { topic: "orders/paid", uri: "/webhooks/orders/paid" },
    { topic: "orders/updated", uri: "/webhooks/orders/updated" },
    { topic: "customers/create", uri: "/webhooks/customers/create", fields: ["id"] },
  ],
};

/** An app that answers each delivery with the next of these statuses, and 200 when they are used up. */
async function sender({ statuses = [], concurrency }: { statuses?: number[]; concurrency?: number } = {}) {
  const world = testShop();
  const received: Received[] = [];
  const app = express();
  app.post("/webhooks/*", express.text({ type: () => true, limit: "2mb" }), (request, response) => {
    received.push({
      topic: String(request.header("x-shopify-topic")),
      webhookId: String(request.header("x-shopify-webhook-id")),
      eventId: String(request.header("x-shopify-event-id")),
      body: JSON.parse(request.body),
    });
    response.sendStatus(statuses.shift() ?? 200);
  });
  const listening: Listening = await listen(app);
  const warned: string[] = [];
  const log = {
    info: () => undefined,
    warn: (_: object, text: string) => void warned.push(text),
    error: () => undefined,
  };
  const keys = { apiKey: "key", apiSecret: "secret" };
  const context = { store: world.store, keys, appOrigin: listening.origin, log };
  const deliveries = new Deliveries({
    context,
    config,
    pausesS: [0.01, 0.01, 0.01],
    ...(concurrency ? { concurrency } : {}),
  });
  closing.push(async () => {
    await deliveries.close();
    await listening.close();
  });
  const send = (...events: ShopEvent[]) =>
    deliveries.send({ shop: world.shop.domain, eventId: randomUUID(), at: world.clock.now, events });
  return { ...world, deliveries, received, send, warned };
}

describe("what is sent", () => {
  test("one message per subscription; a topic nobody wants is not sent", async () => {
    const { order, send, received } = await sender();
    const placed = order();
    await send({ topic: "orders/create", order: placed }, { topic: "orders/paid", order: placed });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ topic: "orders/paid", body: { name: placed.name } });
  });

  test("a subscription that names fields is sent those and no others", async () => {
    const { emma, send, received } = await sender();
    await send({ topic: "customers/create", customer: emma });
    expect(received[0]?.body).toEqual({ id: emma.id });
  });

  test("messages of one happening share its event, each with an id of its own", async () => {
    const { order, send, received } = await sender();
    const placed = order();
    await send({ topic: "orders/paid", order: placed }, { topic: "orders/updated", order: placed });
    expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(1);
    expect(new Set(received.map(({ webhookId }) => webhookId)).size).toBe(2);
  });

  test("the message is the state at its moment, also when the order has changed since", async () => {
    const { order, send, received, deliveries, store } = await sender();
    const placed = order();
    deliveries.pause();
    const sending = send({ topic: "orders/paid", order: placed });
    store.putOrder({ ...placed, name: "#9999" });
    deliveries.resume();
    await sending;
    expect(received[0]?.body.name).toBe(placed.name);
  });
});

describe("an app that does not answer well", () => {
  test("is tried again with the same id until it answers 2xx", async () => {
    const { order, send, received, deliveries } = await sender({ statuses: [500, 503] });
    const [record] = await send({ topic: "orders/paid", order: order() });
    expect(record).toMatchObject({ state: "delivered", attempts: 3, status: 200 });
    expect(new Set(received.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect(deliveries.log.counts()).toMatchObject({ delivered: 1, waiting: 0, sending: 0 });
  });

  test("is given up after the last try, and that is said", async () => {
    const { order, send, warned, store } = await sender({ statuses: [500, 500, 500, 500] });
    const [record] = await send({ topic: "orders/paid", order: order() });
    expect(record).toMatchObject({ state: "failed", attempts: 4, status: 500 });
    expect(warned).toEqual(["a webhook was given up"]);
    expect(store.deliveryTable.size).toBe(0);
  });

  test("loses nothing over a restart: what is not delivered is kept", async () => {
    const { order, deliveries, store, shop, clock, received } = await sender();
    deliveries.pause();
    const happening = { shop: shop.domain, eventId: "e", at: clock.now, events: [] };
    const events: ShopEvent[] = [{ topic: "orders/paid", order: order() }];
    for (const row of messagesOf(store, config, { ...happening, events })) store.deliveryTable.put(row);
    deliveries.resumeKept();
    expect(received).toHaveLength(0);
    deliveries.resume();
    await deliveries.quiet(2_000);
    expect(received).toHaveLength(1);
    expect(store.deliveryTable.size).toBe(0);
  });
});

describe("the bad day", () => {
  test("held messages can be let go newest first", async () => {
    const { order, send, received, deliveries } = await sender({ concurrency: 1 });
    deliveries.pause();
    const [first, second] = [order(), order()];
    const sent = [
      send({ topic: "orders/paid", order: first }),
      send({ topic: "orders/paid", order: second }),
    ];
    await deliveries.quiet(50);
    expect(received).toHaveLength(0);
    deliveries.resume("newest-first");
    await Promise.all(sent);
    expect(received.map(({ body }) => body.name)).toEqual([second.name, first.name]);
  });

  test("a message can be lost, and one can arrive twice with one id", async () => {
    const { order, send, received, deliveries } = await sender();
    deliveries.dropNext(1);
    const [lost] = await send({ topic: "orders/paid", order: order() });
    expect([lost?.state, received.length]).toEqual(["dropped", 0]);
    deliveries.doubleNext(1);
    await send({ topic: "orders/paid", order: order() });
    expect(received).toHaveLength(2);
    expect(received[0]?.webhookId).toBe(received[1]?.webhookId);
  });

  test("the same message can arrive twenty times at once", async () => {
    const { order, received, deliveries, store, shop, clock } = await sender();
    const events: ShopEvent[] = [{ topic: "orders/paid", order: order() }];
    const [row] = messagesOf(store, config, { shop: shop.domain, eventId: "e", at: clock.now, events });
    if (row === undefined) throw new Error("nothing to send");
    await deliveries.repeat(row, 20);
    expect(received).toHaveLength(20);
    expect(new Set(received.map(({ webhookId }) => webhookId)).size).toBe(1);
  });
});
