/**
 * An owner connects their store without copying keys: they are sent to the store with a secret of ours, the store sends its keys to us with it, and the owner comes back with it. The
 * store is not asked anything while it waits for our answer: a store with one PHP worker could not give one.
 */
import { randomBytes } from "node:crypto";
import { type ImportRow, latestImport } from "../db/imports";
import { sqlOf } from "../db/transaction";
import { findConnection, type WoocommerceFacts } from "../db/woocommerce-connections";
import {
  endRequest,
  findRequest,
  forgetRequests,
  insertRequest,
  keepKeys,
  takeRequest,
  type WoocommerceKeys,
  type WoocommerceRequest,
} from "../db/woocommerce-requests";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { readStoreAddress } from "../stores/woocommerce.server";
import { connectWoocommerce } from "./connect-woocommerce";
import { dateOf, type ServiceContext } from "./context";
import type { ImportSpan } from "./import-orders";

const minuteMs = 60_000;
/** How long an owner may take to sign in to their store and approve. */
const approvalMs = 15 * minuteMs;
/** A process that died while it connected a store loses the request to whoever looks next. */
const connectingMs = 2 * minuteMs;

export const connectPage = "/woocommerce/connect";
const returnPage = "/woocommerce/connected";
const keysDoor = "/woocommerce/keys";

export interface ConnectingWish {
  /** As somebody typed it. */
  readonly address: string;
  /** null: the store shall send them. */
  readonly keys: WoocommerceKeys | null;
  readonly importDays: ImportSpan;
  readonly locale: string;
}

const after = (ctx: ServiceContext, ms: number): Date => new Date(ctx.now() + ms);

/** WooCommerce sends keys to an address over https only. */
export const storesMaySendKeys = ({ woocommerce }: Pick<ServiceContext, "woocommerce">): boolean =>
  woocommerce.appUrl.startsWith("https://");

function askingStore(
  ctx: ServiceContext,
  storeUrl: string,
  { state, locale }: Record<string, string>,
): string {
  const { appUrl } = ctx.woocommerce;
  const asked = new URLSearchParams({
    app_name: "Vafa",
    scope: "read_write",
    user_id: state ?? "",
    return_url: `${appUrl}${returnPage}?locale=${locale ?? "en"}`,
    callback_url: `${appUrl}${keysDoor}`,
  });
  return `${storeUrl}/wc-auth/v1/authorize?${asked}`;
}

/** @returns where the owner goes on: to their store, or, with keys in hand, to where they see what comes of them */
export async function beginConnecting(ctx: ServiceContext, wish: ConnectingWish): Promise<Outcome<string>> {
  const { keys, importDays, locale } = wish;
  const { appUrl, allowPrivate } = ctx.woocommerce;
  const address = readStoreAddress(wish.address, { allowPrivate });
  // A door for everybody leads to the doors of web sites alone.
  const unusual = !("problem" in address) && !allowPrivate && new URL(address.storeUrl).port !== "";
  if ("problem" in address || unusual) return declined("store-address-refused");
  const state = randomBytes(32).toString("base64url");
  const { storeUrl } = address;
  await insertRequest(sqlOf(ctx.db), ctx.cipher, {
    state,
    request: {
      storeUrl,
      deliverTo: appUrl,
      locale,
      importDays,
      keys,
      at: dateOf(ctx.now()),
      expiresAt: after(ctx, approvalMs),
    },
  });
  if (keys === null) return done(askingStore(ctx, storeUrl, { state, locale }));
  return done(`${returnPage}?${new URLSearchParams({ locale, user_id: state })}`);
}

export interface SentKeys {
  readonly state: string;
  readonly keys: WoocommerceKeys;
  /** As the store calls them: read_write is needed. */
  readonly permissions: string;
}

/** What a store sends of its own accord. A refusal makes it delete the keys again. */
export async function receiveStoreKeys(
  ctx: ServiceContext,
  { state, keys, permissions }: SentKeys,
): Promise<Outcome<null>> {
  const sql = sqlOf(ctx.db);
  if (permissions !== "read_write") return declined("store-keys-read-only");
  const kept = await keepKeys(sql, ctx.cipher, {
    state,
    keys,
    at: dateOf(ctx.now()),
    until: after(ctx, approvalMs),
  });
  return kept ? done(null) : declined("store-request-over");
}

/** The owner came back without having let us in. */
export async function storeSaidNo(ctx: ServiceContext, state: string): Promise<void> {
  const sql = sqlOf(ctx.db);
  if ((await findRequest(sql, state))?.state === "waiting")
    await endRequest(sql, state, { problem: "store-said-no" });
}

/**
 * Connects the store of a request whose keys are here, if nobody does so yet. @returns when it has come to an end, also when there was nothing to do; the request tells with what
 */
export async function goOnConnecting(ctx: ServiceContext, state: string): Promise<void> {
  const sql = sqlOf(ctx.db);
  const at = dateOf(ctx.now());
  const keys = await takeRequest(sql, ctx.cipher, { state, at, until: after(ctx, connectingMs) });
  const request = keys && (await findRequest(sql, state));
  if (!keys || !request) return;
  const { storeUrl, deliverTo, importDays } = request;
  const connected = await connectWoocommerce(ctx, {
    address: storeUrl,
    keys,
    deliverTo,
    importDays,
    actor: "owner",
  });
  await endRequest(
    sql,
    state,
    connected.done ? { shopId: connected.value.shopId } : { problem: connected.reason },
  );
}

/** For the schedule. Requests belong to no shop yet: each shop's turn forgets all that are a day old. */
export const forgetOldRequests = (ctx: ServiceContext): Promise<void> =>
  forgetRequests(sqlOf(ctx.db), after(ctx, -24 * 60 * minuteMs));

export interface ConnectingProgress {
  readonly request: WoocommerceRequest;
  /** Once there is a shop. */
  readonly connection: WoocommerceFacts | null;
  readonly orders: ImportRow | null;
}

export async function connectingProgress(
  ctx: ServiceContext,
  state: string,
): Promise<ConnectingProgress | null> {
  const sql = sqlOf(ctx.db);
  const request = await findRequest(sql, state);
  if (!request) return null;
  const { shopId } = request;
  if (shopId === null) return { request, connection: null, orders: null };
  const [connection, orders] = await Promise.all([findConnection(sql, shopId), latestImport(sql, shopId)]);
  return { request, connection, orders };
}
