/**
 * One database transaction on one connection: all of it or nothing. A clash with another transaction (serialization failure,
 * deadlock) is nobody's fault: the work runs again, a bounded number of times, after a short pause of random length. So the
 * work must have no effect outside its `sql`; what leaves the process goes through the outbox (law 6).
 */
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { holdingConnection } from "./connection/guarded-pool";
import { isLastOfConnection, mayGoBetterAgain } from "./connection/sql-errors";
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

const FIRST_PAUSE_MS = 10;

/** Statements each on their own, outside a transaction. */
export function sqlOf(db: Database): Sql {
  return {
    query: <R extends object>(text: string, values: readonly unknown[] = []) =>
      again({}, () => onConnection(db, (client) => runStatement<R>(client, text, values))),
  };
}

export async function inTransaction<T>(
  db: Database,
  work: (sql: Sql) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const begin = options.isolation === undefined ? "BEGIN" : `BEGIN ISOLATION LEVEL ${options.isolation}`;
  return again(options, () =>
    onConnection(db, async (client) => {
      await client.query(begin);
      try {
        const answer = await holdingConnection(db.pool, () => untilItEnds(client, work));
        const { command } = await client.query("COMMIT");
        // PostgreSQL answers COMMIT of a failed transaction by rolling it back, without an error.
        if (command === "COMMIT") return answer;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => void client.end());
        throw error;
      }
      throw new Error("A statement of this transaction had failed, so it was rolled back.");
    }),
  );
}

async function again<T>(
  { attempts = 5, random = Math.random }: TransactionOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (number >= attempts || !mayGoBetterAgain(error)) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (number - 1) * (0.5 + random()));
    }
  }
}

/** A connection that broke or was ended is thrown away; the server then forgets what it had not committed. */
async function onConnection<T>(db: Database, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    const answer = await use(client);
    client.release();
    return answer;
  } catch (error) {
    client.release(isLastOfConnection(error));
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
