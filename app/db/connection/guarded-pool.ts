/**
 * A pool that refuses a second connection to code that already runs inside a transaction. Such a call would not be part of
 * that transaction, and where there is one connection (PGlite) it would wait for itself; so it fails at once, and alike on
 * both engines. The mark travels with the asynchronous call, not with the module.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

interface Mark {
  readonly pool: pg.Pool;
  open: boolean;
}

const marks = new AsyncLocalStorage<Mark>();

export class NestedConnectionError extends Error {
  override name = "NestedConnectionError";
  constructor() {
    super(
      "A query outside the transaction was made inside it: it would not see its changes, and on PGlite it would wait for " +
        "itself for ever. Use the `sql` that inTransaction() gives you.",
    );
  }
}

/** Runs `work` as code that holds a connection of `pool`. What it leaves running afterwards is free again. */
export async function holdingConnection<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const mark: Mark = { pool, open: true };
  try {
    return await marks.run(mark, work);
  } finally {
    mark.open = false;
  }
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

export class GuardedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const mark = marks.getStore();
    if (mark?.open && mark.pool === this) {
      const error = new NestedConnectionError();
      if (callback === undefined) return Promise.reject(error);
      callback(error, undefined, () => {});
      return undefined;
    }
    if (callback === undefined) return super.connect();
    super.connect(callback);
    return undefined;
  }
}
