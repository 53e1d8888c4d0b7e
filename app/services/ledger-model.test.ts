/**
 * The whole ledger against a model of it that shares no code with it (app/testing/model): random programs of 1,000 steps on a real PostgreSQL, several workers, broken
 * connections, a clock that jumps, messages that come late, twice and in any order. `npm run soak -- model` goes on for as long as one likes.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { programLength, tour } from "../testing/model/tour";
import type { PostgresDatabase } from "../testing/postgres";
import { sharedPostgres } from "../testing/shared-postgres";

const most = 100_000;
/** A slow machine does fewer, and says how many. */
const withinMs = 60_000;
const least = 2 * programLength;

let db: PostgresDatabase;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 24 });
});
afterAll(() => db.close());

it("is what one order of everything that was done at once leads to", { timeout: 400_000 }, async () => {
  const toured = await tour(db, { seed: 1, steps: most, until: Date.now() + withinMs });
  const happened = [...toured.happened].sort().map(([what, count]) => `${what} ${count}`);
  process.stdout.write(`${toured.steps} of ${most} steps: ${happened.join(", ")}\n`);
  expect(toured.steps).toBeGreaterThanOrEqual(least);
  // A tour on which nothing of this happened would prove nothing of it.
  for (const what of [
    "reserve: done",
    "reserve: not-enough-points",
    "merge",
    "undo: done",
    "release",
    "wallets in debt",
    "claims used",
    "claims released",
  ])
    expect([what, (toured.happened.get(what) ?? 0) > 0]).toEqual([what, true]);
});
