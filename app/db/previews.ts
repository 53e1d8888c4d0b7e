/**
 * Previews: a draft of terms tried on the shop's own members or orders before it is saved. A row is the whole of one try: what was asked, how far it
 * is, what it found so far; so it survives the process that works on it.
 */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export const previewKinds = ["tiers", "campaign"] as const;
export type PreviewKind = (typeof previewKinds)[number];

export interface PreviewRow {
  readonly id: number;
  readonly kind: PreviewKind;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly draft: unknown;
  /** After what to go on; null before the first slice. */
  readonly cursor: string | null;
  readonly looked: number;
  readonly expected: number | null;
  readonly result: unknown;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `"id", "kind", "state", "draft", "cursor", "looked", "expected", "result", "startedAt", "finishedAt"`;

export async function readPreview(sql: Sql, shopId: ShopId, id: number): Promise<PreviewRow | null> {
  const [row] = await sql.query<PreviewRow>(
    `SELECT ${columns} FROM "previews" WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, id],
  );
  return row ?? null;
}

export interface NewPreview {
  readonly kind: PreviewKind;
  readonly draft: unknown;
  readonly result: unknown;
  readonly expected: number;
  readonly startedBy: string;
  readonly at: Date;
}

export async function insertPreview(sql: Sql, shopId: ShopId, preview: NewPreview): Promise<number> {
  const { kind, draft, result, expected, startedBy, at } = preview;
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "previews" ("shopId", "kind", "state", "draft", "result", "expected", "startedBy", "startedAt")
     VALUES ($1, $2, 'running', $3::jsonb, $4::jsonb, $5, $6, $7) RETURNING "id"`,
    [shopId, kind, JSON.stringify(draft), JSON.stringify(result), expected, startedBy, at],
  );
  if (!row) throw new Error("insert returned no preview");
  return row.id;
}

export interface PreviewStep {
  /** null: everything has been looked at. */
  readonly cursor: string | null;
  readonly looked: number;
  readonly result: unknown;
}

/**
 * Writes one slice, unless the preview was cancelled meanwhile or somebody else has written the same slice.
 * @returns whether this slice counted.
 */
export async function savePreviewStep(
  sql: Sql,
  shopId: ShopId,
  { before, step, at }: { before: PreviewRow; step: PreviewStep; at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "previews" SET "cursor" = COALESCE($4, "cursor"), "looked" = "looked" + $5, "result" = $6::jsonb,
       "state" = CASE WHEN $4::text IS NULL THEN 'done' ELSE 'running' END,
       "finishedAt" = CASE WHEN $4::text IS NULL THEN $7::timestamptz END
     WHERE "shopId" = $1 AND "id" = $2 AND "state" = 'running' AND "cursor" IS NOT DISTINCT FROM $3 RETURNING "id"`,
    [shopId, before.id, before.cursor, step.cursor, step.looked, JSON.stringify(step.result), at],
  );
  return rows.length > 0;
}

export async function endPreview(
  sql: Sql,
  shopId: ShopId,
  { id, state, at }: { id: number; state: "failed" | "cancelled"; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "previews" SET "state" = $3, "finishedAt" = $4 WHERE "shopId" = $1 AND "id" = $2 AND "state" = 'running'`,
    [shopId, id, state, at],
  );
}

/** A new try of the same staff member replaces the one under way; what ended long ago is forgotten. */
export async function clearPreviews(
  sql: Sql,
  shopId: ShopId,
  { kind, startedBy, at, before }: { kind: PreviewKind; startedBy: string; at: Date; before: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "previews" SET "state" = 'cancelled', "finishedAt" = $4 WHERE "shopId" = $1 AND "kind" = $2 AND "startedBy" = $3 AND "state" = 'running'`,
    [shopId, kind, startedBy, at],
  );
  await sql.query(`DELETE FROM "previews" WHERE "shopId" = $1 AND "finishedAt" < $2`, [shopId, before]);
}
