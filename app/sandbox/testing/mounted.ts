/** The whole sandbox on a free port with a small app behind it that only remembers what it was sent; its past is told already. */
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { mountSandbox, prepareEnvironment } from "../entry";
import { createStore } from "../state/create-store";
import { leaveUnconnected } from "../woocommerce/history/operator";
import { forgoPast } from "../woocommerce/history/tell-past";
import { openWorld } from "../woocommerce/state/world";
import { DEMO_SHOP } from "./shop";

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface MountedForTest {
  readonly origin: string;
  readonly dataDir: string;
  readonly environment: Record<string, string>;
  /** What reached the app, in order. */
  readonly received: Request[];
  /** Asks the sandbox; JSON bodies and answers are read. */
  ask(path: string, options?: { method?: string; body?: unknown; cookie?: string }): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads answers as they come.
  readonly json: any;
}

/** Marks the past as told, so that a test begins with empty shops in which the app is installed. */
export function forgetPast(dataDir: string): void {
  const store = createStore({ path: join(dataDir, "sandbox-state.json") });
  store.setScalar("history.done", true);
  for (const [index, shop] of store.shops.entries()) {
    store.installationTable.put({
      shop: shop.domain,
      id: index + 1,
      scope: "write_customers",
      installedAt: 0,
    });
  }
  store.flush();
  const world = openWorld({ path: join(dataDir, "sandbox-woocommerce.json") });
  for (const shop of world.shops) {
    forgoPast(shop);
    leaveUnconnected(shop);
  }
  world.flush();
}

export async function mountedForTest(
  dataDir = mkdtempSync(join(tmpdir(), "vafa-sandbox-")),
): Promise<MountedForTest> {
  const dispatcher = getGlobalDispatcher();
  forgetPast(dataDir);
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the machine gave no port");
  const { port } = address;
  const environment = prepareEnvironment({ port, dataDir });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const mounted = await mountSandbox({ app, port, dataDir, log });
  const received: Request[] = [];
  app.get("/health/live", (_request, response) => void response.json({ alive: true }));
  app.get(
    "/health/ready",
    (_request, response) => void response.json({ ready: true, inboxWaiting: 0, outboxWaiting: 0 }),
  );
  app.all("*", express.text({ type: () => true, limit: "6mb" }), (request, response) => {
    const { method, url, headers } = request;
    received.push({ method, url, headers, body: typeof request.body === "string" ? request.body : "" });
    response
      .set("Content-Security-Policy", `frame-ancestors https://${DEMO_SHOP};`)
      .set("X-Frame-Options", "DENY");
    if (url.startsWith("/proxy/redirect")) response.redirect(303, "/discount/CODE?redirect=/cart");
    else response.send("<p>app</p>");
  });
  await mounted.ready;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    dataDir,
    environment,
    received,
    ask: (path, options = {}) => ask(`${origin}${path}`, options),
    async stop() {
      await mounted.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      setGlobalDispatcher(dispatcher);
    },
  };
}

async function ask(
  url: string,
  { method, body, cookie }: { method?: string; body?: unknown; cookie?: string },
): Promise<Answer> {
  const form = body instanceof URLSearchParams;
  const answer = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body === undefined || form ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null };
}
