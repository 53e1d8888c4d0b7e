/** Imports of past orders: one at a time per shop, resumable from the last page that was committed. */
import { type ShopId, shopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface ImportRow {
  readonly id: number;
  readonly state: "running" | "done" | "failed";
  readonly since: Date;
  readonly cursor: string | null;
  readonly orders: number;
  readonly expected: number | null;
  readonly lastError: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `"id", "state", "since", "cursor", "orders", "expected", "lastError", "startedAt", "finishedAt"`;

export async function latestImport(sql: Sql, shop: ShopId): Promise<ImportRow | null> {
  const [row] = await sql.query<ImportRow>(
    `SELECT ${columns} FROM "order_imports" WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT 1`,
    [shop],
  );
  return row ?? null;
}

/** Reads the running import and keeps other workers off it for the rest of the transaction. */
export async function lockRunningImport(sql: Sql, shop: ShopId): Promise<ImportRow | null> {
  const [row] = await sql.query<ImportRow>(
    `SELECT ${columns} FROM "order_imports" WHERE "shopId" = $1 AND "state" = 'running' ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [shop],
  );
  return row ?? null;
}

export async function shopsWithRunningImports(sql: Sql): Promise<ShopId[]> {
  const rows = await sql.query<{ shopId: number }>(
    `SELECT DISTINCT i."shopId" FROM "order_imports" i JOIN "shops" s ON s."id" = i."shopId"
     WHERE i."state" = 'running' AND s."uninstalledAt" IS NULL`,
  );
  return rows.map((row) => shopId(row.shopId));
}

export async function insertImport(
  sql: Sql,
  shop: ShopId,
  { since, startedBy, at }: { since: Date; startedBy: string; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO "order_imports" ("shopId", "state", "since", "startedBy", "startedAt") VALUES ($1, 'running', $2, $3, $4)`,
    [shop, since, startedBy, at],
  );
}

export interface ImportProgress {
  readonly id: number;
  readonly state: ImportRow["state"];
  readonly cursor: string | null;
  readonly imported: number;
  readonly expected: number | null;
  readonly error: string | null;
  readonly finishedAt: Date | null;
}

export async function saveImportProgress(sql: Sql, shop: ShopId, progress: ImportProgress): Promise<void> {
  await sql.query(
    `UPDATE "order_imports" SET "state" = $3, "cursor" = $4, "orders" = "orders" + $5, "expected" = COALESCE($6, "expected"),
       "lastError" = $7, "finishedAt" = $8 WHERE "shopId" = $1 AND "id" = $2`,
    [
      shop,
      progress.id,
      progress.state,
      progress.cursor,
      progress.imported,
      progress.expected,
      progress.error,
      progress.finishedAt,
    ],
  );
}

/** Goes on where a failed import stopped. */
export async function resumeImport(sql: Sql, shop: ShopId, id: number): Promise<void> {
  await sql.query(
    `UPDATE "order_imports" SET "state" = 'running', "lastError" = NULL, "finishedAt" = NULL WHERE "shopId" = $1 AND "id" = $2`,
    [shop, id],
  );
}
