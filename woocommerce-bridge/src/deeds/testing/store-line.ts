/** A store at the HTTP line for tests of the deeds: answers by method and path, tells what it was asked, and holds no more of WooCommerce than a test needs. */
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createClient, type Signing, type WooCommerceClient } from "../../client";

export interface Asked {
  readonly method: string;
  /** Below `wp-json/`: "wc/v3/orders/14". */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A body, or a whole response for what is refused. */
export type Answerer = (asked: Asked) => unknown;

export const refusal = (status: number, code: string): Response =>
  HttpResponse.json({ code, message: "No.", data: { status } }, { status });

export const withTotal = (rows: readonly unknown[], total = rows.length): Response =>
  HttpResponse.json(rows, { headers: { "X-WP-Total": String(total) } });

export const notThere = (): Response => refusal(404, "woocommerce_rest_invalid_id");

export const lineKeys = { consumerKey: "ck_line_0001", consumerSecret: "cs_line_secret_0001" };
export const patience = { attempts: 2, requestMs: 2_000, longestWaitMs: 500, firstPauseMs: 1 };

export interface StoreLine {
  readonly asked: Asked[];
  /** The first whose pattern fits answers: "GET wc/v3/orders/:id" as a regular expression over "METHOD path". */
  answers(...table: readonly (readonly [RegExp, Answerer])[]): void;
  client(signing?: Signing): WooCommerceClient;
  readonly url: string;
}

export function storeLine(url = "https://shop.example"): StoreLine {
  const asked: Asked[] = [];
  let table: readonly (readonly [RegExp, Answerer])[] = [];
  const server = setupServer(
    http.all(`${url}/wp-json/*`, async ({ request }) => {
      const { pathname, searchParams } = new URL(request.url);
      const text = await request.text();
      const one: Asked = {
        method: request.method,
        path: pathname.slice(pathname.indexOf("/wp-json/") + "/wp-json/".length),
        params: Object.fromEntries(searchParams),
        body: text === "" ? null : JSON.parse(text),
        headers: request.headers,
      };
      asked.push(one);
      const found = table.find(([pattern]) => pattern.test(`${one.method} ${one.path}`));
      const answer = found ? await found[1](one) : refusal(404, "rest_no_route");
      return answer instanceof Response ? answer : new HttpResponse(JSON.stringify(answer));
    }),
  );
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => {
    asked.length = 0;
    table = [];
  });
  afterAll(() => server.close());
  return {
    asked,
    url,
    answers: (...given) => {
      table = given;
    },
    client: (signing) =>
      createClient({ url, keys: lineKeys, allowPrivate: true, patience, ...(signing ? { signing } : {}) }),
  };
}

export const fingerprint = (text: string): string => `#${text}`;
