/**
 * The straight way to the doors that stores deliver at: it leads to every one of them and to nothing else, gives the same answers as the routes do, and a line of the log that says
 * which request, shop and delivery it was.
 */
import { once } from "node:events";
import { request as ask, createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliveryDoors, doorsOf } from "../cli/delivery-doors.mjs";
import { sqlOf } from "../db/transaction";
import { doorOf, observeRequest } from "../metrics.server";
import { inRequest, requestIds } from "../request-context.server";
import type { Knock } from "../routes/shared/delivery-door.server";
import { action as paid } from "../routes/webhooks.orders.paid";
import { action as store } from "../routes/webhooks.woocommerce.$door";
import { requestSpan } from "../tracing.server";
import { type BootedApp, bootApp, SHOP, webhookRequest } from "./shopify-doors";

/** How it ended for a door that looks something up before it reads. */
let slowly = "";
const slow = async ({ body }: Knock): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  await body(() => undefined).then(
    () => (slowly = "read"),
    () => (slowly = "gone"),
  );
  return 200;
};

const routes = {
  paid: { path: "webhooks/orders/paid", module: { action: paid } },
  store: { path: "webhooks/woocommerce/:door", module: { action: store } },
  broken: {
    path: "webhooks/broken",
    module: { action: { hear: () => Promise.reject(new Error("the database is away")) } },
  },
  slow: { path: "webhooks/slow", module: { action: { hear: slow } } },
  page: { path: "app/members", module: { action: () => null } },
};

let app: BootedApp;
let server: Server;
let url = "";
let lines: Record<string, unknown>[] = [];
const write = (fields: object, msg: string) => void lines.push({ ...requestIds(), ...fields, msg });

beforeAll(async () => {
  app = await bootApp();
  const take = deliveryDoors({
    routes,
    watch: { inRequest, requestSpan, doorOf, observeRequest },
    log: { info: write, warn: write, error: write },
  });
  server = createServer((request, response) => {
    if (!take(request, response)) response.writeHead(299).end();
  }).listen(0);
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
});
beforeEach(() => {
  lines = [];
});

async function send(path: string, request: Request): Promise<number> {
  const { method, headers } = request;
  const answer = await fetch(`${url}${path}`, { method, headers, body: await request.arrayBuffer() });
  return answer.status;
}
const order = (body: string, headers: Record<string, string> = {}) =>
  webhookRequest({ topic: "orders/paid", body, headers });
const rows = () =>
  sqlOf(app.db).query<{ payload: string }>(`SELECT "payload" FROM "inbox" WHERE "shopId" = $1`, [
    app.shop.shopId,
  ]);
const line = () => expect.poll(() => lines.at(-1));

test("every route of a store's deliveries has it", async () => {
  const modules = import.meta.glob<{ action?: { hear?: unknown } }>("../routes/webhooks.*.ts");
  expect(Object.keys(modules).length).toBeGreaterThan(10);
  for (const [file, load] of Object.entries(modules))
    expect([file, typeof (await load()).action?.hear]).toEqual([file, "function"]);
});

test("a delivery is stored as it came, and the line of its request names request, shop and delivery", async () => {
  const body = '{ "id": 1, "name": "چای" }';
  const headers = { "X-Shopify-Webhook-Id": "d-1", "X-Request-Id": "of-the-proxy-1" };
  expect(await send("/webhooks/orders/paid?a=b", order(body, headers))).toBe(200);
  expect(await rows()).toEqual([{ payload: body }]);
  await line().toMatchObject({
    msg: "request",
    method: "POST",
    url: "/webhooks/orders/paid?a=[redacted]",
    status: 200,
    requestId: "of-the-proxy-1",
    shopId: app.shop.shopId,
    deliveryId: "d-1",
  });
});

test("a request that nobody has named is given a name, and one that is no name is not believed", async () => {
  await send("/webhooks/orders/paid", order('{"id":2}', { "X-Request-Id": "x\tforged line" }));
  await line().toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

test("a stranger's delivery is answered as the route answers it", async () => {
  const forged = webhookRequest({ topic: "orders/paid", body: '{"id":3}', secret: "guessed" });
  expect(await send("/webhooks/orders/paid", forged)).toBe(401);
  expect(await send("/webhooks/orders/paid", order("{}", { "X-Shopify-Topic": "orders/updated" }))).toBe(400);
  expect(await send("/webhooks/woocommerce/99999-nobody", order("{}"))).toBe(404);
});

test("what cannot be stored is answered 500, so that the store delivers again, and the log says why", async () => {
  expect(await send("/webhooks/broken", order("{}"))).toBe(500);
  await line().toMatchObject({ msg: "request", status: 500 });
  expect(lines[0]).toMatchObject({ msg: "request failed", requestId: lines[1]?.requestId });
});

async function sendHalf(path: string): Promise<void> {
  const { method, headers } = order('{"id":4}');
  const half = ask(`${url}${path}`, {
    method,
    headers: { ...Object.fromEntries(headers), "Content-Length": "5000" },
  });
  half.on("error", () => undefined).write('{"id":4');
  await new Promise((resolve) => setTimeout(resolve, 50));
  half.destroy();
}

test("a sender that leaves while its door is looked up is not waited for", async () => {
  await sendHalf("/webhooks/slow");
  await expect.poll(() => slowly).toBe("gone");
});

test("a sender that goes away in the middle is nobody's error, and stores nothing", async () => {
  const before = await rows();
  await sendHalf("/webhooks/orders/paid");
  await line().toMatchObject({ msg: "request", aborted: true });
  expect(lines.map(({ msg }) => msg)).toEqual(["request"]);
  expect(await rows()).toEqual(before);
});

test("a body whose length is not announced is taken like any other, and cut off beyond what any shop sends", async () => {
  const stream = (size: number) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let left = size; left > 0; left -= 65_536)
          controller.enqueue(new Uint8Array(Math.min(left, 65_536)).fill(32));
        controller.close();
      },
    });
  const post = (size: number) =>
    fetch(`${url}/webhooks/orders/paid`, {
      method: "POST",
      headers: order("{}", { "X-Shopify-Shop-Domain": SHOP }).headers,
      body: stream(size),
      ...{ duplex: "half" },
    }).then(
      ({ status }) => status,
      () => 413,
    );
  expect(await post(1_000)).toBe(401);
  expect(await post(12 * 1024 * 1024)).toBe(413);
});

test("whatever is no delivery goes the way of all requests", async () => {
  const get = await fetch(`${url}/webhooks/orders/paid`);
  expect(get.status).toBe(299);
  expect(await send("/app/members", order("{}"))).toBe(299);
  expect(await send("/webhooks/orders/paid/", order("{}"))).toBe(299);
  expect(await send("/webhooks/woocommerce/1-%41", order("{}"))).toBe(299);
  const large = new Request("http://x", { method: "POST", body: new Uint8Array(11 * 1024 * 1024) });
  expect(await send("/webhooks/orders/paid", large)).toBe(299);
});

test("a route that no delivery could find the way to is said at the start", () => {
  const lost = { path: "webhooks/:a/:b", module: { action: paid } };
  expect(() => doorsOf({ lost })).toThrow("/webhooks/:a/:b");
});
