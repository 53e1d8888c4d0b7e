/** PGlite is cleaned by us, because nobody else does. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { freshDatabase } from "../testing/database";
import type { Database } from "./database";
import { sqlOf } from "./transaction";
import { vacuumPglite } from "./vacuum";

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
  await db.pool.query("CREATE TABLE jars AS SELECT id FROM generate_series(1, 5000) AS id");
});
afterEach(() => db.close());

test("the planner learns how many rows there are, and the room of dead ones is used again", async () => {
  const size = async () =>
    (await sqlOf(db).query<{ bytes: number }>("SELECT pg_relation_size('jars') AS bytes"))[0];
  const before = await size();
  for (let round = 0; round < 5; round += 1) {
    await sqlOf(db).query("UPDATE jars SET id = id + 1");
    await vacuumPglite(db);
  }
  const [known] = await sqlOf(db).query("SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'jars'");
  expect(known).toEqual({ rows: 5000 });
  expect((await size())?.bytes).toBeLessThan((before?.bytes ?? 0) * 3);
});
