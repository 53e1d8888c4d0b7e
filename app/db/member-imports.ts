/** Files of members from a former program: one at a time per shop. A row is the whole of one import, so it survives the process that works on it; the file's text, personal data, goes when it ends. */
import { z } from "zod";
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export const importStates = ["checking", "checked", "importing", "done", "cancelled"] as const;
export type MemberImportState = (typeof importStates)[number];

const problemSchema = z.object({ row: z.number(), reason: z.string(), column: z.string().nullable() });
export type KeptProblem = z.infer<typeof problemSchema>;

const countsSchema = z.object({
  /** Customers that were taken, or would be. */
  members: z.number().default(0),
  enrolled: z.number().default(0),
  lots: z.number().default(0),
  points: z.number().default(0),
  /** Of these points, those that cannot be spent yet. */
  pending: z.number().default(0),
  /** Lots that were past their date already, and were left out. */
  lapsed: z.number().default(0),
  pins: z.number().default(0),
  history: z.number().default(0),
  /** What an earlier import has brought already. */
  known: z.number().default(0),
});
export type ImportCounts = z.infer<typeof countsSchema>;
export const noCounts: ImportCounts = countsSchema.parse({});

const columnsSchema = z.object({
  found: z.array(z.string()).readonly(),
  ignored: z.array(z.string()).readonly(),
});

export interface MemberImportRow {
  readonly id: number;
  readonly state: MemberImportState;
  readonly fileName: string;
  readonly place: number;
  readonly expected: number;
  readonly columns: z.infer<typeof columnsSchema>;
  readonly counts: ImportCounts;
  readonly problems: readonly KeptProblem[];
  readonly problemCount: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

interface RawImport extends Omit<MemberImportRow, "columns" | "counts" | "problems"> {
  readonly columns: unknown;
  readonly counts: unknown;
  readonly problems: unknown;
}

/** All but the text, which is read only to work on it. */
const columns = `"id", "state", "fileName", "place", "expected", "columns", "counts", "problems", "problemCount", "startedBy", "startedAt", "finishedAt"`;

const toRow = (raw: RawImport): MemberImportRow => ({
  ...raw,
  columns: columnsSchema.parse(raw.columns),
  counts: countsSchema.parse(raw.counts),
  problems: z.array(problemSchema).parse(raw.problems),
});

export async function latestMemberImport(sql: Sql, shopId: ShopId): Promise<MemberImportRow | null> {
  const [raw] = await sql.query<RawImport>(
    `SELECT ${columns} FROM "member_imports" WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT 1`,
    [shopId],
  );
  return raw ? toRow(raw) : null;
}

/** Locks an import for the rest of the transaction. */
export async function lockMemberImport(
  sql: Sql,
  shopId: ShopId,
  id: number,
): Promise<MemberImportRow | null> {
  const [raw] = await sql.query<RawImport>(
    `SELECT ${columns} FROM "member_imports" WHERE "shopId" = $1 AND "id" = $2 FOR UPDATE`,
    [shopId, id],
  );
  return raw ? toRow(raw) : null;
}

export async function readImportText(sql: Sql, shopId: ShopId, id: number): Promise<string> {
  const [row] = await sql.query<{ text: string }>(
    `SELECT "text" FROM "member_imports" WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, id],
  );
  return row?.text ?? "";
}

export interface NewMemberImport
  extends Pick<MemberImportRow, "fileName" | "expected" | "columns" | "startedBy"> {
  readonly text: string;
  readonly at: Date;
}

export async function insertMemberImport(sql: Sql, shopId: ShopId, wish: NewMemberImport): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "member_imports" ("shopId", "state", "fileName", "text", "expected", "columns", "startedBy", "startedAt")
     VALUES ($1, 'checking', $2, $3, $4, $5::jsonb, $6, $7) RETURNING "id"`,
    [shopId, wish.fileName, wish.text, wish.expected, JSON.stringify(wish.columns), wish.startedBy, wish.at],
  );
  if (!row) throw new Error("insert returned no import");
  return row.id;
}

export interface ImportStep
  extends Pick<MemberImportRow, "id" | "state" | "place" | "counts" | "problems" | "problemCount"> {
  readonly finishedAt: Date | null;
}

/** Writes how far an import is. The row is locked by the caller. An import that has ended keeps no text. */
export async function saveImportStep(sql: Sql, shopId: ShopId, step: ImportStep): Promise<void> {
  await sql.query(
    `UPDATE "member_imports" SET "state" = $3, "place" = $4, "counts" = $5::jsonb, "problems" = $6::jsonb, "problemCount" = $7, "finishedAt" = $8,
       "text" = CASE WHEN $8::timestamptz IS NULL THEN "text" ELSE '' END WHERE "shopId" = $1 AND "id" = $2`,
    [
      shopId,
      step.id,
      step.state,
      step.place,
      JSON.stringify(step.counts),
      JSON.stringify(step.problems),
      step.problemCount,
      step.finishedAt,
    ],
  );
}

/** Throws away files that wait for staff: all of them, or those that have waited since before a moment. */
export async function dropWaitingImports(
  sql: Sql,
  shopId: ShopId,
  { at, before = at }: { at: Date; before?: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "member_imports" SET "state" = 'cancelled', "text" = '', "finishedAt" = $2
     WHERE "shopId" = $1 AND "state" IN ('checking', 'checked') AND "startedAt" <= $3`,
    [shopId, at, before],
  );
}
