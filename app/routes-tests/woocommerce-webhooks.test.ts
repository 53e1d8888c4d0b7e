/** Laws of a WooCommerce shop's door (law 6, the ten traps of the platform's notes): only what its own secret signed gets in, and nothing it signed is lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readWatch } from "../db/store-watches";
import { sqlOf } from "../db/transaction";
import { eraseSecrets } from "../db/woocommerce-connections";
import { sendEffects } from "../services/send-effects";
import { workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import {
  type ConnectedShop,
  connectedShop,
  type OrderBody,
  plainOrder,
  receivedFrom,
} from "../testing/woocommerce-shop";
import { type BootedApp, bootApp } from "./shopify-doors";
import { type DeliveryWish, sendDelivery } from "./woocommerce-doors";

let app: BootedApp;
let here: ConnectedShop;
let there: ConnectedShop;
/** What the store says of the order when it is asked; null when it has it no more. */
let truth: OrderBody | null;
let asked: number;

const store = storeThat({
  audit: async () => ({ orders: [], unread: [], cursor: null }),
  fetchOrder: async () => {
    asked += 1;
    return truth && receivedFrom(truth);
  },
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
});

beforeAll(async () => {
  app = await bootApp(store);
  here = await connectedShop(app.ctx, { name: "Here", secret: "wh-secret-1" });
  there = await connectedShop(app.ctx, { name: "There", secret: "wh-secret-2" });
});
afterAll(() => app.close());
beforeEach(async () => {
  truth = null;
  asked = 0;
  for (const table of ["inbox", "outbox", "orders", "store_watches"])
    await sqlOf(app.db).query(`DELETE FROM "${table}"`);
});

interface Row {
  readonly topic: string;
  readonly payload: string;
  readonly state: string;
  readonly reason: string | null;
}
const rows = () => sqlOf(app.db).query<Row>(`SELECT * FROM "inbox" ORDER BY "id"`);
const send = (wish: DeliveryWish, shop = here) => sendDelivery(shop, wish);
const body = (changes: Readonly<Record<string, unknown>> = {}) => JSON.stringify(plainOrder(changes));

/** Everything that waits, until nothing does. */
async function settle(): Promise<void> {
  do await workOff(app.ctx, here.shop);
  while ((await sendEffects(app.ctx, here.shop.shopId)) > 0);
}
const statusNow = async () =>
  (await sqlOf(app.db).query<{ status: string }>(`SELECT "status" FROM "orders" WHERE "orderId" = '71'`))[0]
    ?.status;

describe("a delivery", () => {
  test("is recorded as it came, byte for byte, and answered 200", async () => {
    const raw = `{ "id": 71,\n "name": "چای \\u0000" }`;
    expect(await send({ body: raw })).toBe(200);
    expect(await rows()).toMatchObject([{ topic: "order.updated", payload: raw, state: "new" }]);
  });

  test("is known by what it says and never by its delivery id: sixty orders under one id are sixty rows", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, id) => send({ body: body({ id: id + 1 }) })),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await rows()).toHaveLength(60);
  });

  test("of one state under two topics, twenty times at once, is one row", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send({ body: body(), topic: index % 2 === 0 ? "order.created" : "order.updated" }),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await rows()).toHaveLength(1);
  });

  test("that says that an account is new is not taken for one that says how it is", async () => {
    const customer = JSON.stringify({ id: 5, email: "a@example.com", role: "customer" });
    await send({ body: customer, topic: "customer.updated" });
    await send({ body: customer, topic: "customer.created" });
    expect((await rows()).map(({ topic }) => topic)).toEqual(["customer.updated", "customer.created"]);
  });

  test("larger than any order is parked with its size, and nothing of it is kept", async () => {
    const huge = JSON.stringify({ id: 71, note: "x".repeat(5 * 1024 * 1024) });
    expect(await send({ body: huge })).toBe(200);
    expect(await send({ body: huge, secret: "guessed" })).toBe(401);
    await settle();
    expect(await rows()).toMatchObject([{ state: "parked", reason: "too-large" }]);
  });

  test("of bytes that are no text, or no JSON, is parked", async () => {
    await send({ body: new Uint8Array([123, 255, 254, 0]) });
    await send({ body: "<html>Just a moment…</html>" });
    await settle();
    expect(await rows()).toMatchObject([{ reason: "malformed" }, { reason: "malformed" }]);
  });
});

describe("no row, and", () => {
  const none = async (status: Promise<number>, wanted: number) => {
    expect(await status).toBe(wanted);
    expect(await rows()).toEqual([]);
  };

  test("401 for a wrong secret, another shop's secret, an altered body, and none at all", async () => {
    await none(send({ body: body(), secret: "guessed" }), 401);
    await none(send({ body: body(), secret: there.secret }), 401);
    await none(send({ body: body(), headers: { "X-WC-Webhook-Signature": "YWJj" } }), 401);
    await none(send({ body: body(), headers: { "X-WC-Webhook-Signature": null } }), 401);
    await none(send({ body: "" }), 401);
    expect(await readWatch(sqlOf(app.db), here.shop.shopId)).toMatchObject({ refused: 5, errorBodies: 0 });
  });

  test("400 without a topic", () => none(send({ body: body(), topic: null }), 400));

  test("200 for the unsigned ping that a new webhook begins with", () =>
    none(
      send({
        body: "webhook_id=9",
        topic: null,
        headers: { "X-WC-Webhook-Signature": null, "Content-Type": "application/x-www-form-urlencoded" },
      }),
      200,
    ));

  test("200 for a signed failure, which is counted for the merchant", async () => {
    const failure = {
      code: "woocommerce_rest_shop_order_invalid_id",
      message: "Invalid ID.",
      data: { status: 404 },
    };
    await none(send({ body: JSON.stringify(failure) }), 200);
    expect(await readWatch(sqlOf(app.db), here.shop.shopId)).toMatchObject({
      errorBodies: 1,
      lastErrorCode: "woocommerce_rest_shop_order_invalid_id",
      refused: 0,
    });
  });

  test("404 at a door that there is not", async () => {
    for (const door of ["", "7", `${here.shop.shopId}-guessed`, "999999999-door", "x-y", `${here.door}%00`])
      await none(send({ body: body() }, { ...here, door }), 404);
  });

  test("410 at the door of a shop that is disconnected, so that the store stops", async () => {
    const gone = await connectedShop(app.ctx, { name: "Gone", secret: "wh-secret-3" });
    await none(send({ body: "{}", secret: "x" }, gone), 401);
    await eraseSecrets(sqlOf(app.db), gone.shop.shopId, new Date());
    // What is remembered of a door is looked up again where a signature does not fit.
    await send({ body: "{}", secret: "x" }, gone);
    await none(send({ body: body() }, gone), 410);
  });
});

test("a secret that has just been changed is known at once", async () => {
  const moved = await connectedShop(app.ctx, { name: "Moved", secret: "before" });
  expect(await send({ body: body() }, moved)).toBe(200);
  await connectedShop(app.ctx, { name: "Moved", secret: "afterwards" });
  expect(await send({ body: body({ total: "1.00" }) }, { ...moved, secret: "afterwards" })).toBe(200);
});

describe("an order that goes back to how it was", () => {
  const a = { status: "processing" };
  const b = { status: "cancelled" };

  test("within one second, after both messages were worked on, is asked for, and the last state stands", async () => {
    truth = plainOrder(a);
    await send({ body: body(a) });
    await settle();
    expect(await statusNow()).toBe("paid");
    truth = plainOrder(b);
    await send({ body: body(b) });
    await settle();
    expect(await statusNow()).toBe("cancelled");
    truth = plainOrder(a);
    await send({ body: body(a) });
    await settle();
    expect(await statusNow()).toBe("paid");
    expect(await rows()).toHaveLength(2);
  });

  test("within one second, in one batch, is asked for once", async () => {
    truth = plainOrder(a);
    for (const state of [a, b, a]) await send({ body: body(state) });
    await settle();
    expect(await statusNow()).toBe("paid");
    expect(asked).toBe(1);
  });

  test("is not asked for when a message merely comes twice, late, or out of order", async () => {
    const later = { ...b, date_modified_gmt: "2026-11-22T01:14:09" };
    await send({ body: body(later) });
    await settle();
    for (const state of [a, later, a, later]) {
      await send({ body: body(state) });
      await settle();
    }
    expect(await statusNow()).toBe("cancelled");
    expect(asked).toBe(0);
  });

  test("by being deleted, restored and deleted again is believed each time", async () => {
    const deleted = { body: '{"id":71}', topic: "order.deleted" };
    await send({ body: body(a) });
    await settle();
    await send(deleted);
    await settle();
    expect(await statusNow()).toBe("deleted");
    truth = plainOrder(a);
    await send({ body: body(a), topic: "order.restored" });
    await settle();
    expect(await statusNow()).toBe("paid");
    truth = null;
    await send(deleted);
    await settle();
    expect(await statusNow()).toBe("deleted");
  });
});

test("a message that was overtaken by its order's deletion does not bring the order back", async () => {
  await send({ body: body() });
  await send({ body: '{"id":71}', topic: "order.deleted" });
  await settle();
  await send({ body: body({ date_modified_gmt: "2026-11-22T02:00:00" }) });
  await settle();
  expect(await statusNow()).toBe("deleted");
});

test("a late duplicate of a deletion does not delete an order that was restored", async () => {
  truth = plainOrder();
  await send({ body: body() });
  await send({ body: '{"id":71}', topic: "order.deleted" });
  await settle();
  expect(await statusNow()).toBe("paid");
});
