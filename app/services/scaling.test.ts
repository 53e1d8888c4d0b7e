/**
 * docs/scaling.md against the schema: its SQL for Citus names every table, what Citus asks of keys holds, and its partitions by shop are made on a real PostgreSQL and worked upon.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { orderPayload } from "../testing/order-payload";
import type { PostgresDatabase } from "../testing/postgres";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { tenantTables } from "../testing/tidy/queries-carry-shop";
import { reserveRedemption } from "./reserve-redemption";
import { verifyLedger } from "./verify-ledger";

const doc = readFileSync("docs/scaling.md", "utf8");
const schema = readFileSync("prisma/schema.prisma", "utf8");

/** A block of the page, by the word after its language. */
function sqlOfPage(block: string): string {
  const found = new RegExp(`\`\`\`sql ${block}\\n([\\s\\S]*?)\`\`\``).exec(doc)?.[1];
  if (found === undefined) throw new Error(`docs/scaling.md has no SQL called ${block}`);
  return found;
}

let db: PostgresDatabase;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
});
afterAll(() => db.close());

describe("several servers", () => {
  const citus = sqlOfPage("citus");
  const called = (name: string) =>
    [...citus.matchAll(new RegExp(`${name}\\('(\\w+)'`, "g"))].map(([, table]) => table);
  const all = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, table]) => table);
  const tenants = tenantTables(schema);

  test("distribute every table of shops, by the shop, all in one place", () => {
    expect(called("create_distributed_table").sort()).toEqual([...tenants].sort());
    const [first, ...others] = citus.split("\n").filter((line) => line.includes("create_distributed_table"));
    expect(first).toBe("SELECT create_distributed_table('members', 'shopId');");
    for (const line of others) expect(line).toMatch(/\('\w+', 'shopId', colocate_with => 'members'\);$/);
  });

  test("have a copy each of what is found before a shop is known", () => {
    expect(called("create_reference_table").sort()).toEqual(
      all.filter((table) => !tenants.includes(table ?? "")).sort(),
    );
  });

  test("ask of every key, unique index and foreign key of a distributed table that the shop leads it", async () => {
    const keys = await sqlOf(db).query<{ table: string; index: string; first: string }>(
      `SELECT c.relname::text AS "table", i.relname::text AS "index", a.attname::text AS "first" FROM pg_index x
       JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
       WHERE c.relname = ANY($1::text[]) AND (x.indisprimary OR x.indisunique)`,
      [tenants],
    );
    expect(new Set(keys.map(({ table }) => table))).toEqual(new Set(tenants));
    expect(keys.filter(({ first }) => first !== "shopId")).toEqual([]);
    const references = await sqlOf(db).query<{ name: string }>(
      `SELECT k.conname::text AS "name" FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND k.conrelid = ANY($1::text[]::regclass[]) AND a.attname <> 'shopId'`,
      [tenants],
    );
    expect(references).toEqual([]);
  });
});

describe("partitions by shop", () => {
  let ctx: TestContext;
  const shops: ShopRow[] = [];
  const order = (id: number, more: object = {}) =>
    orderPayload({ id, customer: 501 + (id % 7), price: "60.00", quantity: 2, ...more });

  beforeAll(async () => {
    ctx = testContext(db);
    for (const number of [1, 2, 3, 4, 5])
      shops.push(await installTestShop(ctx, `part-${number}.myshopify.com`));
    for (const shop of shops) {
      await deliver(
        ctx,
        shop,
        Array.from({ length: 40 }, (_, id) => order(1_000 + id)),
      );
      await workOff(ctx, shop);
    }
    await db.pool.query(sqlOfPage("partitions"));
  });

  async function proved(): Promise<number> {
    let entries = 0;
    for (const { shopId } of shops) {
      const proof = await verifyLedger(ctx, shopId);
      expect(proof.faults).toEqual([]);
      entries += proof.entries;
    }
    return entries;
  }

  test("keep every row", async () => {
    expect(await proved()).toBe(shops.length * 40);
  });

  test("are worked upon like whole tables: new orders, refunds, a redemption, and the sums of the home page", async () => {
    for (const shop of shops) {
      const returned = { quantity: 1, subtotal: "60.00" };
      const changes = [1_000, 1_001, 1_002].map((id) =>
        order(id, { returned, updatedAt: "2026-11-05T10:00:00Z" }),
      );
      await deliver(ctx, shop, [...changes, ...Array.from({ length: 30 }, (_, id) => order(5_000 + id))]);
      await workOff(ctx, shop);
      const wish = {
        shopId: shop.shopId,
        customerId: customerId("503"),
        rewardId: "slider",
        points: 200,
        channel: "proxy",
      } as const;
      expect(await reserveRedemption(ctx, { ...wish, key: ctx.uuid() })).toMatchObject({ done: true });
    }
    expect(await proved()).toBe(shops.length * (40 + 30 + 3 + 1));
    const [sums] = await sqlOf(db).query<{ issued: number; entries: number }>(
      `SELECT (SELECT sum("issued") FROM "activity_sums")::bigint AS "issued",
         (SELECT sum("points") FROM "ledger_entries" WHERE "kind" IN ('earn', 'clawback', 'adjust'))::bigint AS "entries"`,
    );
    expect(sums?.issued).toBe(sums?.entries);
  });

  test("keep the law that the ledger only grows", async () => {
    await expect(db.pool.query(`UPDATE "ledger_entries" SET "points" = 1`)).rejects.toThrow(/never changed/);
    await expect(db.pool.query(`DELETE FROM "ledger_entries"`)).rejects.toThrow(/never changed/);
  });

  test("are found by the shop: a statement about one shop reads one partition", async () => {
    const shopId = shops[0]?.shopId;
    const { rows } = await db.pool.query<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT o."orderId" FROM "orders" o JOIN "awards" a ON a."shopId" = o."shopId" AND a."orderId" = o."orderId" WHERE o."shopId" = ${shopId}`,
    );
    const read = rows
      .map((row) => row["QUERY PLAN"])
      .filter((line) => /Scan .*on (orders|awards)_\d+/.test(line));
    expect(read).toHaveLength(2);
  });
});
