/** A killed process runs nothing more, and what it had committed stays. */
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction, sqlOf } from "../db/transaction";
import { type Moment, MortalProcess, ProcessDied } from "./mortal-process";
import type { PostgresDatabase } from "./postgres";
import { sharedPostgres } from "./shared-postgres";

let db: PostgresDatabase;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  await sqlOf(db).query(`CREATE TABLE "marks" ("word" text NOT NULL)`);
});
afterAll(() => db.close());

/** BEGIN, the mark, COMMIT: it is killed at its last word. */
async function killedAtCommit(moment: Moment): Promise<{ cleanedUp: boolean; marks: number }> {
  const process = new MortalProcess(db);
  process.dieAt({ statement: 2, moment });
  let cleanedUp = false;
  const work = async () => {
    try {
      await inTransaction(process.db, (sql) => sql.query(`INSERT INTO "marks" VALUES ($1)`, [moment]));
    } finally {
      cleanedUp = true;
    }
  };
  await expect(process.ask(work)).rejects.toThrow(ProcessDied);
  const marks = await sqlOf(db).query(`SELECT 1 FROM "marks" WHERE "word" = $1`, [moment]);
  return { cleanedUp, marks: marks.length };
}

it("leaves nothing of what it had not committed, and cleans up nothing", async () => {
  expect(await killedAtCommit("before")).toEqual({ cleanedUp: false, marks: 0 });
});

it("leaves what was committed before it heard so", async () => {
  expect(await killedAtCommit("after")).toEqual({ cleanedUp: false, marks: 1 });
});

it("may leave either when it dies while the server is at it", async () => {
  expect((await killedAtCommit("underway")).cleanedUp).toBe(false);
});

it("says nothing once it is dead, to nobody", async () => {
  const process = new MortalProcess(db);
  process.die();
  let heard = false;
  void sqlOf(process.db)
    .query("SELECT 1")
    .finally(() => {
      heard = true;
    });
  await sqlOf(db).query("SELECT 1");
  expect(heard).toBe(false);
});

it("asks for connections again and again while the server is away", async () => {
  const pool = new pg.Pool({ connectionString: "postgresql://postgres@127.0.0.1:1/away" });
  const process = new MortalProcess({ ...db, pool });
  for (let attempt = 1; attempt <= 6; attempt += 1)
    await expect(process.ask(() => sqlOf(process.db).query("SELECT 1"))).rejects.toThrow("ECONNREFUSED");
  await pool.end();
});

it("stands still between two of its transactions, and goes on when others have long done its work", async () => {
  const process = new MortalProcess(db);
  const still = process.standStillAt(1);
  const counted = process.ask(async () => {
    await sqlOf(process.db).query("SELECT 1");
    return sqlOf(process.db).query(`SELECT 1 FROM "marks" WHERE "word" = 'meanwhile'`);
  });
  await still;
  await sqlOf(db).query(`INSERT INTO "marks" VALUES ('meanwhile')`);
  process.goOn();
  expect(await counted).toHaveLength(1);
});
