/** Plays many random programs side by side, until so many steps are done or so much time has passed. A program that fails is made as short as it can be and still fails. */
import fc from "fast-check";
import type { Database } from "../../db/database";
import { testContext } from "../service-context";
import { storeThat } from "../store-that";
import { Contradiction } from "./contradiction";
import { Happened } from "./happened";
import { Play } from "./play";
import { arbitraryStep, type Step } from "./program";
import { shortest } from "./shortest";

export const programLength = 1_000;
/** Programs at once: while one waits for the database, another thinks. */
const lanes = 3;

export interface Tour {
  readonly seed: number;
  /** Ends when this many steps were done … */
  readonly steps: number;
  /** … or at this moment, whichever is first. */
  readonly until?: number;
  readonly onProgress?: (steps: number) => void;
}

export interface Toured {
  readonly steps: number;
  readonly programs: number;
  readonly happened: ReadonlyMap<string, number>;
}

export function programOf(seed: number, length: number): readonly Step[] {
  const program = fc.array(arbitraryStep, { minLength: length, maxLength: length });
  const [steps] = fc.sample(program, { numRuns: 1, seed });
  return (steps ?? []).map((step, id) => ({ ...step, id }));
}

const store = storeThat({ killCode: async () => ({ used: false }) });
let names = 0;

async function play(db: Database, seed: number, steps: readonly Step[]): Promise<Play> {
  names += 1;
  const one = new Play(testContext(db, { store }), { seed, steps });
  await one.open(`model-${seed}-${names}`);
  await one.run();
  return one;
}

async function playOrTell(db: Database, seed: number, stepsBefore: () => number): Promise<Play> {
  const steps = programOf(seed, programLength);
  try {
    return await play(db, seed, steps);
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    const after = (stepsBefore() + error.steps.length).toLocaleString("en");
    const short = await shortest(error, (some) => play(db, seed, some));
    throw new Error(
      `After ${after} steps program ${seed} contradicts the model; of its ${steps.length} steps these ${short.steps.length} are enough:\n\n${short.message}`,
    );
  }
}

/** @throws Error with the story of the first program that contradicts the model. */
export async function tour(
  db: Database,
  { seed, steps, until = Number.POSITIVE_INFINITY, onProgress }: Tour,
): Promise<Toured> {
  const happened = new Happened();
  let [next, done, programs] = [seed, 0, 0];
  const end = seed + Math.ceil(steps / programLength);
  const lane = async () => {
    while (Date.now() < until && next < end) {
      const mine = next;
      next += 1;
      const played = await playOrTell(db, mine, () => {
        // The others begin nothing more while this one is made short.
        next = end;
        return done;
      });
      done += played.length;
      programs += 1;
      for (const [what, count] of played.happened.counts) happened.add(what, count);
      onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { steps: done, programs, happened: happened.counts };
}
