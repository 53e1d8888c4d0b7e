/** API keys of a shop's other systems; only a hash of each is kept. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { ApiScope } from "../contract/public-api";
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface ApiKeyRow {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = `"id", "name", "scopes", "createdBy", "createdAt", "lastUsedAt", "revokedAt"`;

/** A key is 256 bits of chance, so a plain hash keeps it: there is nothing to try against it. */
export const digestOfKey = (key: string): string => createHash("sha256").update(key).digest("hex");

export interface NewApiKey {
  readonly name: string;
  readonly digest: string;
  readonly scopes: readonly ApiScope[];
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertApiKey(sql: Sql, shopId: ShopId, key: NewApiKey): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "api_keys" ("shopId", "name", "digest", "scopes", "createdBy", "createdAt") VALUES ($1, $2, $3, $4, $5, $6) RETURNING "id"`,
    [shopId, key.name, key.digest, key.scopes, key.createdBy, key.createdAt],
  );
  if (!row) throw new Error("insert returned no key");
  return row.id;
}

/** The key that is in force; null for one that is wrong or revoked. */
export async function findApiKey(sql: Sql, shopId: ShopId, key: string): Promise<ApiKeyRow | null> {
  const digest = digestOfKey(key);
  const [row] = await sql.query<ApiKeyRow & { digest: string }>(
    `SELECT ${columns}, "digest" FROM "api_keys" WHERE "shopId" = $1 AND "digest" = $2 AND "revokedAt" IS NULL`,
    [shopId, digest],
  );
  return row && timingSafeEqual(Buffer.from(row.digest), Buffer.from(digest)) ? row : null;
}

/** Newest first, revoked ones last. */
export async function listApiKeys(sql: Sql, shopId: ShopId): Promise<ApiKeyRow[]> {
  return sql.query<ApiKeyRow>(
    `SELECT ${columns} FROM "api_keys" WHERE "shopId" = $1 ORDER BY "revokedAt" IS NOT NULL, "id" DESC LIMIT 100`,
    [shopId],
  );
}

export async function countActiveKeys(sql: Sql, shopId: ShopId): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::bigint AS "count" FROM "api_keys" WHERE "shopId" = $1 AND "revokedAt" IS NULL`,
    [shopId],
  );
  return row?.count ?? 0;
}

/** @returns the name of the key that was revoked now; null when there is none, or it was before. */
export async function markRevoked(sql: Sql, shopId: ShopId, id: number, at: Date): Promise<string | null> {
  const [row] = await sql.query<{ name: string }>(
    `UPDATE "api_keys" SET "revokedAt" = $3 WHERE "shopId" = $1 AND "id" = $2 AND "revokedAt" IS NULL RETURNING "name"`,
    [shopId, id, at],
  );
  return row?.name ?? null;
}

/** To the minute, so that a busy key does not write its row with every request. */
export async function noteUse(sql: Sql, shopId: ShopId, id: number, at: Date): Promise<void> {
  await sql.query(
    `UPDATE "api_keys" SET "lastUsedAt" = $3 WHERE "shopId" = $1 AND "id" = $2
       AND ("lastUsedAt" IS NULL OR "lastUsedAt" < $3::timestamptz - interval '1 minute')`,
    [shopId, id, at],
  );
}
