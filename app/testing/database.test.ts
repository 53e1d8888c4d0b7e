/** A test gets an empty, migrated database, whatever the test before it did. */
import { expect, test } from "vitest";
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
