/** Multi-row inserts as they are mostly written: `VALUES` with one parameter for each value, sent as the driver sends it. For comparison only. */
import type { Batch, ColumnType } from "../db/rows";
import type { Sql } from "../db/transaction";

const parameterOf = (value: unknown, type: ColumnType | undefined): unknown =>
  type === "jsonb" && value !== null ? JSON.stringify(value) : (value ?? null);

/** At most 65,535 parameters, PostgreSQL's own limit: a thousand rows of these tables hold a third of them. */
export async function insertValues<Row>(sql: Sql, batch: Batch<Row>, tail = ""): Promise<unknown> {
  if (batch.rows.length === 0) return [];
  const columns = Object.entries(batch.columns) as [keyof Row & string, ColumnType][];
  const names = columns.map(([name]) => `"${name}"`);
  const places = batch.rows.map((_, row) => {
    const of = columns.map((_column, index) => `$${row * columns.length + index + 2}`);
    return `($1, ${of.join(", ")})`;
  });
  const values = batch.rows.flatMap((row) => columns.map(([name, type]) => parameterOf(row[name], type)));
  return sql.query(
    `INSERT INTO "${batch.table}" ("shopId", ${names.join(", ")}) VALUES ${places.join(", ")} ${tail}`,
    [batch.shopId, ...values],
  );
}
