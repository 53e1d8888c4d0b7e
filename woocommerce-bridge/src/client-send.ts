/**
 * One request through WooCommerce's own package, signed as this store wants it. A request is made anew for each attempt, because a signature is good once.
 * Redirects are not followed and no proxy of the environment is used: they would carry the keys, or lead into a private network.
 */
import WooCommerceRestApi from "@woocommerce/woocommerce-rest-api";
import * as z from "zod";
import { agentsFor, REFUSED_ADDRESS, refusedBecause } from "./client-guard";

export interface Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/**
 * How requests are signed: keys in a header, as over https; OAuth 1.0a for the address as it is; OAuth 1.0a for the address with http, at a proxy that speaks https
 * and did not tell WordPress; or OAuth 1.0a for the address that WordPress believes to be its own.
 */
export type Signing = "basic" | "oauth" | "oauth-http" | `oauth-as:${string}`;

export type Params = Readonly<Record<string, string | number | boolean>>;

/** WooCommerce's own, our companion plugin's, or WordPress's list of what there is, which is for everybody and asked without keys. */
export type Api = "wc/v3" | "wc-vafa/v1" | "index";

export interface Request {
  readonly method: "get" | "post" | "put" | "delete";
  readonly api: Api;
  /** Such as `orders/14/refunds`. */
  readonly path: string;
  readonly params: Params;
  readonly body?: object;
}

export interface Site {
  /** The store's address, with the folder that WordPress may live in. */
  readonly url: string;
  readonly keys: Keys;
  readonly signing: Signing;
  readonly allowPrivate: boolean;
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
  readonly lost: "time-out" | "connection" | "too-large" | "address";
  readonly why: string;
}

/** Where modules are bundled it is the class itself; in Node's own, the class is at `default`. */
const Package: typeof WooCommerceRestApi = Reflect.get(WooCommerceRestApi, "default") ?? WooCommerceRestApi;

/** A page of a hundred orders with all their lines is a few megabytes. */
const LARGEST = 32 * 1024 * 1024;

export async function send(site: Site, request: Request): Promise<Received | Lost> {
  const refused = refusedBecause(site.url, site.allowPrivate);
  if (refused !== null) return { lost: "address", why: refused };
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

const bare = (url: string): string => url.replace(/\/+$/, "");

/** The address that the signature is for; not always the one that is asked. */
export function signedAddress({ url, signing }: Pick<Site, "url" | "signing">): string {
  if (signing === "oauth-http") return bare(url).replace(/^https:/i, "http:");
  return bare(signing.startsWith("oauth-as:") ? signing.slice("oauth-as:".length) : url);
}

function queryOf(params: Params): string {
  const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? "" : `?${query}`;
}

/** What of the package's own choice is overridden: where the request really goes, and that it goes without keys. */
function destination(site: Site, { api, path, params }: Request): object {
  const base = `${bare(site.url)}/wp-json/`;
  if (api === "index") return { url: `${base}${queryOf(params)}`, params: {}, auth: undefined };
  if (signedAddress(site) === bare(site.url)) return {};
  return { url: `${base}${api}/${path}${queryOf(params)}` };
}

function ask(site: Site, request: Request, signal: AbortSignal) {
  const { method, api, path, params, body } = request;
  const packaged = new Package({
    url: signedAddress(site),
    ...site.keys,
    version: "wc/v3",
    axiosConfig: {
      signal,
      ...agentsFor(site.allowPrivate),
      proxy: false,
      maxRedirects: 0,
      maxContentLength: LARGEST,
      responseType: "text",
      transformResponse: [(text: unknown) => text],
      validateStatus: () => true,
      ...destination(site, request),
    },
  });
  // The package decides by the address alone how it signs, and its types know only WooCommerce's own versions.
  Reflect.set(packaged, "isHttps", site.signing === "basic");
  if (api !== "index") Reflect.set(packaged, "version", api);
  if (method === "post") return packaged.post(path, body ?? {}, params);
  if (method === "put") return packaged.put(path, body ?? {}, params);
  return method === "delete" ? packaged.delete(path, params) : packaged.get(path, params);
}

const thrown = z.object({ code: z.string().catch("no-code"), message: z.string().catch("") });

/** Of what the package throws, its code is told and nothing else. */
function lostBy(error: unknown): Lost {
  const { code, message } = thrown.safeParse(error).data ?? { code: "no-code", message: "" };
  if (code === REFUSED_ADDRESS) return { lost: "address", why: "the name leads into a private network" };
  // The code is the same as for an answer that broke off in the middle.
  const tooLarge = message.startsWith("maxContentLength");
  return { lost: tooLarge ? "too-large" : "connection", why: code.slice(0, 60) };
}
