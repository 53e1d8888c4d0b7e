/**
 * The database: one SQL dialect on two engines, PGlite in a folder or a PostgreSQL server by URL, behind the same driver, so
 * that no code beyond this room knows which one it is. Prisma is for ordinary reads and writes; the hot path is set-based
 * SQL through `transaction.ts` on the same pool. See docs/decisions/0004-one-sql-dialect-two-engines.md.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import type pg from "pg";
import { openEmbedded } from "./connection/embedded";
import { serverPool } from "./connection/pools";

export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly kind: "pglite" | "postgresql";
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL server; without it, PGlite in `dataDir`/pglite. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Connections to the server (default 10). PGlite has one. */
  readonly poolSize?: number;
  /** Told of idle connections the server dropped; the pool replaces them by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, poolSize = 10, onConnectionLost } = options;
  if (databaseUrl !== undefined) {
    const pool = serverPool(databaseUrl, poolSize);
    return databaseOn(pool, { kind: "postgresql", onConnectionLost, afterwards: async () => {} });
  }
  const embedded = await openEmbedded(dataDir);
  return databaseOn(embedded.pool, { kind: "pglite", onConnectionLost, afterwards: () => embedded.close() });
}

interface Engine {
  readonly kind: Database["kind"];
  readonly onConnectionLost?: ((error: Error) => void) | undefined;
  readonly afterwards: () => Promise<void>;
}

/** The database on a pool somebody else made (tests make theirs in memory). */
export function databaseOn(pool: pg.Pool, engine: Engine): Database {
  // Without a listener, a server that restarts would end the process by an unhandled "error" event.
  pool.on("error", (error) => engine.onConnectionLost?.(error));
  // The pool listens to connections at rest alone. One that is lost between two statements of a transaction would end the process
  // in the same way; the statement after it is what says so.
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
    await engine.afterwards();
  };
  return {
    prisma,
    pool,
    kind: engine.kind,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
