/**
 * Brings a database to this version's schema at start, on both engines, without Prisma's CLI. It keeps Prisma's own record,
 * `_prisma_migrations`, exactly (checksum, start, end) and takes Prisma's lock, so that `prisma migrate status` agrees and
 * two processes that start at once apply each migration once. A migration and its record are one transaction: a process
 * killed in the middle leaves neither.
 */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Database } from "./database";

export interface MigrationProgress {
  readonly name: string;
  readonly number: number;
  readonly of: number;
}

export interface MigrateOptions {
  /** `prisma/migrations`: a folder per migration, in the order of their names. */
  readonly directory: string;
  readonly onProgress?: (progress: MigrationProgress) => void;
}

export class MigrationError extends Error {
  override name = "MigrationError";
}

interface Migration {
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
}

interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

const PRISMA_LOCK = 72_707_369;

const RECORD_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Applies what is missing and answers the names of what it applied. */
export async function applyMigrations(db: Database, options: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(options.directory);
  const client = await db.pool.connect();
  try {
    if (await isUpToDate(client, migrations)) {
      client.release();
      return [];
    }
    await client.query(`SELECT pg_advisory_lock(${PRISMA_LOCK})`);
    await client.query(RECORD_TABLE);
    const missing = missingOf(migrations, await readRecord(client));
    for (const [index, migration] of missing.entries()) {
      options.onProgress?.({ name: migration.name, number: index + 1, of: missing.length });
      await apply(client, migration);
    }
    await client.query(`SELECT pg_advisory_unlock(${PRISMA_LOCK})`);
    client.release();
    return missing.map(({ name }) => name);
  } catch (error) {
    // The connection ends, and with it whatever it holds: its transaction and the lock.
    client.release(true);
    throw error;
  }
}

/** For who only looks: reads, and changes nothing. @throws MigrationError when the database is not exactly as this version makes it. */
export async function requireMigrations(db: Database, { directory }: Pick<MigrateOptions, "directory">) {
  const migrations = await readMigrations(directory);
  const client = await db.pool.connect();
  try {
    if (await isUpToDate(client, migrations)) return;
  } finally {
    client.release();
  }
  throw new MigrationError(
    "The database is not as this version makes it: its migrations are applied when the app starts, not by this command.",
  );
}

/** Nothing is locked when nothing is missing: behind a pool that changes connections the lock of a session would stay (docs/scaling.md). Whatever is not plain is looked at under the lock. */
async function isUpToDate(client: pg.PoolClient, migrations: readonly Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "there"`,
  );
  if (!rows[0]?.there) return false;
  const recorded = await readRecord(client);
  const finished = new Map(
    recorded.flatMap((row) => (row.finished ? [[row.migration_name, row.checksum] as const] : [])),
  );
  return (
    recorded.length === migrations.length &&
    migrations.every(({ name, checksum }) => finished.get(name) === checksum)
  );
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(directory, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    }),
  );
}

async function readRecord(client: pg.PoolClient): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function missingOf(migrations: readonly Migration[], recorded: readonly Recorded[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of recorded) {
    const migration = known.get(name);
    if (migration === undefined)
      throw new MigrationError(
        `The database has the migration ${name}, which this version does not know: it was made by a newer one. Start that one.`,
      );
    if (!finished)
      throw new MigrationError(
        `The migration ${name} was begun and not finished. See what it left in the database, then use \`prisma migrate resolve\`.`,
      );
    if (checksum !== migration.checksum)
      throw new MigrationError(
        `The migration ${name} was changed after it was applied to this database. Undo the change, and write a new migration.`,
      );
  }
  const applied = new Set(recorded.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, { name, script, checksum }: Migration): Promise<void> {
  const started = new Date();
  try {
    await client.query("BEGIN");
    // Without parameters the text goes as one simple query, so function bodies may hold semicolons.
    await client.query(script);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, started.toISOString()],
    );
    await client.query("COMMIT");
  } catch (cause) {
    throw new MigrationError(`The migration ${name} failed, and nothing of it was kept: ${String(cause)}`, {
      cause,
    });
  }
}
