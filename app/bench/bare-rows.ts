/**
 * The ceilings of awards: the very rows a measured run wrote, written again into another database by bare multi-row statements, in transactions of the same size. Same tables, same indexes, same
 * wait for the disk; nothing is read, locked, judged or computed. `insertRows` sends them as the product does, in columns of bytes; `insertValues` (insert-values.ts) as statements are mostly written.
 */
import type { Database } from "../db/database";
import { type Batch, type ColumnType, insertRows, updateRows } from "../db/rows";
import type { ShopRow } from "../db/shops";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { sideBySide } from "../jobs/side-by-side";

type Row = Record<string, unknown>;
type Table = "orders" | "awards" | "ledger_entries" | "lots" | "members";

const typeNames: Readonly<Record<string, ColumnType>> = {
  bigint: "bigint",
  integer: "int",
  text: "text",
  jsonb: "jsonb",
  "timestamp with time zone": "timestamptz",
};

async function columnsOf(db: Database, table: Table): Promise<Record<string, ColumnType>> {
  const found = await sqlOf(db).query<{ name: string; type: string }>(
    `SELECT column_name::text AS name, data_type::text AS type FROM information_schema.columns WHERE table_name = $1 AND column_name <> 'shopId' AND is_generated = 'NEVER'`,
    [table],
  );
  return Object.fromEntries(found.map(({ name, type }) => [name, typeNames[type] ?? "text"]));
}

/** What one transaction writes for one shop. */
export interface BareBatch {
  readonly shopId: ShopRow["shopId"];
  readonly tables: Readonly<Record<Table, Batch<Row>>>;
  readonly events: readonly number[];
}

/** The rows of the orders that were received since, a thousand orders at a time. */
export async function rowsOf(
  db: Database,
  { shop, after, size }: { readonly shop: ShopRow; readonly after: number; readonly size: number },
): Promise<BareBatch[]> {
  const { shopId } = shop;
  const sql = sqlOf(db);
  const ids = await sql.query<{ orderId: string }>(
    `SELECT "orderId" FROM "orders" WHERE "shopId" = $1 AND "orderId"::bigint >= $2 ORDER BY "orderId"::bigint`,
    [shopId, after],
  );
  const batches: BareBatch[] = [];
  for (let from = 0; from < ids.length; from += size) {
    const orders = ids.slice(from, from + size).map(({ orderId }) => orderId);
    const of = async (table: Table, where: string): Promise<Batch<Row>> => ({
      table,
      shopId,
      columns: await columnsOf(db, table),
      rows: await sql.query<Row>(`SELECT * FROM "${table}" WHERE "shopId" = $1 AND ${where}`, [
        shopId,
        orders,
      ]),
    });
    const byOrder = `"orderId" = ANY($2::text[])`;
    const tables = {
      orders: await of("orders", byOrder),
      awards: await of("awards", byOrder),
      ledger_entries: await of("ledger_entries", byOrder),
      lots: await of("lots", byOrder),
      members: await of(
        "members",
        `"id" IN (SELECT "memberId" FROM "orders" WHERE "shopId" = $1 AND ${byOrder})`,
      ),
    };
    batches.push({ shopId, tables, events: [] });
  }
  return batches;
}

/** The events that waited for these orders, to be marked: as many in the other database as there were in the first. */
export async function withEvents(db: Database, batches: readonly BareBatch[]): Promise<BareBatch[]> {
  const given: BareBatch[] = [];
  const taken = new Map<number, number>();
  for (const batch of batches) {
    const skip = taken.get(batch.shopId) ?? 0;
    const count = batch.tables.orders.rows.length;
    const rows = await sqlOf(db).query<{ id: number }>(
      `SELECT "id" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new' ORDER BY "id" LIMIT $2 OFFSET $3`,
      [batch.shopId, count, skip],
    );
    taken.set(batch.shopId, skip + count);
    given.push({ ...batch, events: rows.map(({ id }) => id) });
  }
  return given;
}

/** How rows are inserted; `tail` follows them. */
export type Insert = <Row>(sql: Sql, batch: Batch<Row>, tail?: string) => Promise<unknown>;

async function writeBatch(sql: Sql, { shopId, tables, events }: BareBatch, insert: Insert): Promise<void> {
  await insert(sql, tables.orders);
  await insert(sql, tables.awards);
  await insert(sql, tables.ledger_entries);
  await insert(sql, tables.lots);
  await updateRows(sql, tables.members, ["id"]);
  const effects = tables.members.rows.map(({ id }) => ({
    kind: "push-snapshot",
    subject: String(id),
    dueAt: new Date(0),
  }));
  await insert(
    sql,
    {
      table: "outbox",
      shopId,
      columns: { kind: "text", subject: "text", dueAt: "timestamptz" },
      rows: effects,
    },
    `ON CONFLICT ("shopId", "kind", "subject") DO UPDATE SET "version" = "outbox"."version" + 1`,
  );
  await sql.query(
    `UPDATE "inbox" SET "state" = 'done', "payload" = '', "handledAt" = now() WHERE "shopId" = $1 AND "id" = ANY($2::bigint[])`,
    [shopId, events],
  );
}

export interface Writing {
  readonly atOnce: number;
  readonly insert?: Insert;
}

/** A transaction for each batch; so many shops at once, and each shop's batches one after the other, as the worker does it: no two wait for each other's members. */
export async function writeBare(
  db: Database,
  batches: readonly BareBatch[],
  { atOnce, insert = insertRows }: Writing,
): Promise<void> {
  const shops = [...new Set(batches.map(({ shopId }) => shopId))];
  const failed = await sideBySide(shops, atOnce, async (shop) => {
    for (const batch of batches)
      if (batch.shopId === shop) await inTransaction(db, (sql) => writeBatch(sql, batch, insert));
  });
  if (failed.length > 0) throw failed[0];
}
