/** A web server that calls itself a store, for tests of what stores do wrong: answers whatever a test says, remembers what it was asked, and hangs up at its end. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface TinyAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text already. */
  readonly body?: unknown;
  readonly afterMs?: number;
}

export type Answerer = (asked: URL, request: IncomingMessage) => TinyAnswer | "hang up" | "never";

export interface TinyStore {
  readonly url: string;
  readonly asked: string[];
  /** From now on. */
  answers(answerer: Answerer): void;
  close(): Promise<void>;
}

function reply(
  response: ServerResponse,
  { status = 200, headers = {}, body = {}, afterMs = 0 }: TinyAnswer,
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  const send = () => response.writeHead(status, { "Content-Type": type, ...headers }).end(text);
  if (afterMs === 0) send();
  else setTimeout(send, afterMs).unref();
}

export async function tinyStore(answerer: Answerer): Promise<TinyStore> {
  let current = answerer;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://store.example");
    asked.push(`${request.method} ${url.pathname}`);
    const answer = current(url, request);
    if (answer === "hang up") request.socket.destroy();
    else if (answer !== "never") reply(response, answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the machine gave no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    answers: (next) => {
      current = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** As WooCommerce says no. */
export const refusal = (status: number, code: string): TinyAnswer => ({
  status,
  body: { code, message: "No.", data: { status } },
});

export const listOf = (rows: readonly unknown[], total: number | string = rows.length): TinyAnswer => ({
  headers: { "X-WP-Total": String(total), "X-WP-TotalPages": "1" },
  body: rows,
});

interface Kept {
  readonly id: number;
  readonly status: string;
  readonly refunds: readonly object[];
}

/** What a shop says of itself, by the end of the address that it is asked at. */
const ofItself: readonly (readonly [RegExp, object])[] = [
  [/\/data\/currencies\/current$/, { code: "EUR" }],
  [/\/system_status$/, { environment: { language: "en_US", version: "10.9.1" } }],
  [/\/customers\/batch$/, { update: [] }],
  [/\/wp-json\/?$/, { name: "Tiny", timezone_string: "Europe/Berlin", namespaces: ["wc/v3"] }],
];

/** A store that does what is right with these orders, for as long as it is left alone: what is asked beside them is answered with nothing. */
export function honest(orders: ReadonlyMap<number, Kept>, refunds: readonly object[] = []): Answerer {
  return (url) => {
    const [, id, part] = /\/wc\/v3\/orders\/(\d+)(\/refunds)?$/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      const order = orders.get(Number(id));
      if (!order) return refusal(404, "woocommerce_rest_shop_order_invalid_id");
      return part === undefined ? { body: order } : listOf(refunds);
    }
    const [, said] = ofItself.find(([pattern]) => pattern.test(url.pathname)) ?? [];
    if (said) return { body: said };
    if (url.pathname.includes("/wc-vafa/")) return refusal(404, "rest_no_route");
    if (!url.pathname.endsWith("/wc/v3/orders")) return listOf([]);
    const first = url.searchParams.get("page") === "1";
    const trash = url.searchParams.get("status") === "trash";
    const all = [...orders.values()].filter(({ status }) => (status === "trash") === trash);
    return listOf(first ? all : [], all.length);
  };
}
