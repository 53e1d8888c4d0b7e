/**
 * Law 10, per table: the shop's id leads every key and every index. It is what keeps one tenant's rows together and apart from every other's, and the schema
 * shardable by shop.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../testing/database";
import type { Database } from "./database";
import { sqlOf } from "./transaction";

/** Found by what a request says of itself before its shop is known; everything else is found through a shop. */
const foundByDomain = new Set(["shops", "sessions", "woocommerce_requests", "_prisma_migrations"]);

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

it("puts the shop's id first in every key and index of every table", async () => {
  const indexes = await sqlOf(db).query<{ table: string; index: string; first: string }>(
    `SELECT c.relname::text AS "table", i.relname::text AS "index", a.attname::text AS "first"
     FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
     WHERE n.nspname = 'public'`,
  );
  const ours = indexes.filter(({ table }) => !foundByDomain.has(table));
  expect(ours.length).toBeGreaterThan(25);
  expect(ours.filter(({ first }) => first !== "shopId")).toEqual([]);
});

it("has a key on every table that holds a shop's rows", async () => {
  const keyless = await sqlOf(db).query(
    `SELECT t.table_name FROM information_schema.tables t WHERE t.table_schema = 'public' AND NOT EXISTS
       (SELECT 1 FROM information_schema.table_constraints k WHERE k.table_name = t.table_name AND k.constraint_type = 'PRIMARY KEY')`,
  );
  expect(keyless).toEqual([]);
});

it("lets nobody change a ledger entry or terms", async () => {
  await db.prisma.ledgerEntry.create({
    data: {
      shopId: 1,
      memberId: 1,
      seq: 1,
      kind: "earn",
      points: 5,
      source: "s",
      at: new Date(0),
      happenedAt: new Date(0),
      cause: {},
      balanceAfter: 5,
    },
  });
  await db.prisma.terms.create({ data: { shopId: 1, version: 1, rules: {}, createdBy: "test" } });
  for (const statement of [
    `UPDATE "ledger_entries" SET "points" = 6`,
    `DELETE FROM "ledger_entries"`,
    `UPDATE "terms" SET "createdBy" = 'x'`,
    `DELETE FROM "terms"`,
  ]) {
    await expect(sqlOf(db).query(statement)).rejects.toThrow(/never changed/);
  }
});
