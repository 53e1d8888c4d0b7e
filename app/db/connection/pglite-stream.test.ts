/** The ordinary driver speaks to PGlite as to a server: whole messages, in order, and the event loop turns. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { inTransaction, sqlOf } from "../transaction";

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

test("a new connection finds nothing of the last one: no transaction, statement, setting or table", async () => {
  const client = await db.pool.connect();
  await client.query("BEGIN");
  await client.query("SET LOCAL TIME ZONE 'Asia/Tehran'");
  await client.query("CREATE TABLE half_done (id int)");
  await client.query({ name: "mine", text: "SELECT $1::int AS value", values: [1] });
  client.release(new Error("thrown away in the middle"));

  const { rows } = await db.pool.query(
    "SELECT to_regclass('half_done') AS half, current_setting('TimeZone') AS zone",
  );
  expect(rows).toEqual([{ half: null, zone: "UTC" }]);
  const again = await db.pool.query({ name: "mine", text: "SELECT $1::text AS value", values: ["2"] });
  expect(again.rows).toEqual([{ value: "2" }]);
});

test("large questions and answers arrive whole, in the order they were asked", async () => {
  const numbers = Array.from({ length: 50_000 }, (_, index) => index);
  const answers = await Promise.all(
    [1, 2, 3].map((factor) =>
      sqlOf(db).query<{ n: number; text: string }>(
        "SELECT n * $2 AS n, repeat('و', 20) AS text FROM unnest($1::bigint[]) AS n ORDER BY n",
        [numbers, factor],
      ),
    ),
  );
  for (const [index, rows] of answers.entries()) {
    expect(rows).toHaveLength(50_000);
    expect(rows.at(-1)).toEqual({ n: 49_999 * (index + 1), text: "و".repeat(20) });
  }
});

test("an error in one statement leaves the next ones well", async () => {
  const outcomes = await Promise.allSettled(
    [1, 0, 2].map((divisor) => sqlOf(db).query("SELECT 10 / $1::int AS value", [divisor])),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a long run of statements lets timers and other requests have their turn", async () => {
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 1);
  const until = performance.now() + 200;
  await inTransaction(db, async (sql) => {
    while (performance.now() < until) await sql.query("SELECT $1::int AS value", [1]);
  });
  clearInterval(clock);
  expect(turns).toBeGreaterThan(5);
});
