/**
 * The two ways to reach PostgreSQL, made alike: a pool of connections to a server, and a pool of the one connection PGlite has.
 * Every session counts time in UTC (the Prisma adapter reads and writes moments without a zone) and plans each statement
 * for its own values: a plan kept from when a table was empty would scan it when it is full.
 */
import type { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { GuardedPool } from "./guarded-pool";
import { PgliteStream } from "./pglite-stream";
import { valueTypes } from "./value-types";

const SESSION = "SET TIME ZONE 'UTC'; SET plan_cache_mode = force_custom_plan";
/** A transaction that its owner forgot must not hold its locks for ever. */
const SERVER_SESSION = `${SESSION}; SET idle_in_transaction_session_timeout = '60s'`;
const CONNECT_WITHIN_MS = 30_000;

const prepare = (statements: string) => (client: pg.ClientBase) => client.query(statements);

export function serverPool(databaseUrl: string, poolSize: number): pg.Pool {
  return new GuardedPool({
    connectionString: databaseUrl,
    max: poolSize,
    types: valueTypes,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: "vafa",
    onConnect: prepare(SERVER_SESSION),
  });
}

export function pglitePool(pglite: PGlite): pg.Pool {
  return new GuardedPool({
    stream: () => new PgliteStream(pglite),
    // Named, so that no PGHOST, PGUSER or PGSSLMODE of the machine is taken for ours.
    host: "pglite",
    user: "postgres",
    database: "postgres",
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    types: valueTypes,
    onConnect: prepare(SESSION),
  });
}
