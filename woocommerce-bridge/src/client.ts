/**
 * The thin client of one store. What passes by itself (429, 502, 503, 504, a lost connection) is asked again, a bounded number of times and with jitter, but only
 * where asking twice changes nothing (GET). Every answer is parsed; no error holds a key.
 */
import { setTimeout as pause } from "node:timers/promises";
import type * as z from "zod";
import { complaint } from "./believed";
import { type Meaning, meaningOf } from "./client-answer";
import { StoreElsewhere, StoreMisspoke, StoreUnavailable } from "./client-errors";
import {
  type Api,
  type Keys,
  type Params,
  type Received,
  type Request,
  type Signing,
  send,
} from "./client-send";

export {
  StoreClosed,
  StoreElsewhere,
  StoreMisspoke,
  StoreRefused,
  StoreUnavailable,
} from "./client-errors";
export type { Keys, Params, Signing } from "./client-send";

export interface Patience {
  readonly attempts: number;
  readonly requestMs: number;
  /** Longer than this nobody waits in here: the caller is told when to come back. */
  readonly longestWaitMs: number;
  readonly firstPauseMs: number;
}

export const PATIENCE: Patience = {
  attempts: 4,
  requestMs: 15_000,
  longestWaitMs: 8_000,
  firstPauseMs: 300,
};

export interface Answer<Data> {
  readonly data: Data;
  /** How many there are in all and on how many pages, where a list says so. Past the last page WooCommerce says 0. */
  readonly total: number | null;
  readonly pages: number | null;
}

interface Question<Data> {
  readonly answer: z.ZodType<Data>;
  readonly params?: Params;
  /** WooCommerce's own where nothing is said. */
  readonly api?: Api;
}
type Deed<Data> = Question<Data> & { readonly body: object };

export interface WooCommerceClient {
  get<Data>(path: string, question: Question<Data>): Promise<Answer<Data>>;
  post<Data>(path: string, deed: Deed<Data>): Promise<Answer<Data>>;
  put<Data>(path: string, deed: Deed<Data>): Promise<Answer<Data>>;
  delete<Data>(path: string, question: Question<Data>): Promise<Answer<Data>>;
}

export interface StoreLine {
  readonly url: string;
  readonly keys: Keys;
  /** As the address suggests where nothing is said: keys in a header over https, OAuth over http. */
  readonly signing?: Signing;
  /** Whether private addresses and plain http are allowed. */
  readonly allowPrivate: boolean;
  readonly patience?: Patience;
}

const suggested = (url: string): Signing => (/^https:/i.test(url) ? "basic" : "oauth");

/**
 * Its methods reject with `StoreUnavailable` when the store cannot be reached or gives no answer (`StoreElsewhere`: its address leads where we do not go), `StoreClosed` when it does not let us in, `StoreRefused` when
 * it says no, and `StoreMisspoke` when its answer has another shape.
 */
export function createClient(store: StoreLine): WooCommerceClient {
  const asking =
    (method: Request["method"]) =>
    async <Data>(
      path: string,
      { answer, params = {}, api = "wc/v3", ...deed }: Question<Data> & { body?: object },
    ) => {
      const request = { method, api, path, params, ...deed };
      const { received, data } = await persist(store, request);
      return { data: parse(answer, data, request), ...countsOf(received) };
    };
  return { get: asking("get"), post: asking("post"), put: asking("put"), delete: asking("delete") };
}

async function persist(store: StoreLine, request: Request): Promise<{ received: Received; data: unknown }> {
  const patience = store.patience ?? PATIENCE;
  const attempts = request.method === "get" ? patience.attempts : 1;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(store, request, patience.requestMs);
    if (tried.is === "data") return tried;
    if (tried.is === "error") throw tried.error;
    const waitMs = tried.afterMs ?? patience.firstPauseMs * 2 ** (attempt - 1);
    if (attempt >= attempts || waitMs > patience.longestWaitMs)
      throw new StoreUnavailable(`${nameOf(request)}: ${tried.why}`, waitMs, tried.status);
    await pause(waitMs + Math.random() * patience.firstPauseMs);
  }
}

type Tried =
  | (Extract<Meaning, { is: "data" }> & { readonly received: Received })
  | Extract<Meaning, { is: "error" }>
  | {
      readonly is: "later";
      readonly why: string;
      readonly status: number | null;
      readonly afterMs: number | null;
    };

async function tryOnce(store: StoreLine, request: Request, requestMs: number): Promise<Tried> {
  const { url, keys, allowPrivate, signing = suggested(url) } = store;
  const received = await send({ url, keys, allowPrivate, signing, requestMs }, request);
  if (!("lost" in received)) {
    const meaning = meaningOf(received, keys, Date.now());
    return meaning.is === "data" ? { ...meaning, received } : meaning;
  }
  const why = `${received.lost}: ${received.why}`;
  if (received.lost === "address")
    return { is: "error", error: new StoreElsewhere(`we do not go to the store's address: ${received.why}`) };
  if (received.lost === "connection") return { is: "later", why, status: null, afterMs: null };
  // A store that is this slow, or says this much, does so again: the next try is for later.
  return { is: "error", error: new StoreUnavailable(`${nameOf(request)}: ${why}`) };
}

const nameOf = ({ method, path }: Request): string => `${method.toUpperCase()} ${path}`;

function parse<Data>(schema: z.ZodType<Data>, data: unknown, request: Request): Data {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new StoreMisspoke(`${nameOf(request)} was answered in another shape: ${complaint(parsed.error)}`);
}

function countsOf({ total, pages }: Received) {
  const count = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);
  return { total: count(total), pages: count(pages) };
}
