/** Migrations are applied once, by however many processes, and Prisma agrees. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, migrationsDirectory } from "../testing/database";
import type { PostgresDatabase } from "../testing/postgres";
import { sharedPostgres } from "../testing/shared-postgres";
import { type Database, openDatabase } from "./database";
import { applyMigrations, MigrationError } from "./migrate";

let pglite: Database;
let postgres: PostgresDatabase;
let directory: string;

beforeAll(async () => {
  pglite = await freshDatabase();
  postgres = await (await sharedPostgres()).freshDatabase();
});
afterAll(async () => {
  await pglite.close();
  await postgres.close();
});
beforeEach(async () => {
  for (const { pool } of [pglite, postgres])
    await pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  directory = mkdtempSync(join(tmpdir(), "vafa-migrations-"));
  write("1_jars", "CREATE TABLE jars (id int PRIMARY KEY); INSERT INTO jars VALUES (1);");
  return () => rm(directory, { recursive: true });
});

function write(name: string, script: string): void {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, "migration.sql"), script);
}

const GUARDED = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'jars are kept; all of them';
  END;
  $$;
  CREATE TRIGGER jars_are_kept BEFORE DELETE ON jars FOR EACH ROW EXECUTE FUNCTION refuse();
`;

describe.each([
  ["PGlite", () => pglite],
  ["PostgreSQL", () => postgres],
])("on %s", (_name, database) => {
  const record = async () =>
    (
      await database().pool.query(
        `SELECT migration_name, length(checksum) AS checksum, finished_at >= started_at AS finished, applied_steps_count
         FROM _prisma_migrations ORDER BY migration_name`,
      )
    ).rows;

  test("what is missing is applied once, in the order of the names, function bodies and all", async () => {
    write("2_guard", GUARDED);
    const seen: string[] = [];
    const apply = () =>
      applyMigrations(database(), {
        directory,
        onProgress: (p) => seen.push(`${p.number}/${p.of} ${p.name}`),
      });
    expect(await apply()).toEqual(["1_jars", "2_guard"]);
    expect(await apply()).toEqual([]);
    expect(seen).toEqual(["1/2 1_jars", "2/2 2_guard"]);
    await expect(database().pool.query("DELETE FROM jars")).rejects.toThrow("jars are kept; all of them");
    const asPrismaKeepsIt = { checksum: 64, finished: true, applied_steps_count: 1 };
    expect(await record()).toEqual([
      { migration_name: "1_jars", ...asPrismaKeepsIt },
      { migration_name: "2_guard", ...asPrismaKeepsIt },
    ]);
  });

  test("a migration that fails leaves nothing of itself and is tried again", async () => {
    write("2_half", "CREATE TABLE half (id int); SELECT 1 / 0;");
    await expect(applyMigrations(database(), { directory })).rejects.toThrow("2_half failed");
    expect(await record()).toMatchObject([{ migration_name: "1_jars" }]);
    write("2_half", "CREATE TABLE half (id int);");
    expect(await applyMigrations(database(), { directory })).toEqual(["2_half"]);
  });

  test("an applied migration that was changed is refused by name", async () => {
    await applyMigrations(database(), { directory });
    write("1_jars", "CREATE TABLE jars (id bigint PRIMARY KEY);");
    await expect(applyMigrations(database(), { directory })).rejects.toThrow(MigrationError);
    await expect(applyMigrations(database(), { directory })).rejects.toThrow("1_jars was changed after");
  });

  test("a database of a newer version is refused", async () => {
    write("2_newer", "CREATE TABLE newer (id int);");
    await applyMigrations(database(), { directory });
    await rm(join(directory, "2_newer"), { recursive: true });
    await expect(applyMigrations(database(), { directory })).rejects.toThrow(
      "2_newer, which this version does not",
    );
  });

  test("a migration that Prisma began and did not finish is for a person to look at", async () => {
    await applyMigrations(database(), { directory });
    await database().pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(applyMigrations(database(), { directory })).rejects.toThrow("begun and not finished");
    await database().pool.query("UPDATE _prisma_migrations SET rolled_back_at = now(); DROP TABLE jars");
    expect(await applyMigrations(database(), { directory })).toEqual(["1_jars"]);
  });
});

test("processes that start at once apply each migration once (PostgreSQL)", async () => {
  write("2_guard", `${GUARDED} SELECT pg_sleep(0.2);`);
  const processes = await Promise.all(
    Array.from({ length: 4 }, () =>
      openDatabase({ databaseUrl: postgres.url, dataDir: directory, poolSize: 1 }),
    ),
  );
  const applied = await Promise.all(processes.map((db) => applyMigrations(db, { directory })));
  await Promise.all(processes.map((db) => db.close()));
  expect(applied.flat().sort()).toEqual(["1_jars", "2_guard"]);
});

describe("our own migrations", () => {
  /** Prisma's own command line, without any address but the database's. */
  async function prisma(...command: string[]): Promise<string> {
    const cli = join("node_modules", "prisma", "build", "index.js");
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...command], {
      env: { ...process.env, HOME: directory, DATA_DIR: directory, DATABASE_URL: postgres.url },
    });
    return stdout;
  }

  test("Prisma agrees that they are applied", { timeout: 120_000 }, async () => {
    await applyMigrations(postgres, { directory: migrationsDirectory });
    expect(await prisma("migrate", "status")).toContain("Database schema is up to date!");
  });

  test("they make every table, column and key of schema.prisma", { timeout: 120_000 }, async () => {
    const difference = await prisma(
      ...["migrate", "diff", "--script", "--from-migrations", migrationsDirectory],
      ...["--to-schema-datamodel", join("prisma", "schema.prisma")],
    );
    // Indexes that only the migrations know are theirs to say (partial ones, operator classes).
    expect(difference.replaceAll(/-- DropIndex\nDROP INDEX "\w+";/g, "").trim()).toBe("");
  });
});
