/**
 * A migrated, empty database for a test: real PostgreSQL in memory (PGlite).
 *
 *     let db: Database;
 *     beforeEach(async () => { db = await freshDatabase(); });
 *     afterEach(() => db.close());
 *
 * Making a cluster takes seconds, so a migrated one is kept in a file and loaded by each test process; within a process, whatever
 * files it runs, a closed database is emptied and handed out again. It serialises everything and so hides races: what must hold when many
 * act at once is tested on `postgres.ts`.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pglitePool } from "../db/connection/pools";
import { type Database, databaseOn } from "../db/database";
import { applyMigrations } from "../db/migrate";

export const migrationsDirectory = join(process.cwd(), "prisma", "migrations");
const cacheDirectory = join(process.cwd(), "node_modules", ".cache", "vafa");

interface Prepared {
  readonly pglite: PGlite;
  readonly database: Database;
  /** The last object of the schema: what has a higher number was made by a test. */
  readonly lastOid: number;
  /** What the migrations have made of it. */
  readonly schema: string;
}

/** Whatever a test may have dropped or altered: relations, columns, constraints, triggers, functions. */
const SCHEMA = `
  SELECT md5(string_agg(part, ',' ORDER BY part)) AS "schema" FROM (
    SELECT concat_ws(' ', oid, relname, relkind) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND oid <= $1
    UNION ALL
    SELECT concat_ws(' ', attrelid, attname, atttypid, atttypmod, attnotnull, atthasdef)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND pg_class.oid <= $1
    UNION ALL
    SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', tgrelid, tgname, tgenabled) FROM pg_trigger
    UNION ALL
    SELECT concat_ws(' ', proname, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ) AS parts(part)`;

declare global {
  /** What outlives the modules of one test file, in the process that goes on to run another. */
  var vafaSpareDatabases: Prepared[] | undefined;
}

globalThis.vafaSpareDatabases ??= [];
const spare = globalThis.vafaSpareDatabases;
/** Made by this file's modules; a database of an earlier file is opened anew, by these. */
const ours = new WeakSet<Prepared>();
let template: Promise<Blob> | undefined;

export async function freshDatabase(): Promise<Database> {
  const used = spare.pop();
  if (used === undefined) return lend(await prepare());
  if (ours.has(used)) {
    await empty(used);
    return lend(used);
  }
  const reopened = await reopen(used);
  return reopened ? lend(reopened) : freshDatabase();
}

async function prepare(): Promise<Prepared> {
  const pglite = await PGlite.create({ loadDataDir: await migratedTemplate() });
  const database = inMemory(pglite);
  const { rows } = await database.pool.query<{ lastOid: number }>(
    'SELECT max(oid) AS "lastOid" FROM pg_class',
  );
  const lastOid = rows[0]?.lastOid ?? 0;
  return known({ pglite, database, lastOid, schema: await schemaOf(database, lastOid) });
}

/** A database of an earlier file, for this one; not where a test there has altered what the migrations made. */
async function reopen({ database: left, ...kept }: Prepared): Promise<Prepared | null> {
  await left.close();
  const prepared = { ...kept, database: inMemory(kept.pglite) };
  await empty(prepared);
  if ((await schemaOf(prepared.database, kept.lastOid)) === kept.schema) return known(prepared);
  await prepared.database.close();
  await kept.pglite.close();
  return null;
}

async function schemaOf({ pool }: Database, lastOid: number): Promise<string> {
  const { rows } = await pool.query<{ schema: string }>(SCHEMA, [lastOid]);
  return rows[0]?.schema ?? "";
}

function known(prepared: Prepared): Prepared {
  ours.add(prepared);
  return prepared;
}

/** Closing it closes the way to PGlite, which stays. */
const inMemory = (pglite: PGlite): Database =>
  databaseOn(pglitePool(pglite), { kind: "pglite", afterwards: async () => {} });

/** Closing gives the database back. */
function lend(prepared: Prepared): Database {
  let lent = true;
  return {
    ...prepared.database,
    close: async () => {
      if (lent) spare.push(prepared);
      lent = false;
    },
  };
}

/**
 * Every table of ours is emptied and counts from one again, and tables and schemas that a test made beside them go.
 * Small tables are deleted from, with the triggers that keep the ledger asleep: forty times faster than TRUNCATE.
 */
async function empty({ database: { pool }, lastOid }: Prepared): Promise<void> {
  const { rows } = await pool.query<{ statement: string }>(`
    SELECT 'DROP TABLE ' || oid::regclass || ' CASCADE' AS statement
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND oid > ${lastOid}
    UNION ALL
    SELECT CASE WHEN pg_relation_size(oid) < 1000000 THEN 'DELETE FROM ' ELSE 'TRUNCATE ' END || oid::regclass
      || CASE WHEN pg_relation_size(oid) < 1000000 THEN '' ELSE ' CASCADE' END
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND oid <= ${lastOid} AND relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'SELECT setval(' || quote_literal(oid::regclass::text) || ', 1, false)'
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND oid <= ${lastOid}
    UNION ALL
    SELECT 'DROP SCHEMA ' || oid::regnamespace || ' CASCADE'
    FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$)'`);
  const statements = rows.map(({ statement }) => statement).join("; ");
  await pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statements}; COMMIT`);
}

function migratedTemplate(): Promise<Blob> {
  template ??= loadTemplate();
  return template;
}

async function loadTemplate(): Promise<Blob> {
  const name = `pglite-${await templateKey()}.tar`;
  const file = join(cacheDirectory, name);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    return makeTemplate(name);
  }
}

/** The template is of these migrations and this PGlite; with others it is made anew. */
async function templateKey(): Promise<string> {
  const key = createHash("sha256");
  const pglite = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  key.update(await readFile(join(pglite, "..", "..", "package.json")));
  for (const name of (await readdir(migrationsDirectory)).sort()) {
    if (name === "migration_lock.toml") continue;
    key.update(name).update(await readFile(join(migrationsDirectory, name, "migration.sql")));
  }
  return key.digest("hex").slice(0, 16);
}

async function makeTemplate(name: string): Promise<Blob> {
  // Small log segments make the file a third smaller to load.
  const pglite = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  const pool = pglitePool(pglite);
  const database = databaseOn(pool, { kind: "pglite", afterwards: () => pglite.close() });
  await applyMigrations(database, { directory: migrationsDirectory });
  await pool.query("CHECKPOINT");
  const dump = await pglite.dumpDataDir("none");
  await database.close();
  await keep(name, Buffer.from(await dump.arrayBuffer()));
  return dump;
}

/** Written beside its place and moved into it, so that another test process never reads half a file. */
async function keep(name: string, bytes: Buffer): Promise<void> {
  await mkdir(cacheDirectory, { recursive: true });
  const draft = join(cacheDirectory, `${randomUUID()}.draft`);
  await writeFile(draft, bytes);
  await rename(draft, join(cacheDirectory, name));
  const older = (await readdir(cacheDirectory)).filter(
    (file) => /^pglite-.*\.tar$/.test(file) && file !== name,
  );
  await Promise.all(older.map((file) => rm(join(cacheDirectory, file), { force: true })));
}
