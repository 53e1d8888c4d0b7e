/** The whole ledger against its model for as long as one likes: random programs one after another on a PostgreSQL of its own, until something contradicts the model or the time is over. */
import { randomInt } from "node:crypto";
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

/** @throws Error with the story of the first contradiction. */
export async function run({ minutes = 10, seed = randomInt(1_000_000), say }: Wish): Promise<string> {
  const server = await startPostgres();
  const db = await server.freshDatabase({ poolSize: 24 });
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
    return `${steps.toLocaleString("en")} steps in ${programs} programs from seed ${seed}, ${rate(steps)} a second: always what the model says.`;
  } finally {
    await db.close();
    await server.stop();
  }
}
