/**
 * A small WooCommerce store for tests of connecting: a real HTTP server on a loopback address that knows its keys, remembers webhooks, coupons and the companion plugin's connection, and
 * can be moved to refuse, to be silent or to talk nonsense. It does not check signatures: the bridge's own tests do.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { plainOrder } from "../../woocommerce-bridge/src/testing/plain-order";

type Row = Record<string, unknown> & { id: number };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface PlayedWoocommerce {
  readonly url: string;
  readonly keys: { consumerKey: string; consumerSecret: string };
  readonly mood: {
    /** `read`: may read only. */
    keysAre: "good" | "revoked" | "read";
    /** `dropped`: it hangs up. */
    answers: "well" | "nonsense" | "dropped" | "no-woocommerce";
    currency: string;
    /** Called before each answer, with the path. */
    before: ((method: string, path: string) => Promise<void> | void) | null;
  };
  orders: Row[];
  readonly webhooks: Row[];
  readonly coupons: Row[];
  /** null: not installed. */
  plugin: { version: string; connection: Record<string, unknown> | null; program: unknown } | null;
  /** "GET orders", as they came. */
  readonly asked: string[];
  close(): Promise<void>;
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: { code, message: code, data: { status } },
});
const ok = (body: unknown, status = 200): Answer => ({ status, body });

function keyIn(request: IncomingMessage, query: URLSearchParams): string | null {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (basic) return Buffer.from(basic, "base64").toString().split(":")[0] ?? null;
  return query.get("oauth_consumer_key") ?? query.get("consumer_key");
}

/** List, one, create, change, delete: what WooCommerce does with every kind of thing. */
function collection(rows: Row[], id: number | null, { method, body, query }: Asked): Answer {
  const found = rows.find((row) => row.id === id);
  if (method === "POST") {
    const made = { ...body, id: Math.max(0, ...rows.map((row) => row.id)) + 1 };
    rows.push({ usage_count: 0, used_by: [], status: "active", ...made });
    return ok(made, 201);
  }
  if (id === null) {
    const code = query.get("code") ?? query.get("search");
    return ok(code === null ? rows : rows.filter((row) => row.code === code));
  }
  if (!found) return refusal(404, "woocommerce_rest_invalid_id");
  if (method === "DELETE") rows.splice(rows.indexOf(found), 1);
  else Object.assign(found, body);
  return ok(found);
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

function atPlugin(store: PlayedWoocommerce, { method, path, body }: Asked): Answer {
  const { plugin } = store;
  if (!plugin) return refusal(404, "rest_no_route");
  if (path === "program") {
    plugin.program = body;
    return ok({});
  }
  if (method === "PUT") plugin.connection = body;
  if (method === "DELETE") plugin.connection = null;
  const { version, connection } = plugin;
  return ok({ version, connected: connection !== null, shopId: connection?.shopId ?? null });
}

function atWoocommerce(store: PlayedWoocommerce, asked: Asked): Answer {
  const { method, path, query } = asked;
  const [what = "", id, more] = path.split("/");
  if (id === "batch") return ok({});
  if (path === "data/currencies/current") return ok({ code: store.mood.currency });
  if (path === "system_status") return ok({ environment: { language: "de_DE", version: "10.9.1" } });
  const number = id === undefined ? null : Number(id);
  if (what === "webhooks") return collection(store.webhooks, number, asked);
  if (what === "coupons") return collection(store.coupons, number, asked);
  if (what === "orders" && more === "refunds") return ok([]);
  const after = query.get("after") ?? "";
  const listed = store.orders.filter((order) => String(order.date_created_gmt) > after);
  if (what === "orders" && number === null) {
    const from = (Number(query.get("page") ?? 1) - 1) * 100;
    return ok(listed.slice(from, from + 100));
  }
  if (what === "customers" && method === "GET" && number === null) return ok([]);
  const order = store.orders.find((one) => one.id === number);
  return order ? ok(order) : refusal(404, "woocommerce_rest_invalid_id");
}

function answerTo(store: PlayedWoocommerce, asked: Asked, key: string | null): Answer {
  const { mood, keys } = store;
  const namespaces = mood.answers === "no-woocommerce" ? ["wp/v2"] : ["wp/v2", "wc/v3"];
  if (asked.path === "")
    return ok({
      name: "Nordlicht",
      home: store.url,
      namespaces,
      timezone_string: "Europe/Berlin",
      gmt_offset: 1,
    });
  if (mood.answers === "no-woocommerce") return refusal(404, "rest_no_route");
  const accepted = key === keys.consumerKey && mood.keysAre !== "revoked";
  if (!accepted || (mood.keysAre === "read" && asked.method !== "GET"))
    return refusal(401, "woocommerce_rest_authentication_error");
  const [, space, path = ""] = /^(wc-vafa\/v1|wc\/v3)\/(.*)$/.exec(asked.path) ?? [];
  const there = { ...asked, path };
  return space === "wc-vafa/v1" ? atPlugin(store, there) : atWoocommerce(store, there);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

async function respond(store: PlayedWoocommerce, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? "/", store.url);
  const method = request.method ?? "GET";
  const path = url.pathname.replace(/^\/wp-json\/?/, "").replace(/\/$/, "");
  const asked = { method, path, query: url.searchParams, body: await bodyOf(request) };
  store.asked.push(`${method} ${path}`);
  await store.mood.before?.(method, path);
  if (store.mood.answers === "dropped") return request.socket.destroy();
  if (store.mood.answers === "nonsense")
    return response.setHeader("Content-Type", "text/html").end("<html>Hi");
  const { status, body } = answerTo(store, asked, keyIn(request, url.searchParams));
  const total = path === "wc/v3/orders" ? store.orders.length : Array.isArray(body) ? body.length : 0;
  response.writeHead(status, {
    "Content-Type": "application/json",
    "X-WP-Total": total,
    "X-WP-TotalPages": 1,
  });
  return response.end(JSON.stringify(body));
}

/**
 * @param count of past orders, an hour apart, each of another customer
 * @param since when the first was placed. A test whose clock is the machine's own says it: a fixed day will be further back one day than an import goes
 */
export const pastOrders = (count: number, since = Date.UTC(2026, 9, 1)): Row[] =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(since + index * 3_600_000).toISOString().slice(0, 19);
    const dates = { date_created_gmt: at, date_modified_gmt: at, date_paid_gmt: at };
    return plainOrder({ id: index + 1, number: String(index + 1), customer_id: index + 1, ...dates });
  }) as Row[];

export async function playWoocommerce(): Promise<PlayedWoocommerce> {
  const server = createServer((request, response) => {
    respond(store, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const store: PlayedWoocommerce = {
    url: `http://127.0.0.1:${port}`,
    keys: { consumerKey: `ck_${"a".repeat(40)}`, consumerSecret: `cs_${"b".repeat(40)}` },
    mood: { keysAre: "good", answers: "well", currency: "EUR", before: null },
    orders: [],
    webhooks: [],
    coupons: [],
    plugin: { version: "0.1.0", connection: null, program: null },
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return store;
}
