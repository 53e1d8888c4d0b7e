/** What a test of the ledger asks of the model: so many steps from a seed, on a database of their own, and that enough of everything happened on the way. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PostgresDatabase } from "../postgres";
import { sharedPostgres } from "../shared-postgres";
import { detectDeadlocksSoon } from "./quick-database";
import { tour } from "./tour";

/** A tour on which nothing of this happened would prove nothing of it. */
const mustHappen = [
  "reserve: done",
  "reserve: not-enough-points",
  "merge",
  "undo: done",
  "release",
  "wallets in debt",
  "claims used",
  "claims released",
  "processes killed",
  "effects carried out by two",
];

export function proveAgainstModel({ seed, steps }: { readonly seed: number; readonly steps: number }): void {
  let db: PostgresDatabase;
  beforeAll(async () => {
    db = await (await sharedPostgres()).freshDatabase({ poolSize: 16 });
    await detectDeadlocksSoon(db);
  });
  afterAll(() => db.close());

  it(`is what one order of everything that was done at once leads to, for ${steps.toLocaleString("en")} steps`, {
    timeout: 1_200_000,
  }, async () => {
    const toured = await tour(db, { seed, steps });
    const happened = [...toured.happened].sort().map(([what, count]) => `${what} ${count}`);
    process.stdout.write(`${toured.steps} steps from seed ${seed}: ${happened.join(", ")}\n`);
    expect(toured.steps).toBe(steps);
    for (const what of mustHappen) expect([what, (toured.happened.get(what) ?? 0) > 0]).toEqual([what, true]);
  });
}
