/**
 * Sets of rows in one statement. The hot path never writes row by row: `unnest` carries a whole batch as one array per column, and
 * `shopId` leads every statement (law 10).
 */
import type { ShopId } from "../loyalty/brand";
import { binaryColumn, jsonText } from "./binary-columns";
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

/** What the driver makes an array of texts of; an array inside jsonb is its text, or the driver would take it for another dimension. */
function wireText(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === "jsonb") return jsonText(value);
  if (type === "timestamptz") return typeof value === "number" ? new Date(value).toISOString() : value;
  return value;
}

interface Unnested {
  readonly names: readonly string[];
  readonly source: string;
  readonly values: unknown[];
}

function unnest<Row>(batch: Batch<Row>): Unnested {
  const columns = Object.entries(batch.columns) as [keyof Row & string, ColumnType][];
  const names = columns.map(([name]) => quote(name));
  const arrays = columns.map(([, type], index) => `$${index + 2}::${type}[]`);
  const values = columns.map(
    ([name, type]) =>
      binaryColumn(batch.rows, name, type) ?? batch.rows.map((row) => wireText(row[name], type)),
  );
  return {
    names,
    source: `unnest(${arrays.join(", ")}) AS batch(${names.join(", ")})`,
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
  const { names, source, values } = unnest(batch);
  return sql.query<Returned>(
    `INSERT INTO ${quote(batch.table)} ("shopId", ${names.join(", ")}) SELECT $1, ${names.map((name) => `batch.${name}`).join(", ")} FROM ${source} ${tail}`,
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
    .map(([name]) => `${quote(name)} = batch.${quote(name)}`);
  const match = key.map((name) => `target.${quote(name)} = batch.${quote(name)}`);
  await sql.query(
    `UPDATE ${quote(batch.table)} AS target SET ${set.join(", ")} FROM ${source} WHERE target."shopId" = $1 AND ${match.join(" AND ")}`,
    values,
  );
}
