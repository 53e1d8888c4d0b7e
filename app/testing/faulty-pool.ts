/**
 * A database whose connection is lost at a statement that a test chooses: before the server has it, or after the server has done it and before we hear so (a COMMIT as well). The
 * loss is a real one, on a real PostgreSQL: the server ends the session, and what it had not committed is gone.
 */
import type pg from "pg";
import { serverPool } from "../db/connection/pools";
import { type Database, databaseOn } from "../db/database";

export type Moment = "before" | "after";

export interface FaultyDatabase {
  readonly db: Database;
  /** Every statement since the last `watch` or `loseAt`, in order, BEGIN and COMMIT too. */
  readonly statements: readonly string[];
  watch(): void;
  /** The next loss, at the nth statement from now (from 0). It happens once. */
  loseAt(statement: number, moment: Moment): void;
  close(): Promise<void>;
}

const LOST = "Connection terminated unexpectedly";

export function faultyDatabase(url: string): FaultyDatabase {
  const killer = databaseOn(serverPool(url, 1), { kind: "postgresql", afterwards: async () => {} });
  const real = serverPool(url, 4);
  const pids = new WeakMap<pg.PoolClient, number>();
  let statements: string[] = [];
  let loss: { readonly statement: number; readonly moment: Moment } | null = null;

  const begin = (next: typeof loss) => {
    statements = [];
    loss = next;
  };

  async function endSession(client: pg.PoolClient): Promise<void> {
    const pid = pids.get(client);
    await killer.pool.query("SELECT pg_terminate_backend($1)", [pid]);
    // What it held is free once it is gone.
    while ((await killer.pool.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1", [pid])).rows.length > 0);
  }

  async function ask(client: pg.PoolClient, args: readonly unknown[]): Promise<unknown> {
    const number = statements.length;
    statements.push(textOf(args[0]));
    const moment = loss?.statement === number ? loss.moment : null;
    if (moment !== null) loss = null;
    if (moment === "before") await endSession(client);
    const answer: unknown = await Reflect.apply(client.query, client, args);
    if (moment !== "after") return answer;
    await endSession(client);
    throw new Error(LOST);
  }

  async function watched(connecting: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
    const client = await connecting;
    if (!pids.has(client)) {
      const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      pids.set(client, rows[0]?.pid ?? 0);
    }
    return new Proxy(client, {
      get(target, key) {
        if (key === "query") return (...args: unknown[]) => ask(target, args);
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  const pool: pg.Pool = new Proxy(real, {
    get(target, key, receiver) {
      if (key !== "connect") return Reflect.get(target, key, receiver);
      return (...args: unknown[]) =>
        // Who asks with a callback (the pool's own `query`) is not watched.
        args.length > 0
          ? Reflect.apply(target.connect, receiver, args)
          : watched(Reflect.apply(target.connect, receiver, []));
    },
  });
  return {
    db: databaseOn(pool, { kind: "postgresql", afterwards: () => killer.close() }),
    get statements() {
      return statements;
    },
    watch: () => begin(null),
    loseAt: (statement, moment) => begin({ statement, moment }),
    close() {
      return this.db.close();
    },
  };
}

function textOf(statement: unknown): string {
  if (typeof statement === "string") return statement;
  const named = typeof statement === "object" && statement !== null && "text" in statement;
  return named ? String(statement.text) : "?";
}
