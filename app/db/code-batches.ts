/** Batches of single-use codes, and their codes by keyed hash: the codes themselves are made again from our key and the batch's secret, and stored nowhere. */
import { type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface CodeBatchRow {
  readonly id: number;
  readonly name: string;
  readonly points: number;
  readonly quantity: number;
  readonly prefix: string;
  readonly secret: string;
  readonly expiresAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const columns = `"id", "name", "points", "quantity", "prefix", "secret", "expiresAt", "stoppedAt", "createdBy", "createdAt"`;

export type NewCodeBatch = Omit<CodeBatchRow, "id" | "stoppedAt">;

export async function insertBatch(sql: Sql, shopId: ShopId, batch: NewCodeBatch): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "code_batches" ("shopId", "name", "points", "quantity", "prefix", "secret", "expiresAt", "createdBy", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING "id"`,
    [
      shopId,
      batch.name,
      batch.points,
      batch.quantity,
      batch.prefix,
      batch.secret,
      batch.expiresAt,
      batch.createdBy,
      batch.createdAt,
    ],
  );
  if (!row) throw new Error("insert returned no batch");
  return row.id;
}

export interface NewCode {
  readonly digest: string;
  readonly batchId: number;
  readonly number: number;
}

export async function insertCodes(sql: Sql, shopId: ShopId, codes: readonly NewCode[]): Promise<void> {
  await insertRows(sql, {
    table: "earning_codes",
    shopId,
    columns: { digest: "text", batchId: "bigint", number: "int" },
    rows: codes,
  });
}

export async function findBatch(sql: Sql, shopId: ShopId, id: number): Promise<CodeBatchRow | null> {
  const [row] = await sql.query<CodeBatchRow>(
    `SELECT ${columns} FROM "code_batches" WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, id],
  );
  return row ?? null;
}

/** @returns false when it was stopped before, or is not there. */
export async function markStopped(sql: Sql, shopId: ShopId, id: number, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "code_batches" SET "stoppedAt" = $3 WHERE "shopId" = $1 AND "id" = $2 AND "stoppedAt" IS NULL RETURNING "id"`,
    [shopId, id, at],
  );
  return rows.length > 0;
}

export interface CodeRow {
  readonly digest: string;
  readonly batchId: number;
  readonly memberId: MemberId | null;
}

/** Locks a code, so that of two who use it at once one does. */
export async function lockCode(sql: Sql, shopId: ShopId, digest: string): Promise<CodeRow | null> {
  const [row] = await sql.query<{ digest: string; batchId: number; memberId: number | null }>(
    `SELECT "digest", "batchId", "memberId" FROM "earning_codes" WHERE "shopId" = $1 AND "digest" = $2 FOR UPDATE`,
    [shopId, digest],
  );
  return row ? { ...row, memberId: row.memberId === null ? null : memberId(row.memberId) } : null;
}

export async function markRedeemed(
  sql: Sql,
  shopId: ShopId,
  code: { digest: string; memberId: MemberId; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "earning_codes" SET "memberId" = $3, "redeemedAt" = $4 WHERE "shopId" = $1 AND "digest" = $2`,
    [shopId, code.digest, code.memberId, code.at],
  );
}

/** The numbers of a batch's codes that have been used. */
export async function readRedeemedNumbers(sql: Sql, shopId: ShopId, batchId: number): Promise<Set<number>> {
  const rows = await sql.query<{ number: number }>(
    `SELECT "number" FROM "earning_codes" WHERE "shopId" = $1 AND "batchId" = $2 AND "memberId" IS NOT NULL`,
    [shopId, batchId],
  );
  return new Set(rows.map((row) => row.number));
}

export interface BatchProgress extends Omit<CodeBatchRow, "secret"> {
  readonly redeemed: number;
}

/** The newest batches first, with how many of each were used. */
export async function listBatches(sql: Sql, shopId: ShopId, limit: number): Promise<BatchProgress[]> {
  return sql.query<BatchProgress>(
    `SELECT b."id", b."name", b."points", b."quantity", b."prefix", b."expiresAt", b."stoppedAt", b."createdBy", b."createdAt",
       (SELECT count(*) FROM "earning_codes" c WHERE c."shopId" = $1 AND c."batchId" = b."id" AND c."memberId" IS NOT NULL)::bigint AS "redeemed"
     FROM "code_batches" b WHERE b."shopId" = $1 ORDER BY b."id" DESC LIMIT $2`,
    [shopId, limit],
  );
}
