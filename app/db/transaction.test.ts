/** All of a transaction or nothing; clashes run again; nothing leaks out of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase } from "../testing/database";
import type { PostgresDatabase } from "../testing/postgres";
import { sharedPostgres } from "../testing/shared-postgres";
import type { Database } from "./database";
import { inTransaction, sqlOf } from "./transaction";

let pglite: Database;
let postgres: PostgresDatabase;

beforeAll(async () => {
  pglite = await freshDatabase();
  postgres = await (await sharedPostgres()).freshDatabase();
  for (const db of [pglite, postgres])
    await sqlOf(db).query("CREATE TABLE jars (id int PRIMARY KEY, coins bigint)");
});
afterAll(async () => {
  await pglite.close();
  await postgres.close();
});
beforeEach(async () => {
  for (const db of [pglite, postgres]) {
    await sqlOf(db).query("TRUNCATE jars");
    await sqlOf(db).query("INSERT INTO jars VALUES (1, 100), (2, 100)");
  }
});

const coins = async (db: Database, id = 1): Promise<number | undefined> =>
  (await sqlOf(db).query<{ coins: number }>("SELECT coins FROM jars WHERE id = $1", [id]))[0]?.coins;

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe.each([
  ["PGlite", () => pglite],
  ["PostgreSQL", () => postgres],
])("on %s", (_name, database) => {
  test("all of it is kept, and its answer given", async () => {
    const answer = await inTransaction(database(), async (sql) => {
      await sql.query("UPDATE jars SET coins = coins - $1 WHERE id = 1", [30]);
      await sql.query("UPDATE jars SET coins = coins + $1 WHERE id = 2", [30]);
      return "moved";
    });
    expect(answer).toBe("moved");
    expect([await coins(database(), 1), await coins(database(), 2)]).toEqual([70, 130]);
  });

  test("nothing of it is kept when the work throws, and the connection serves on", async () => {
    const failing = inTransaction(database(), async (sql) => {
      await sql.query("UPDATE jars SET coins = 0");
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await coins(database())).toBe(100);
  });

  test("a failed statement that the work ignored is not taken for success", async () => {
    const careless = inTransaction(database(), async (sql) => {
      await sql.query("UPDATE jars SET coins = 0");
      await sql.query("SELECT 1 / $1::int AS value", [0]).catch(() => undefined);
    });
    await expect(careless).rejects.toThrow("rolled back");
    expect(await coins(database())).toBe(100);
  });

  test.each([
    ["a statement of its own", (db: Database): Promise<unknown> => sqlOf(db).query("SELECT 1")],
    ["a Prisma call", (db: Database) => db.prisma.session.count()],
    ["a Prisma transaction", (db: Database) => db.prisma.$transaction([db.prisma.session.count()])],
    ["another transaction", (db: Database) => inTransaction(db, async () => "inner")],
  ])("%s inside it is refused instead of waiting for itself", async (_what, outside) => {
    const nested = inTransaction<unknown>(database(), () => outside(database()));
    await expect(nested).rejects.toThrow("Use the `sql` that inTransaction() gives you");
    expect(await coins(database())).toBe(100);
  });

  test("what it started and did not wait for is outside it once it has ended", async () => {
    let later: Promise<unknown> | undefined;
    const { opened, open } = gate();
    await inTransaction(database(), async () => {
      later = opened.then(() => sqlOf(database()).query("SELECT 1 AS one"));
    });
    open();
    expect(await later).toEqual([{ one: 1 }]);
  });

  test("its sql ends with it", async () => {
    const leaked = await inTransaction(database(), async (sql) => sql);
    await expect(leaked.query("SELECT 1")).rejects.toThrow("has ended");
  });

  test("statements asked for at the same time run one after the other", async () => {
    const answers = await inTransaction(database(), (sql) =>
      Promise.all(
        Array.from({ length: 20 }, () =>
          sql.query<{ coins: number }>("UPDATE jars SET coins = coins + 1 WHERE id = 1 RETURNING coins"),
        ),
      ),
    );
    expect(answers.map(([row]) => row?.coins)).toEqual(Array.from({ length: 20 }, (_, index) => 101 + index));
  });

  test("many transactions and Prisma calls at once all come through", async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0
          ? inTransaction(database(), (sql) => sql.query("UPDATE jars SET coins = coins + 1 WHERE id = 1"))
          : database().prisma.session.count(),
      ),
    );
    expect(await coins(database())).toBe(130);
  });
});

describe("when transactions clash (PostgreSQL)", () => {
  /** Locks one jar, waits until the other has locked the other one, and reaches for it. */
  async function crossing(first: number, second: number, meet: () => Promise<void>): Promise<number> {
    let runs = 0;
    await inTransaction(postgres, async (sql) => {
      runs += 1;
      await sql.query("UPDATE jars SET coins = coins + 1 WHERE id = $1", [first]);
      if (runs === 1) await meet();
      await sql.query("UPDATE jars SET coins = coins + 1 WHERE id = $1", [second]);
    });
    return runs;
  }

  test("the victim of a deadlock runs again, and both are done once", async () => {
    let waiting = 2;
    const { opened, open } = gate();
    const meet = async () => {
      waiting -= 1;
      if (waiting === 0) open();
      await opened;
    };
    const runs = await Promise.all([crossing(1, 2, meet), crossing(2, 1, meet)]);
    // On a busy machine the victim may come back before the other is done, and be the victim once more.
    expect(Math.min(...runs)).toBe(1);
    expect(Math.max(...runs)).toBeGreaterThan(1);
    expect([await coins(postgres, 1), await coins(postgres, 2)]).toEqual([102, 102]);
  });

  test("serialization failures run again until each is done once", async () => {
    await Promise.all(
      Array.from({ length: 4 }, () =>
        inTransaction(
          postgres,
          async (sql) => {
            const [jar] = await sql.query<{ coins: number }>("SELECT coins FROM jars WHERE id = 1");
            await sql.query("UPDATE jars SET coins = $1 WHERE id = 1", [(jar?.coins ?? 0) + 1]);
          },
          { isolation: "serializable", attempts: 20 },
        ),
      ),
    );
    expect(await coins(postgres)).toBe(104);
  });

  test("it gives up after the given number of attempts, with the database's own error", async () => {
    let runs = 0;
    const hopeless = inTransaction(
      postgres,
      async (sql) => {
        runs += 1;
        await sql.query(
          "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = 'serialization_failure'; END $$",
        );
      },
      { attempts: 3, random: () => 0 },
    );
    await expect(hopeless).rejects.toMatchObject({ code: "40001" });
    expect(runs).toBe(3);
  });

  test("other errors do not run again", async () => {
    let runs = 0;
    const wrong = inTransaction(postgres, async (sql) => {
      runs += 1;
      await sql.query("INSERT INTO jars VALUES (1, 1)");
    });
    await expect(wrong).rejects.toMatchObject({ code: "23505" });
    expect(runs).toBe(1);
  });
});

test("a prepared statement survives a column that another process added (PostgreSQL)", async () => {
  const other = await (await sharedPostgres()).freshDatabase({ poolSize: 1 });
  const readAll = () => sqlOf(other).query("SELECT * FROM shelves WHERE id = $1", [1]);
  const readInTransaction = () =>
    inTransaction(other, (sql) => sql.query("SELECT * FROM shelves WHERE id = $1", [1]));
  try {
    await other.pool.query("CREATE TABLE shelves AS SELECT 1 AS id");
    for (let run = 0; run < 5; run += 1) await readAll();
    await other.pool.query("ALTER TABLE shelves ADD COLUMN wide boolean DEFAULT true");
    expect(await readAll()).toEqual([{ id: 1, wide: true }]);
    for (let run = 0; run < 5; run += 1) await readInTransaction();
    await other.pool.query("ALTER TABLE shelves ADD COLUMN tall boolean DEFAULT false");
    expect(await readInTransaction()).toEqual([{ id: 1, wide: true, tall: false }]);
  } finally {
    await other.close();
  }
});

test("a connection that the server has ended is given to nobody else (PostgreSQL)", async () => {
  const db = await (await sharedPostgres()).freshDatabase({ poolSize: 1 });
  for (let time = 0; time < 100; time += 1) {
    const ended = sqlOf(db).query("SELECT pg_terminate_backend(pg_backend_pid())");
    await expect(ended).rejects.toMatchObject({ code: "57P01" });
    expect(await sqlOf(db).query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  }
  await db.close();
});
