/**
 * The whole ledger against its model for as long as one likes: random programs one after another on a PostgreSQL of its own, which is itself killed (kill -9) three times a minute, until something
 * contradicts the model or the time is over.
 */
import { randomInt } from "node:crypto";
import { detectDeadlocksSoon } from "../model/quick-database";
import { tour } from "../model/tour";
import { startPostgres } from "../postgres";

export const name = "model";

export interface Wish {
  /** Ten unless told; a million steps take about an hour on two busy cores. */
  readonly minutes?: number | undefined;
  /** Any unless told. */
  readonly seed?: number | undefined;
  readonly say: (line: string) => void;
}

const tellEvery = 10_000;
const betweenPlugsMs = 20_000;

/** @throws Error with the story of the first contradiction. */
export async function run({ minutes = 10, seed = randomInt(1_000_000), say }: Wish): Promise<string> {
  // What is committed outlives the server, though not the machine.
  const server = await startPostgres({ settings: { synchronous_commit: "on" } });
  const db = await server.freshDatabase({ poolSize: 16 });
  await detectDeadlocksSoon(db);
  let plugs = 0;
  const pulling = setInterval(() => {
    plugs += 1;
    void server.kill();
  }, betweenPlugsMs);
  const begun = Date.now();
  say(`seed ${seed}`);
  let toldAt = 0;
  const rate = (steps: number) => Math.round((steps * 1_000) / (Date.now() - begun));
  try {
    const { steps, programs } = await tour(db, {
      seed,
      steps: Number.POSITIVE_INFINITY,
      until: begun + minutes * 60_000,
      onProgress: (done) => {
        if (done - toldAt < tellEvery) return;
        toldAt = done;
        say(`${done.toLocaleString("en")} steps, ${rate(done)} a second`);
      },
    });
    const rest = `${rate(steps)} a second, PostgreSQL killed ${plugs} times: always what the model says.`;
    return `${steps.toLocaleString("en")} steps in ${programs} programs from seed ${seed}, ${rest}`;
  } finally {
    clearInterval(pulling);
    // It may just have been killed again, and goes with all that is in it.
    await db.close().catch(() => {});
    await server.stop();
  }
}
