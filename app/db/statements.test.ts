/**
 * Law 10, judged by PostgreSQL itself: every statement of ours is planned, and each place where the plan reads a tenant's table must ask for one shop's rows there. What a rule over the text may
 * overlook (a join that carries the shop on one side, a subquery, a CTE, UPDATE … FROM) shows in the plan. It is also what a partition or a shard is chosen by.
 */
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PostgresDatabase } from "../testing/postgres";
import { sharedPostgres } from "../testing/shared-postgres";
import { houseOf, readHouse } from "../testing/tidy/house";
import { tenantTables } from "../testing/tidy/queries-carry-shop";
import { type Statement, statementsOf } from "../testing/tidy/statements";

const tables = new Set(tenantTables(readFileSync("prisma/schema.prisma", "utf8")));
const written = statementsOf(readHouse(process.cwd()));

let db: PostgresDatabase;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 2 });
});
afterAll(() => db.close());

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Alias?: string;
  readonly Plans?: readonly Plan[];
  readonly [property: string]: unknown;
}

/** A condition that names one shop: by a parameter, a number, or a list of some. */
const ONE_SHOP = /^\(?(\w+\.)?"shopId" = (\$\d+|\d+|ANY \(\$\d+\))\)?$/;
const CONDITIONS = [
  "Index Cond",
  "Recheck Cond",
  "Filter",
  "TID Cond",
  "Hash Cond",
  "Merge Cond",
  "Join Filter",
];

/** The parts of a condition that all must hold: what stands on one side of an OR is not certain. */
function certain(condition: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < condition.length; at += 1) {
    if (condition[at] === "(") depth += 1;
    if (condition[at] === ")") depth -= 1;
    if (depth > 0) continue;
    if (condition.startsWith(" OR ", at)) return [];
    if (!condition.startsWith(" AND ", at)) continue;
    parts.push(condition.slice(from, at));
    from = at + " AND ".length;
  }
  const all = [...parts, condition.slice(from)];
  // One part within parentheses of its own may be several.
  return all.length === 1 && /^\(.*\)$/s.test(condition) ? certain(condition.slice(1, -1)) : all;
}

const asksForOneShop = (plan: Plan): boolean =>
  CONDITIONS.some((name) => {
    const condition = plan[name];
    return typeof condition === "string" && certain(condition).some((part) => ONE_SHOP.test(part));
  });

/** Where the plan reads rows of all shops. */
function openScans(plan: Plan): string[] {
  const relation = plan["Relation Name"];
  const reads = relation !== undefined && tables.has(relation) && plan["Node Type"] !== "ModifyTable";
  const open = reads && !asksForOneShop(plan) ? [`${plan["Node Type"]} of ${relation} as ${plan.Alias}`] : [];
  return [...open, ...(plan.Plans ?? []).flatMap(openScans)];
}

async function plannedBy(text: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${text}`,
  );
  return (rows[0]?.["QUERY PLAN"] ?? []).flatMap(({ Plan }) => openScans(Plan));
}

/** Asked across shops, each by somebody who runs the process, and none of it shown to a shop. By how the statement goes, and why. */
const ACROSS_SHOPS: readonly { readonly path: string; readonly says: string; readonly why: string }[] = [
  {
    path: "app/db/inbox.ts",
    says: `SELECT s."id" FROM "shops" s`,
    why: "the worker asks which shops have events waiting: one probe of an index a shop",
  },
  {
    path: "app/db/inbox.ts",
    says: "WITH again AS",
    why: "deliveries of several shops that came at one moment are looked up by shop and delivery, each by its own",
  },
  {
    path: "app/db/outbox.ts",
    says: `SELECT s."id" FROM "shops" s`,
    why: "the worker asks which shops have effects due: one probe a shop",
  },
  {
    path: "app/db/imports.ts",
    says: `SELECT DISTINCT i."shopId"`,
    why: "the worker asks which shops import",
  },
  { path: "app/db/read/process-backlog.ts", says: "", why: "the health check counts what waits in all" },
  { path: "app/db/read/process-gauges.ts", says: "", why: "the operator's metrics count what stands in all" },
  {
    path: "app/db/woocommerce-connections.ts",
    says: `ORDER BY "shopId"`,
    why: "the operator's command lists all connections",
  },
];

const acrossShops = ({ path, text }: Statement) =>
  ACROSS_SHOPS.find((one) => one.path === path && text.includes(one.says));

/** What is wrong with a statement; nothing when it reads one shop's rows alone. */
async function wrongWith({ path, line, text }: Statement): Promise<string[]> {
  try {
    return (await plannedBy(text)).map((scan) => `${path}:${line}: ${scan}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    // BEGIN and the like have no plan; what names a table of shops must have one.
    if (!(text.match(/\w+/g) ?? []).some((word) => tables.has(word.toLowerCase()))) return [];
    return [`${path}:${line} cannot be planned: ${error.message}`];
  }
}

test("every statement that is written down whole reads the rows of one shop alone, in every part of its plan", async () => {
  expect(written.statements.length).toBeGreaterThan(300);
  const wrong: string[] = [];
  for (const statement of written.statements)
    if (!acrossShops(statement)) wrong.push(...(await wrongWith(statement)));
  expect(wrong).toEqual([]);
});

test("what is asked across shops is on a list, with nothing on it that is not asked", () => {
  const asked = new Set(written.statements.map(acrossShops));
  expect(ACROSS_SHOPS.filter((one) => !asked.has(one))).toEqual([]);
});

test("what is only known when it runs stands in few files; the rule over the text judges it", () => {
  expect([...new Set(written.open.map(({ path }) => path))].sort()).toEqual([
    // Settings of each connection.
    "app/db/connection/pools.ts",
    // The migrations, from their files.
    "app/db/migrate.ts",
    // Tables by name: the same statement for each of several.
    "app/db/move-belongings.ts",
    "app/db/read/ledger-slice.ts",
    // Conditions that grow with what was asked for.
    "app/db/read/member-search.ts",
    "app/db/redemptions.ts",
    "app/db/referrals.ts",
    // Any table, any columns: the sets of rows that everything is written with.
    "app/db/rows.ts",
    // Through which all of them go.
    "app/db/sql.ts",
    "app/db/tier-slices.ts",
    // BEGIN, with its level.
    "app/db/transaction.ts",
    // All tables, to be vacuumed.
    "app/db/vacuum.ts",
    // The sealed columns, by name.
    "app/db/woocommerce-connections.ts",
    // pg-boss's own, in its own schema.
    "app/jobs/schedule.ts",
    // A list of statements, each judged where it stands in it.
    "app/services/personal-data.ts",
  ]);
});

describe("a statement is found wherever and however it is written:", () => {
  const unscoped = `"points" FROM "lots" WHERE "memberId" = $1`;
  const foundIn = (path: string, text: string) => statementsOf(houseOf({ [path]: text }));
  test.each([
    ["in a folder that is new", "app/reports/sums.ts", `sql.query(\`SELECT ${unscoped}\`)`],
    ["in small letters", "app/db/sums.ts", `sql.query(\`select ${unscoped}\`)`],
    ["after a remark", "app/db/sums.ts", `sql.query(\`-- sums\nSELECT ${unscoped}\`)`],
    ["under a name", "app/db/sums.ts", `const sums = \`SELECT ${unscoped}\`; run(sums);`],
    [
      "as a constant that is asked elsewhere",
      "app/db/sums.ts",
      `const sums = \`TABLE lots\`; client.query(sums);`,
    ],
  ])("%s", async (_, path, text) => {
    const { statements } = foundIn(path, text);
    expect(statements).toHaveLength(1);
    for (const statement of statements) expect(await wrongWith(statement)).toHaveLength(1);
  });

  test("put together while it runs, it is no statement that is known, and its file has to be on the list above", () => {
    const { statements, open } = foundIn("app/db/sums.ts", `sql.query("select 1 " + 'from "lots"')`);
    expect([statements.length, open.length]).toEqual([0, 1]);
  });
});

describe("a statement that forgets the shop is found in", () => {
  test.each([
    [
      "a join that names it on one side only",
      `SELECT l."points" FROM "lots" l JOIN "members" m ON m."id" = l."memberId" WHERE l."shopId" = $1 AND m."balance" > 0`,
    ],
    [
      "a subquery",
      `SELECT "id" FROM "members" WHERE "shopId" = $1 AND "id" IN (SELECT "memberId" FROM "lots" WHERE "remaining" > 0)`,
    ],
    [
      "a list of tables",
      `SELECT m."id", m."shopId" FROM "members" m, "lots" l WHERE m."shopId" = $1 AND m."id" = l."memberId"`,
    ],
    [
      "UPDATE … FROM",
      `UPDATE "members" m SET "balance" = 0 FROM "lots" l WHERE l."shopId" = $1 AND l."memberId" = m."id"`,
    ],
    [
      "DELETE … USING",
      `DELETE FROM "lots" USING "members" m WHERE m."shopId" = $1 AND m."id" = "lots"."memberId"`,
    ],
    [
      "a CTE",
      `WITH old AS (SELECT "shopId", "memberId" FROM "lots" WHERE "remaining" = 0) SELECT 1 FROM "members" m JOIN old ON old."memberId" = m."id" WHERE m."shopId" = $1`,
    ],
    [
      "what an INSERT selects",
      `INSERT INTO "entry_notes" ("shopId", "memberId", "seq", "note") SELECT "shopId", "memberId", "seq", $1 FROM "ledger_entries" WHERE "memberId" = $2`,
    ],
    ["an alternative", `SELECT 1 FROM "members" WHERE "shopId" = $1 OR "id" = $2`],
    ["a comparison that is none", `SELECT 1 FROM "members" WHERE "shopId" >= $1`],
    [
      "a second half",
      `SELECT "id" FROM "members" WHERE "shopId" = $1 UNION SELECT "memberId" FROM "lots" WHERE "memberId" = $2`,
    ],
  ])("%s", async (_, text) => {
    expect(await plannedBy(text)).not.toEqual([]);
  });
});
