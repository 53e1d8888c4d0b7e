/** A test gets an empty, migrated database, whatever the test before it did. */
import { expect, test, vi } from "vitest";
import { sqlOf } from "../db/transaction";
import { freshDatabase } from "./database";

const shops = `INSERT INTO shops (platform, domain, name, currency, "timeZone", locale, "termsVersion")
  VALUES ('shopify', $1, 'Example', 'GBP', 'Europe/London', 'en', 1) RETURNING id`;

test("a database handed out again is empty, counts from one, and still has its schema", async () => {
  const first = await freshDatabase();
  expect(await sqlOf(first).query(shops, ["example.myshopify.com"])).toEqual([{ id: 1 }]);
  await sqlOf(first).query("CREATE SCHEMA another");
  await sqlOf(first).query("CREATE TABLE jars (id serial)");
  await first.close();
  await first.close();

  const second = await freshDatabase();
  expect(await second.prisma.shop.count()).toBe(0);
  expect(await sqlOf(second).query(shops, ["example.myshopify.com"])).toEqual([{ id: 1 }]);
  expect(await sqlOf(second).query("SELECT to_regnamespace('another') AS another")).toEqual([
    { another: null },
  ]);
  const [migrations] = await sqlOf(second).query<{ count: number }>(
    "SELECT count(*) FROM _prisma_migrations",
  );
  expect(migrations?.count).toBeGreaterThan(0);
  await second.close();
});

test("two at the same time are two", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  await sqlOf(one).query(shops, ["example.myshopify.com"]);
  expect([await one.prisma.shop.count(), await other.prisma.shop.count()]).toEqual([1, 0]);
  await Promise.all([one.close(), other.close()]);
});

/** As the next test file of this process has it: with modules of its own. */
async function nextFile(): Promise<typeof freshDatabase> {
  vi.resetModules();
  return (await import("./database")).freshDatabase;
}

test("the next file finds the same database, empty and with no statement of this one prepared", async () => {
  const first = await freshDatabase();
  await sqlOf(first).query(shops, ["example.myshopify.com"]);
  await first.pool.query("PREPARE one AS SELECT 1");
  await first.close();

  const next = await (await nextFile())();
  expect(await sqlOf(next).query(shops, ["example.myshopify.com"])).toEqual([{ id: 1 }]);
  expect(await sqlOf(next).query("SELECT name FROM pg_prepared_statements WHERE name = 'one'")).toEqual([]);
  await next.close();
});

test.each([
  ["dropped", "DROP TABLE inbox CASCADE"],
  ["changed", "ALTER TABLE members ALTER COLUMN deficit DROP NOT NULL"],
  ["disarmed", "ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_only_grow"],
])("a schema of which something was %s is not what the next file finds", async (_what, statement) => {
  const schema = `SELECT (SELECT count(*) FROM pg_class WHERE relname = 'inbox') AS tables,
    (SELECT bool_and(tgenabled = 'O') FROM pg_trigger WHERE tgname = 'ledger_entries_only_grow') AS armed,
    (SELECT attnotnull FROM pg_attribute WHERE attrelid = 'members'::regclass AND attname = 'deficit') AS owes`;
  const first = await freshDatabase();
  const [before] = await sqlOf(first).query(schema);
  await first.pool.query(statement);
  expect((await sqlOf(first).query(schema))[0]).not.toEqual(before);
  await first.close();

  const next = await (await nextFile())();
  expect((await sqlOf(next).query(schema))[0]).toEqual(before);
  await next.close();
});
