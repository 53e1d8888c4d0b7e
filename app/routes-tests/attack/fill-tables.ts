/**
 * A row in every table that belongs to shops, so that none is left out of the attack because a test forgot it: columns are filled by their type, and every text is a word
 * that names its shop. Only what a type does not say stands in `special`.
 */
import { randomUUID } from "node:crypto";
import type { Sql } from "../../db/transaction";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

export interface Owner {
  readonly shopId: number;
  readonly member: string;
}

/** Values that a type alone does not give: kinds that readers know, and figures that a law of the database demands. */
const special: Readonly<Record<string, unknown>> = {
  "woocommerce_requests.state": "waiting",
};

export async function shopTables(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.query<{ table: string }>(
    `SELECT c.table_name AS "table" FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'shopId' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return rows.map(({ table }) => table);
}

function columnsOf(sql: Sql, table: string): Promise<readonly Column[]> {
  return sql.query<Column>(
    `SELECT table_name AS "table", column_name AS "name", udt_name AS "type", is_nullable = 'YES' AS "nullable", column_default IS NOT NULL AS "hasDefault"
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
}

function filling({ table, name, type }: Column, { shopId, member }: Owner): unknown {
  const said = special[`${table}.${name}`];
  if (said !== undefined) return said;
  if (name === "shopId") return shopId;
  if (/^(memberId|advocate|friend)$/.test(name) && type !== "text") return member;
  if (type === "uuid") return randomUUID();
  if (/^(text|varchar)$/.test(type)) return `canary-${shopId}-${table}-${name}`;
  if (/^(int|float|numeric)/.test(type)) return 7;
  if (type === "bool") return false;
  if (/^timestamp|^date/.test(type)) return "2026-11-20T10:00:00Z";
  if (/^json/.test(type)) return JSON.stringify({ canary: `canary-${shopId}-${table}-${name}` });
  if (type.startsWith("_")) return [];
  if (type === "bytea") return Buffer.from(`canary-${shopId}`);
  throw new Error(`${table}.${name}: say in fill-tables.ts what a value of type ${type} is`);
}

/** Fills what has no row of this shop yet. */
export async function fillTables(sql: Sql, owner: Owner): Promise<void> {
  for (const table of await shopTables(sql)) {
    const known = await sql.query(`SELECT 1 FROM "${table}" WHERE "shopId" = $1 LIMIT 1`, [owner.shopId]);
    if (known.length > 0) continue;
    const columns = (await columnsOf(sql, table)).filter(
      ({ name, nullable, hasDefault, type }) =>
        name === "shopId" || !hasDefault || (nullable && type === "text"),
    );
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const places = columns.map((_, index) => `$${index + 1}`).join(", ");
    const values = columns.map((column) => filling(column, owner));
    try {
      await sql.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
    } catch (cause) {
      throw new Error(
        `a row of "${table}" cannot be made by types alone: say in fill-tables.ts what it needs`,
        { cause },
      );
    }
  }
}
