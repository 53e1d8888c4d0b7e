/**
 * Whether a store lets us in: how its requests have to be signed, and whether the keys may do what a programme needs. Nothing is changed there; that writing is
 * allowed is found out by writing nothing (an empty batch).
 */
import * as z from "zod";
import {
  createClient,
  type Signing,
  StoreClosed,
  StoreElsewhere,
  type StoreLine,
  StoreMisspoke,
  StoreRefused,
  StoreUnavailable,
  type WooCommerceClient,
} from "../client";
import { describeShop, type Index, readIndex, type Shop, silent } from "./shop";

/** The store port's site has the same words. */
export type AccessProblem =
  | "address-refused"
  | "unreachable"
  | "not-woocommerce"
  | "keys-refused"
  | "keys-read-only"
  | "keys-lack-rights"
  | "currency-unknown";

export type Access =
  | { readonly signing: Signing; readonly shop: Shop }
  | { readonly problem: AccessProblem; readonly detail: string };

type Door = Omit<StoreLine, "signing">;

class Barred extends Error {
  override readonly name = "Barred";
  constructor(
    readonly problem: AccessProblem,
    message: string,
  ) {
    super(message);
  }
}

export async function tryAccess(door: Door): Promise<Access> {
  try {
    return await enter(door);
  } catch (error) {
    if (error instanceof Barred) return { problem: error.problem, detail: error.message };
    const problem = problemOf(error);
    if (problem === null || !(error instanceof Error)) throw error;
    return { problem, detail: error.message };
  }
}

async function enter(door: Door): Promise<Access> {
  const index = await indexOf(door);
  const signing = await signingFor(door, index);
  const client = createClient({ ...door, signing });
  await mayRead(client);
  await mayWrite(client);
  const shop = await describeShop(client, index);
  if ("unknownCurrency" in shop) throw new Barred("currency-unknown", shop.unknownCurrency);
  return { signing, shop };
}

async function indexOf(door: Door): Promise<Index> {
  const index = await readIndex(createClient(door));
  if (index === null) return silent;
  if (index.namespaces.includes("wc/v3")) return index;
  throw new Barred("not-woocommerce", "WordPress answers, but has no WooCommerce REST API");
}

/** Keys in a header go over https alone. Where WordPress was not told of the https, or has another name for itself, a signature is for what it believes. */
export function signingsFor(url: string, home: string): Signing[] {
  const secure = /^https:/i.test(url);
  const believed = home.replace(/\/+$/, "");
  const plain = believed.replace(/^https:/i, "http:");
  const same = (one: string) => one.toLowerCase() === url.replace(/^https:/i, "http:").toLowerCase();
  const own: Signing[] = believed === "" || same(plain) ? [] : [`oauth-as:${plain}`];
  return secure ? ["basic", "oauth-http", ...own, `oauth-as:${url}`] : ["oauth", ...own];
}

async function signingFor(door: Door, { home }: Index): Promise<Signing> {
  let closed: StoreClosed | null = null;
  for (const signing of signingsFor(door.url, home)) {
    const client = createClient({ ...door, signing });
    try {
      await client.get("orders", one);
      return signing;
    } catch (error) {
      if (!(error instanceof StoreClosed)) throw error;
      // Who is let in and may not see orders is told so otherwise than who is not let in.
      if (error.status === 403) throw new Barred("keys-lack-rights", "orders");
      closed = error;
    }
  }
  throw closed ?? new StoreClosed("the store does not accept our keys");
}

const one = { answer: z.array(z.unknown()), params: { per_page: 1, _fields: "id" } };

async function mayRead(client: WooCommerceClient): Promise<void> {
  for (const what of ["customers", "coupons", "webhooks"])
    await allowed(client.get(what, one), { what, problem: "keys-lack-rights" });
}

async function mayWrite(client: WooCommerceClient): Promise<void> {
  for (const what of ["coupons", "webhooks"]) {
    const nothing = { answer: z.unknown(), body: {} };
    await allowed(client.post(`${what}/batch`, nothing), { what, problem: "keys-read-only" });
  }
}

/** 403 is for who may not do this; 401 with keys that have just been accepted is for keys that may only read. */
async function allowed(
  asked: Promise<unknown>,
  { what, problem }: { readonly what: string; readonly problem: AccessProblem },
): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof StoreClosed)
      throw new Barred(error.status === 403 ? "keys-lack-rights" : problem, what);
    // An empty batch that is refused as such was allowed.
    if (!(error instanceof StoreRefused)) throw error;
  }
}

/** What an error of the client says of a store as a whole; null for what is no matter of the store. */
export function problemOf(error: unknown): AccessProblem | null {
  if (error instanceof StoreElsewhere) return "address-refused";
  if (error instanceof StoreClosed) return "keys-refused";
  if (error instanceof StoreMisspoke || error instanceof StoreRefused) return "not-woocommerce";
  if (!(error instanceof StoreUnavailable)) return null;
  // A page instead of data, or the way to another address, is an answer, but not WooCommerce's.
  return error.status !== null && error.status < 500 && error.status !== 429
    ? "not-woocommerce"
    : "unreachable";
}
