/** `npm run woocommerce` does what the pages do, through the running app's door; whoever has not the app's key finds no door; no key is ever written. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { sqlOf } from "../db/transaction";
import { startWorker, type Worker } from "../jobs/worker";
import { action, loader } from "../routes/woocommerce.operator";
import type { ServiceContext } from "../services/context";
import { setServices } from "../services/running.server";
import { readWoocommerceEvent } from "../stores/woocommerce.server";
import { type PlayedWoocommerce, pastOrders, playWoocommerce } from "../testing/played-woocommerce";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { type BootedApp, bootApp } from "./shopify-doors";

const key = Buffer.alloc(32, 5).toString("base64");
let app: BootedApp;
let store: PlayedWoocommerce;
let worker: Worker;
let door: Server;
let address = "";
let orders: string[] = [];

async function openDoor(): Promise<void> {
  door = createServer(async (request, response) => {
    const body = await text(request);
    orders.push(body);
    const url = `${address}${request.url}`;
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    );
    const asked = new Request(url, { method: "POST", headers, body });
    const answer = await action({ request: asked, params: {}, context: {} });
    response.writeHead(answer.status).end(await answer.text());
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const at = door.address();
  address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
}

beforeEach(async () => {
  process.env.ENCRYPTION_KEY = key;
  orders = [];
  app = await bootApp();
  store = await playWoocommerce();
  const ctx: ServiceContext = {
    ...app.ctx,
    woocommerce: { appUrl: "http://127.0.0.1:3000", allowPrivate: true },
    storeFor: (id) => woocommerceStoreOf(ctx, id),
    readEvent: () => readWoocommerceEvent({ fingerprint: app.ctx.fingerprint }),
    nudge: () => worker.nudge(),
  };
  worker = startWorker(ctx);
  setServices(ctx);
  await openDoor();
});
afterEach(async () => {
  await worker.stop();
  door.close();
  await store.close();
  await app.close();
  delete process.env.ENCRYPTION_KEY;
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["app/cli/woocommerce.mjs", ...args], {
    env: { NODE_ENV: "test", PATH, HOME, ENCRYPTION_KEY: key, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close").then(([ended]) => [z.number().nullable().parse(ended)] as const),
  ]);
  expect(out + err).not.toMatch(/ck_[ab]{8}|cs_[ab]{8}/);
  return { code, out, err };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("it did not come to hold");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ask = (...args: string[]) => run([...args, "--app", address]);
const connect = (...more: string[]) =>
  ask(
    "connect",
    "--store",
    store.url,
    "--key",
    store.keys.consumerKey,
    "--secret",
    store.keys.consumerSecret,
    ...more,
  );

describe("npm run woocommerce", () => {
  it("connects a store, waits for its past, tells how it stands, sweeps, audits and disconnects it", async () => {
    store.orders = pastOrders(3);
    const connected = await connect("--deliver-to", "http://127.0.0.1:4000", "--import-days", "all");
    expect(connected).toMatchObject({ code: 0, err: "" });
    expect(connected.out).toContain(`Connected: ${store.url} is shop 2 (Nordlicht).`);
    expect(connected.out).toMatch(/webhooks: 7 · plugin: 0\.1\.0 · past orders: 3 are here/);
    expect(store.plugin?.connection).toMatchObject({ appUrl: "http://127.0.0.1:4000" });
    expect((await connect()).code).toBe(0);
    // Its former address is let go of.
    await until(() => store.webhooks.every(({ delivery_url: to }) => String(to).includes(":3000/")));
    expect(store.webhooks).toHaveLength(7);
    expect((await ask("status", "--look")).out).toMatch(
      /state {9}connected[\s\S]*webhooks {6}7[\s\S]*3 are here/,
    );
    expect((await ask("list")).out).toContain(`${store.url}  (shop 2, Nordlicht)`);
    const before = store.webhooks.map(({ id }) => id);
    store.webhooks.splice(0, 2);
    const swept = await ask("sweep", "--store", store.url);
    expect([swept.code, swept.out]).toEqual([0, expect.stringContaining("2 webhooks made")]);
    expect([before.length, store.webhooks.length]).toEqual([7, 7]);
    expect((await ask("audit")).out).toContain('"state": "done"');
    const gone = await ask("disconnect", "--store", store.url);
    expect([gone.code, gone.out]).toEqual([0, expect.stringContaining("Disconnected.")]);
    expect([store.webhooks, store.plugin?.connection]).toEqual([[], null]);
    expect(await ask("disconnect", "--store", store.url)).toMatchObject({ code: 1 });
    expect((await ask("list")).out).toContain("disconnected");
  }, 60_000);

  it("says why it was refused: a wrong key, a store that is away, none at all", async () => {
    const wrong = await run([
      ...["connect", "--store", store.url, "--app", address],
      ...["--key", `ck_${"z".repeat(40)}`, "--secret", `cs_${"z".repeat(40)}`],
    ]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("does not accept these keys")]);
    expect(await sqlOf(app.db).query(`SELECT * FROM "woocommerce_connections"`)).toEqual([]);
    expect(await ask("status")).toMatchObject({ code: 1, err: "There is no such store here.\n" });
    await connect("--no-wait");
    store.mood.answers = "dropped";
    const away = await ask("sweep");
    expect([away.code, away.err]).toEqual([1, expect.stringContaining("No WooCommerce store answered")]);
  }, 60_000);

  it("takes its keys from the environment, where other logins do not see them", async () => {
    const env = { WOOCOMMERCE_KEY: store.keys.consumerKey, WOOCOMMERCE_SECRET: store.keys.consumerSecret };
    const args = ["connect", "--store", store.url, "--no-wait", "--json", "--app", address];
    const { code, out } = await run(args, env);
    expect([code, JSON.parse(out).state]).toEqual([0, "connected"]);
  });

  it("ends with 2 and shows how it is asked, when it was asked wrongly", async () => {
    for (const args of [
      [],
      ["fly"],
      ["connect"],
      ["connect", "--store", "x"],
      ["list", "--colour"],
      ["list", "status"],
    ])
      expect([args, await run(args)]).toEqual([args, expect.objectContaining({ code: 2, out: "" })]);
    const days = await run([
      "connect",
      "--store",
      "x",
      "--key",
      "k",
      "--secret",
      "s",
      "--import-days",
      "many",
    ]);
    expect([days.code, days.err]).toEqual([2, expect.stringContaining(`--import-days is "many"`)]);
    expect(await run(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("disconnect") });
  });

  it("says that the app does not run, or that it has another key", async () => {
    const away = await run(["list", "--app", "http://127.0.0.1:9"]);
    expect([away.code, away.err]).toEqual([
      1,
      expect.stringContaining("The app does not answer at http://127.0.0.1:9. Start it"),
    ]);
    const other = await run(["list", "--app", address], {
      ENCRYPTION_KEY: Buffer.alloc(32, 6).toString("base64"),
    });
    expect([other.code, other.err]).toEqual([
      1,
      expect.stringContaining("its ENCRYPTION_KEY is another one"),
    ]);
    const none = await run(["list", "--app", address], { ENCRYPTION_KEY: "", DATA_DIR: "/nonexistent" });
    expect([none.code, none.err]).toEqual([1, expect.stringContaining("The app's key is not known here")]);
  });
});

describe("the operator's door", () => {
  it("takes an order once, as it was signed, and is not there for anybody else", async () => {
    const { signed } = await import("../cli/operator-line.mjs");
    const order = JSON.stringify({ deed: "list" });
    const knock = (body: string, token: string | null) =>
      action({
        request: new Request("https://vafa.test/woocommerce/operator", {
          method: "POST",
          body,
          headers: token === null ? {} : { Authorization: `Bearer ${token}` },
        }),
        params: {},
        context: {},
      }).then(({ status }) => status);
    const token = signed(order);
    expect(await knock(JSON.stringify({ deed: "disconnect" }), token)).toBe(404);
    expect(await knock(order, token)).toBe(200);
    expect(await knock(order, token)).toBe(404);
    expect(await knock(order, null)).toBe(404);
    expect(await knock(order, `${token.slice(0, -4)}AAAA`)).toBe(404);
    const unknown = JSON.stringify({ deed: "format" });
    expect(await knock(unknown, signed(unknown))).toBe(400);
    expect(loader().status).toBe(404);
  });
});
