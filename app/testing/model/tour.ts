/** Plays many random programs side by side, until so many steps are done or so much time has passed. A program that fails is made as short as it can be and still fails. */
import fc from "fast-check";
import type { Database } from "../../db/database";
import { testContext } from "../service-context";
import { storeThat } from "../store-that";
import { Contradiction } from "./contradiction";
import { Happened } from "./happened";
import { Play } from "./play";
import { arbitraryStep, type Step, shopsOfProgram } from "./program";

export const programLength = 1_000;
/** Programs at once: while one waits for the database, another thinks. */
const lanes = 3;
const shrinkMs = 120_000;

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
  return fc.sample(program, { numRuns: 1, seed })[0] ?? [];
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

async function failureOf(db: Database, seed: number, steps: readonly Step[]): Promise<Contradiction | null> {
  try {
    await play(db, seed, steps);
    return null;
  } catch (error) {
    if (error instanceof Contradiction) return error;
    throw error;
  }
}

/** Interleavings come by chance, so a program that does not always fail gets several chances to. */
const manyChances = 3;
async function chancesFor(db: Database, seed: number, steps: readonly Step[]): Promise<number> {
  for (let again = 0; again < 2; again += 1) if (!(await failureOf(db, seed, steps))) return manyChances;
  return 1;
}

/** Leaves out parts, ever smaller ones, as long as the rest still fails. */
async function shortest(
  db: Database,
  seed: number,
  failed: { steps: readonly Step[]; error: Contradiction },
) {
  const end = Date.now() + shrinkMs;
  let { steps, error } = failed;
  const chances = await chancesFor(db, seed, steps);
  const failsStill = async (some: readonly Step[]) => {
    let found: Contradiction | null = null;
    for (let chance = 0; chance < chances && !found; chance += 1) found = await failureOf(db, seed, some);
    return found;
  };
  // Shops know nothing of each other, so one of them is enough, most likely.
  for (let shop = 0; shop < shopsOfProgram; shop += 1) {
    const alone = steps.filter(
      (step) => step.shop === shop || step.do === "wait" || step.do === "clock-back",
    );
    const still = alone.length < steps.length ? await failsStill(alone) : null;
    if (still) [steps, error] = [alone, still];
  }
  for (
    let size = Math.ceil(steps.length / 2);
    size >= 1 && Date.now() < end;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < steps.length && Date.now() < end; ) {
      const without = [...steps.slice(0, from), ...steps.slice(from + size)];
      const still = await failsStill(without);
      if (still) [steps, error] = [without, still];
      else from += size;
    }
  }
  return { steps, error };
}

async function playOrTell(db: Database, seed: number, stepsBefore: () => number): Promise<Play> {
  const steps = programOf(seed, programLength);
  try {
    return await play(db, seed, steps);
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    const after = (stepsBefore() + error.steps).toLocaleString("en");
    const short = await shortest(db, seed, { steps, error });
    throw new Error(
      `After ${after} steps program ${seed} contradicts the model; of its ${steps.length} steps these ${short.steps.length} are enough:\n\n${short.error.message}`,
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
      done += played.performed;
      programs += 1;
      for (const [what, count] of played.happened.counts) happened.add(what, count);
      onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { steps: done, programs, happened: happened.counts };
}
