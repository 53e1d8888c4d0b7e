/**
 * How WooCommerce shops are reached, and whether they let us in. Keys and secrets are sealed for their row and field: copied into another shop's row, they do not open.
 * Who only wants to know how things stand reads the facts, which hold no secret.
 */
import { type ShopId, shopId } from "../loyalty/brand";
import type { Cipher } from "./encryption";
import type { Sql } from "./transaction";

/** As the bridge names it: `oauth-as:<address>` signs for an address other than the one that is asked. */
export type Signing = "basic" | "oauth" | "oauth-http" | `oauth-as:${string}`;

export type ConnectionState = "connected" | "keys-refused" | "unreachable" | "misspeaking" | "disconnected";

export interface WoocommerceFacts {
  readonly shopId: ShopId;
  /** Without a slash at its end. */
  readonly storeUrl: string;
  readonly doorId: string;
  /** Our own address as this store reaches it, without a slash at its end. */
  readonly deliverTo: string;
  readonly signing: Signing;
  /** Topic → the webhook's id in the store. */
  readonly webhooks: Readonly<Record<string, string>>;
  readonly state: ConnectionState;
  /** The reason for a state other than connected: `declined.<problem>` says it. */
  readonly problem: string | null;
  readonly problemSince: Date | null;
  readonly pluginVersion: string | null;
  readonly auditedAt: Date | null;
  readonly auditCursor: string | null;
  readonly auditSince: Date | null;
  readonly checkedAt: Date | null;
  readonly connectedAt: Date;
}

export interface WoocommerceSecrets {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Signs the store's deliveries. */
  readonly webhookSecret: string;
  /** Signs the companion plugin's tokens. */
  readonly pluginSecret: string;
}

export interface WoocommerceConnection extends WoocommerceFacts {
  readonly secrets: WoocommerceSecrets;
}

const secretFields = ["consumerKey", "consumerSecret", "webhookSecret", "pluginSecret"] as const;

type Sealed = Readonly<Record<(typeof secretFields)[number], string>>;

const factColumns = `"shopId", "storeUrl", "doorId", "deliverTo", "signing", "webhooks", "state", "problem", "problemSince", "pluginVersion",
  "auditedAt", "auditCursor", "auditSince", "checkedAt", "connectedAt"`;
const sealedColumns = secretFields.map((field) => `"${field}"`).join(", ");

type RawFacts = Omit<WoocommerceFacts, "shopId"> & { shopId: number };

const placeOf = (shop: ShopId, field: string): string => `woocommerce_connections/${shop}/${field}`;
const factsOf = (raw: RawFacts): WoocommerceFacts => ({ ...raw, shopId: shopId(raw.shopId) });

export async function findConnection(sql: Sql, shop: ShopId): Promise<WoocommerceFacts | null> {
  const [raw] = await sql.query<RawFacts>(
    `SELECT ${factColumns} FROM "woocommerce_connections" WHERE "shopId" = $1`,
    [shop],
  );
  return raw ? factsOf(raw) : null;
}

/** Every connection there is, also of shops that have been disconnected. */
export async function listConnections(sql: Sql): Promise<WoocommerceFacts[]> {
  const raw = await sql.query<RawFacts>(
    `SELECT ${factColumns} FROM "woocommerce_connections" ORDER BY "shopId"`,
  );
  return raw.map(factsOf);
}

/**
 * With its secrets opened; null when there is none, or when its secrets were erased.
 * @throws UnsealError when they were sealed with another key, or for another row
 */
export async function openConnection(
  sql: Sql,
  cipher: Cipher,
  shop: ShopId,
): Promise<WoocommerceConnection | null> {
  const [raw] = await sql.query<RawFacts & Sealed>(
    `SELECT ${factColumns}, ${sealedColumns} FROM "woocommerce_connections" WHERE "shopId" = $1 AND "consumerKey" <> ''`,
    [shop],
  );
  if (!raw) return null;
  const { consumerKey, consumerSecret, webhookSecret, pluginSecret, ...facts } = raw;
  const open = (field: (typeof secretFields)[number], sealed: string) =>
    cipher.open(sealed, placeOf(shop, field));
  return {
    ...factsOf(facts),
    secrets: {
      consumerKey: open("consumerKey", consumerKey),
      consumerSecret: open("consumerSecret", consumerSecret),
      webhookSecret: open("webhookSecret", webhookSecret),
      pluginSecret: open("pluginSecret", pluginSecret),
    },
  };
}

export interface NewConnection {
  readonly shopId: ShopId;
  readonly storeUrl: string;
  readonly doorId: string;
  readonly deliverTo: string;
  readonly signing: Signing;
  readonly secrets: WoocommerceSecrets;
  readonly at: Date;
}

/** Writes how a store is reached from now on. What was known of its webhooks and plugin stays, and is looked at again. */
export async function saveConnection(sql: Sql, cipher: Cipher, connection: NewConnection): Promise<void> {
  const { shopId: shop, storeUrl, doorId, deliverTo, signing, secrets, at } = connection;
  const sealed = secretFields.map((field) => cipher.seal(secrets[field], placeOf(shop, field)));
  await sql.query(
    `INSERT INTO "woocommerce_connections" ("shopId", "storeUrl", "doorId", "deliverTo", "signing", "connectedAt", "checkedAt", ${sealedColumns})
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10)
     ON CONFLICT ("shopId") DO UPDATE SET "storeUrl" = excluded."storeUrl", "doorId" = excluded."doorId", "deliverTo" = excluded."deliverTo",
       "signing" = excluded."signing", "connectedAt" = excluded."connectedAt", "checkedAt" = excluded."checkedAt",
       ${secretFields.map((field) => `"${field}" = excluded."${field}"`).join(", ")},
       "state" = 'connected', "problem" = NULL, "problemSince" = NULL`,
    [shop, storeUrl, doorId, deliverTo, signing, at, ...sealed],
  );
}

/** Forgets keys and secrets. The row stays, to say what the shop was connected to. */
export async function eraseSecrets(sql: Sql, shop: ShopId, at: Date): Promise<void> {
  await sql.query(
    `UPDATE "woocommerce_connections" SET "consumerKey" = '', "consumerSecret" = '', "webhookSecret" = '', "pluginSecret" = '', "webhooks" = '{}',
       "pluginVersion" = NULL, "state" = 'disconnected', "problem" = NULL, "problemSince" = NULL, "checkedAt" = $2 WHERE "shopId" = $1`,
    [shop, at],
  );
}

export interface Reached {
  readonly state: Exclude<ConnectionState, "disconnected">;
  readonly problem: string | null;
  readonly at: Date;
}

/** Notes how the store answered. Since when it has not let us in is kept while it goes on. @returns the state before, null when there is nothing to note it on */
export async function noteReached(sql: Sql, shop: ShopId, reached: Reached): Promise<ConnectionState | null> {
  const { state, problem, at } = reached;
  const [before] = await sql.query<{ state: ConnectionState }>(
    `WITH before AS (SELECT "state" FROM "woocommerce_connections" WHERE "shopId" = $1 AND "state" <> 'disconnected' FOR UPDATE)
     UPDATE "woocommerce_connections" c SET "state" = $2, "problem" = $3, "checkedAt" = $4,
       "problemSince" = CASE WHEN $2 = 'connected' THEN NULL ELSE COALESCE(c."problemSince", $4::timestamptz) END
     FROM before WHERE c."shopId" = $1 RETURNING before."state"`,
    [shop, state, problem, at],
  );
  return before?.state ?? null;
}

/** @param webhooks topic → the webhook's id in the store */
export async function saveWebhooks(
  sql: Sql,
  shop: ShopId,
  webhooks: Readonly<Record<string, string>>,
): Promise<void> {
  await sql.query(`UPDATE "woocommerce_connections" SET "webhooks" = $2::jsonb WHERE "shopId" = $1`, [
    shop,
    JSON.stringify(webhooks),
  ]);
}

/** @param version null when the store has no companion plugin */
export async function savePluginVersion(sql: Sql, shop: ShopId, version: string | null): Promise<void> {
  await sql.query(
    `UPDATE "woocommerce_connections" SET "pluginVersion" = $2 WHERE "shopId" = $1 AND "state" <> 'disconnected'`,
    [shop, version],
  );
}

export interface AuditPlace {
  readonly cursor: string;
  readonly since: Date;
}

/** Where a pass over everything the store has goes on; null when it has ended. */
export async function saveAuditPlace(
  sql: Sql,
  shop: ShopId,
  { place, at }: { readonly place: AuditPlace | null; readonly at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "woocommerce_connections" SET "auditCursor" = $2, "auditSince" = $3, "auditedAt" = CASE WHEN $2::text IS NULL THEN $4 ELSE "auditedAt" END
     WHERE "shopId" = $1`,
    [shop, place?.cursor ?? null, place?.since ?? null, at],
  );
}
