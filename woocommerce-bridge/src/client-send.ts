/**
 * One request through WooCommerce's own package: OAuth 1.0a over http, basic authentication over https, as it does it. A request is made anew for each attempt,
 * because a signature is good once. Redirects are not followed: they would carry the keys, or lead into a private network.
 */
import WooCommerceRestApi from "@woocommerce/woocommerce-rest-api";
import * as z from "zod";

export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export type Params = Readonly<Record<string, string | number | boolean>>;

export interface Request {
  readonly method: "get" | "post" | "put" | "delete";
  /** Such as `orders/14/refunds`. */
  readonly path: string;
  readonly params: Params;
  readonly body?: object;
}

export interface Site {
  /** The store's address, with the folder that WordPress may live in. */
  readonly url: string;
  readonly keys: Keys;
  readonly requestMs: number;
}

const received = z.object({
  status: z.int(),
  data: z.unknown(),
  headers: z.looseObject({
    "retry-after": z.string().optional(),
    "x-wp-total": z.string().optional(),
    "x-wp-totalpages": z.string().optional(),
  }),
});

export interface Received {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly total: string | null;
  readonly pages: string | null;
}

/** No answer came. `why` is a word of the network, never a text of the package. */
export interface Lost {
  readonly lost: "time-out" | "connection" | "too-large";
  readonly why: string;
}

/** Where modules are bundled it is the class itself; in Node's own, the class is at `default`. */
const Api: typeof WooCommerceRestApi = Reflect.get(WooCommerceRestApi, "default") ?? WooCommerceRestApi;

/** A page of a hundred orders with all their lines is a few megabytes. */
const LARGEST = 32 * 1024 * 1024;

export async function send(site: Site, request: Request): Promise<Received | Lost> {
  const signal = AbortSignal.timeout(site.requestMs);
  try {
    const { status, data, headers } = received.parse(await ask(site, request, signal));
    return {
      status,
      text: typeof data === "string" ? data : "",
      retryAfter: headers["retry-after"] ?? null,
      total: headers["x-wp-total"] ?? null,
      pages: headers["x-wp-totalpages"] ?? null,
    };
  } catch (error) {
    if (signal.aborted) return { lost: "time-out", why: `no answer within ${site.requestMs} ms` };
    return lostBy(error);
  }
}

function ask({ url, keys }: Site, { method, path, params, body }: Request, signal: AbortSignal) {
  const api = new Api({
    url,
    ...keys,
    version: "wc/v3",
    axiosConfig: {
      signal,
      maxRedirects: 0,
      maxContentLength: LARGEST,
      responseType: "text",
      transformResponse: [(text: unknown) => text],
      validateStatus: () => true,
    },
  });
  if (method === "post") return api.post(path, body ?? {}, params);
  if (method === "put") return api.put(path, body ?? {}, params);
  return method === "delete" ? api.delete(path, params) : api.get(path, params);
}

const thrown = z.object({ code: z.string().catch("no-code"), message: z.string().catch("") });

/** Of what the package throws, its code is told and nothing else. */
function lostBy(error: unknown): Lost {
  const { code, message } = thrown.safeParse(error).data ?? { code: "no-code", message: "" };
  // The code is the same as for an answer that broke off in the middle.
  const tooLarge = message.startsWith("maxContentLength");
  return { lost: tooLarge ? "too-large" : "connection", why: code.slice(0, 60) };
}
