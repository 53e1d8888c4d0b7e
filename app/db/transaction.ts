/**
 * One database transaction on one connection: all of it or nothing. A clash with another transaction (serialization failure,
 * deadlock) is nobody's fault: the work runs again, a bounded number of times, after a short pause of random length. So the
 * work must have no effect outside its `sql`; what leaves the process goes through the outbox (law 6).
 */
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { holdingConnection } from "./connection/guarded-pool";
import type { Database } from "./database";
import { runStatement, type Sql } from "./sql";

export type { Sql } from "./sql";

export interface TransactionOptions {
  /** How often the work may run in all when it clashes (default 5). */
  readonly attempts?: number;
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** A number in [0, 1), for the length of the pause. */
  readonly random?: () => number;
}

const CLASHES = new Set(["40001", "40P01"]);
const FIRST_PAUSE_MS = 10;

/** Statements each on their own, outside a transaction. */
export function sqlOf(db: Database): Sql {
  return { query: (text, values = []) => runStatement(db.pool, text, values) };
}

export async function inTransaction<T>(
  db: Database,
  work: (sql: Sql) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { attempts = 5, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(db, work, options.isolation);
    } catch (error) {
      if (attempt >= attempts || !isClash(error)) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random()));
    }
  }
}

async function once<T>(
  db: Database,
  work: (sql: Sql) => Promise<T>,
  isolation: TransactionOptions["isolation"],
): Promise<T> {
  const client = await db.pool.connect();
  try {
    await client.query(isolation === undefined ? "BEGIN" : `BEGIN ISOLATION LEVEL ${isolation}`);
    const answer = await holdingConnection(db.pool, () => untilItEnds(client, work));
    const { command } = await client.query("COMMIT");
    // PostgreSQL answers COMMIT of a failed transaction by rolling it back, without an error.
    if (command !== "COMMIT")
      throw new Error("A statement of this transaction had failed, so it was rolled back.");
    client.release();
    return answer;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Statements run in the order they were asked for; after the end of the work there are no more. */
async function untilItEnds<T>(client: pg.PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  let ended = false;
  let last: Promise<unknown> = Promise.resolve();
  const sql: Sql = {
    query<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
      if (ended)
        return Promise.reject(new Error("This transaction has ended: await its statements inside it."));
      const next = last.then(() => runStatement<R>(client, text, values));
      last = next.catch(() => undefined);
      return next;
    },
  };
  try {
    return await work(sql);
  } finally {
    ended = true;
    await last;
  }
}

/** A connection that cannot even roll back is thrown away; the server rolls back by itself. */
async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query("ROLLBACK");
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

function isClash(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && CLASHES.has(error.code)
  );
}
