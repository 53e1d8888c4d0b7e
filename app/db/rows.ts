/**
 * Sets of rows in one statement. The hot path never writes row by row: `unnest` carries a whole batch as one array per column, and
 * `shopId` leads every statement (law 10).
 */
import type { ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export type ColumnType = "bigint" | "int" | "text" | "boolean" | "timestamptz" | "jsonb" | "uuid";
export type Columns<Row> = { readonly [Name in keyof Row & string]: ColumnType };

export interface Batch<Row> {
  readonly table: string;
  readonly shopId: ShopId;
  readonly columns: Columns<Row>;
  readonly rows: readonly Row[];
}

const quote = (name: string) => `"${name}"`;

/** jsonb travels as text, because the driver would take a JavaScript array for an SQL array. */
const wireType = (type: ColumnType) => (type === "jsonb" ? "text" : type);

function wireValue(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === "jsonb") return JSON.stringify(value);
  if (type === "timestamptz") return typeof value === "number" ? new Date(value).toISOString() : value;
  return value;
}

function unnest<Row>(batch: Batch<Row>): {
  names: string[];
  source: string;
  select: string;
  values: unknown[];
} {
  const columns = Object.entries(batch.columns) as [keyof Row & string, ColumnType][];
  const names = columns.map(([name]) => quote(name));
  const arrays = columns.map(([, type], index) => `$${index + 2}::${wireType(type)}[]`);
  const values = columns.map(([name, type]) => batch.rows.map((row) => wireValue(row[name], type)));
  return {
    names,
    source: `unnest(${arrays.join(", ")}) AS batch(${names.join(", ")})`,
    select: columns
      .map(([name, type]) => `batch.${quote(name)}${type === "jsonb" ? "::jsonb" : ""}`)
      .join(", "),
    values: [batch.shopId, ...values],
  };
}

/** Inserts a batch; `tail` is what follows the rows, such as an ON CONFLICT clause or RETURNING. */
export async function insertRows<Row, Returned extends object = object>(
  sql: Sql,
  batch: Batch<Row>,
  tail = "",
): Promise<Returned[]> {
  if (batch.rows.length === 0) return [];
  const { names, source, select, values } = unnest(batch);
  return sql.query<Returned>(
    `INSERT INTO ${quote(batch.table)} ("shopId", ${names.join(", ")}) SELECT $1, ${select} FROM ${source} ${tail}`,
    values,
  );
}

/** Updates existing rows by their key columns; every other column of the batch is set. */
export async function updateRows<Row>(
  sql: Sql,
  batch: Batch<Row>,
  key: readonly (keyof Row & string)[],
): Promise<void> {
  if (batch.rows.length === 0) return;
  const { source, values } = unnest(batch);
  const columns = Object.entries(batch.columns) as [keyof Row & string, ColumnType][];
  const set = columns
    .filter(([name]) => !key.includes(name))
    .map(([name, type]) => `${quote(name)} = batch.${quote(name)}${type === "jsonb" ? "::jsonb" : ""}`);
  const match = key.map((name) => `target.${quote(name)} = batch.${quote(name)}`);
  await sql.query(
    `UPDATE ${quote(batch.table)} AS target SET ${set.join(", ")} FROM ${source} WHERE target."shopId" = $1 AND ${match.join(" AND ")}`,
    values,
  );
}
