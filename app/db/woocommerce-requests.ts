/**
 * Owners on their way to their store and back, before there is a shop. A request is found by the hash of what only the owner and their store were told, its keys are sealed
 * for its row, and each step is taken once, because it names the state it comes from.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type ShopId, shopId } from "../loyalty/brand";
import type { Cipher } from "./encryption";
import type { Sql } from "./transaction";

export interface WoocommerceKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** waiting for keys → keys → connecting → connected | failed */
export type RequestState = "waiting" | "keys" | "connecting" | "connected" | "failed";

export interface WoocommerceRequest {
  readonly storeUrl: string;
  readonly deliverTo: string;
  readonly locale: string;
  /** How far back orders are imported; null: all of them. */
  readonly importDays: number | null;
  readonly state: RequestState;
  /** The reason it failed: `declined.<problem>` says it. */
  readonly problem: string | null;
  readonly shopId: ShopId | null;
  readonly expiresAt: Date;
}

const keysSchema = z.object({ consumerKey: z.string(), consumerSecret: z.string() });

const hashOf = (state: string): string => createHash("sha256").update(state).digest("hex");
const placeOf = (hash: string): string => `woocommerce_requests/${hash}/keys`;

export interface NewRequest {
  readonly storeUrl: string;
  readonly deliverTo: string;
  readonly locale: string;
  readonly importDays: number | null;
  /** Already here when they were pasted. */
  readonly keys: WoocommerceKeys | null;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** Whoever began and never came to an end leaves nothing behind, also no sealed key. */
export async function forgetRequests(sql: Sql, before: Date): Promise<void> {
  await sql.query(`DELETE FROM "woocommerce_requests" WHERE "createdAt" < $1`, [before]);
}

/** @param state what only the owner and their store are told */
export async function insertRequest(
  sql: Sql,
  cipher: Cipher,
  { state, request }: { readonly state: string; readonly request: NewRequest },
): Promise<void> {
  const hash = hashOf(state);
  const { storeUrl, deliverTo, locale, importDays, keys, at, expiresAt } = request;
  await sql.query(
    `INSERT INTO "woocommerce_requests" ("stateHash", "storeUrl", "deliverTo", "locale", "keys", "state", "createdAt", "expiresAt", "importDays")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      hash,
      storeUrl,
      deliverTo,
      locale,
      keys ? cipher.seal(JSON.stringify(keys), placeOf(hash)) : null,
      keys ? "keys" : "waiting",
      at,
      expiresAt,
      importDays,
    ],
  );
}

export async function findRequest(sql: Sql, state: string): Promise<WoocommerceRequest | null> {
  const [raw] = await sql.query<Omit<WoocommerceRequest, "shopId"> & { shopId: number | null }>(
    `SELECT "storeUrl", "deliverTo", "locale", "importDays", "state", "problem", "shopId", "expiresAt" FROM "woocommerce_requests" WHERE "stateHash" = $1`,
    [hashOf(state)],
  );
  return raw ? { ...raw, shopId: raw.shopId === null ? null : shopId(raw.shopId) } : null;
}

interface Step {
  readonly state: string;
  readonly at: Date;
}

/** The store's keys for a request that waits for them. @returns false when none does: it is over, was answered before, or never was */
export async function keepKeys(
  sql: Sql,
  cipher: Cipher,
  { state, keys, at, until }: Step & { readonly keys: WoocommerceKeys; readonly until: Date },
): Promise<boolean> {
  const hash = hashOf(state);
  const kept = await sql.query(
    `UPDATE "woocommerce_requests" SET "keys" = $2, "state" = 'keys', "expiresAt" = $4 WHERE "stateHash" = $1 AND "state" = 'waiting' AND "expiresAt" > $3
     RETURNING "stateHash"`,
    [hash, cipher.seal(JSON.stringify(keys), placeOf(hash)), at, until],
  );
  return kept.length > 0;
}

/** Takes a request to connect it; whoever took it before and has not come to an end until `until` has lost it. @returns its keys, null when it is not to be taken */
export async function takeRequest(
  sql: Sql,
  cipher: Cipher,
  { state, at, until }: Step & { readonly until: Date },
): Promise<WoocommerceKeys | null> {
  const hash = hashOf(state);
  const [taken] = await sql.query<{ keys: string }>(
    `UPDATE "woocommerce_requests" SET "state" = 'connecting', "expiresAt" = $3
     WHERE "stateHash" = $1 AND "keys" IS NOT NULL AND (("state" = 'keys' AND "expiresAt" > $2) OR ("state" = 'connecting' AND "expiresAt" <= $2)) RETURNING "keys"`,
    [hash, at, until],
  );
  return taken ? keysSchema.parse(JSON.parse(cipher.open(taken.keys, placeOf(hash)))) : null;
}

/** Connected to a shop, or failed for a reason. Its keys are forgotten either way. */
export async function endRequest(
  sql: Sql,
  state: string,
  end: { readonly shopId: ShopId } | { readonly problem: string },
): Promise<void> {
  const connected = "shopId" in end;
  await sql.query(
    `UPDATE "woocommerce_requests" SET "state" = $2, "problem" = $3, "shopId" = $4, "keys" = NULL WHERE "stateHash" = $1 AND "state" <> 'connected'`,
    [
      hashOf(state),
      connected ? "connected" : "failed",
      connected ? null : end.problem,
      connected ? end.shopId : null,
    ],
  );
}
