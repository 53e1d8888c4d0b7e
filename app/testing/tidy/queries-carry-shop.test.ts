/** The rule of statements finds what forgets the shop, and nothing else. */
import { describe, expect, test } from "vitest";
import { houseOf } from "./house";
import { queriesCarryShop, tenantTables, unscoped } from "./queries-carry-shop";

const schema = `model Shop {
  id Int @id
  @@map("shops")
}

/// A tenant's.
model Member {
  shopId Int
  id     BigInt
  facts  Json @default("{}")
  @@id([shopId, id])
  @@map("members")
}

model Connection {
  shopId Int @id
  @@map("connections")
}

model Request {
  hash   String @id
  shopId Int?
  @@map("requests")
}
`;

test("a table is a tenant's when the shop leads its key, whatever its columns default to", () => {
  expect(tenantTables(schema)).toEqual(["members", "connections"]);
});

describe("a statement", () => {
  const tables = new Set(["members", "lots"]);

  test.each([
    `SELECT 1 FROM "members" WHERE "shopId" = $1`,
    `UPDATE "members" SET "balance" = 1 WHERE "shopId" = $1`,
    `INSERT INTO "members" ("shopId", "id") VALUES ($1, $2)`,
    `SELECT 1 FROM "lots" l JOIN "members" m ON m."shopId" = l."shopId" AND m."id" = l."memberId"`,
    `SELECT 1 FROM "shops"`,
  ])("that names the shop is right: %s", (text) => {
    expect(unscoped(text, tables)).toEqual([]);
  });

  test.each([
    `SELECT 1 FROM "members"`,
    `DELETE FROM members WHERE "id" = $1`,
    `DELETE FROM "…" WHERE "memberId" = $1`,
    `SELECT 1 FROM "lots" l JOIN "members" m ON m."id" = l."memberId" WHERE l."shopId" = $1`,
  ])("that forgets it for a table is found: %s", (text) => {
    expect(unscoped(text, tables)).not.toEqual([]);
  });
});

test("is found where it stands, also in a template with parts put in, and tests are left alone", () => {
  const bad = `export const read = (sql, columns) =>
  sql.query(\`SELECT \${columns} FROM "members" WHERE "id" = $1\`);`;
  const files = {
    "prisma/schema.prisma": schema,
    "app/db/members.ts": bad,
    "app/db/members.test.ts": bad,
    "app/services/join.ts": 'export const q = `SELECT "id" FROM "members" WHERE "shopId" = $1`;',
  };
  expect(queriesCarryShop.look(houseOf(files))).toEqual({
    seen: 2,
    findings: ["app/db/members.ts:2 touches members"],
  });
});
