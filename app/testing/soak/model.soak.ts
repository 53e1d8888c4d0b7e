/**
 * The whole ledger against its model for as long as one likes: random programs one after another on a PostgreSQL of its own, which is itself killed (kill -9) three times a minute while
 * connections to it are cut many times a second, until something contradicts the model or the time is over.
 */
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../db/database";
import { cutSomebody } from "../model/faults";
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
const betweenCutsMs = 50;

/** Beside what the programs cut themselves: it comes at any moment, also while a shop comes to rest. @returns how many. */
async function cutOften(db: Database, until: AbortSignal): Promise<number> {
  let cuts = 0;
  while (!until.aborted) {
    cuts += await cutSomebody(db);
    await pause(betweenCutsMs);
  }
  return cuts;
}

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
  const over = new AbortController();
  const cutting = cutOften(db, over.signal);
  // Awaited when the tour is over, which may take hours.
  cutting.catch(() => {});
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
    over.abort();
    const broken = `PostgreSQL killed ${plugs} times, ${(await cutting).toLocaleString("en")} connections cut`;
    const rest = `${rate(steps)} a second, ${broken}: always what the model says.`;
    return `${steps.toLocaleString("en")} steps in ${programs} programs from seed ${seed}, ${rest}`;
  } finally {
    over.abort();
    clearInterval(pulling);
    // It may just have been killed again, and goes with all that is in it.
    await db.close().catch(() => {});
    await server.stop();
  }
}
