/** How deliveries go wrong, as they do in the world; nothing is on by itself, and chance has a seed so that a bad day can be had again. */

export interface DeliverySwitches {
  /** Nothing goes out until it is let go. */
  held: boolean;
  /** Of a hundred messages so many never arrive, as when wp-cron dies in the middle. */
  dropPercent: number;
  /** So many arrive twice. */
  duplicatePercent: number;
  /** So many are kept back until everything else has gone; they carry what they were when they were kept back. */
  latePercent: number;
  /** What is waiting goes out in any order. */
  reorder: boolean;
  /** The next so many are lost; arrive twice. */
  dropNext: number;
  doubleNext: number;
  /** The next so many find nobody at home, and count as failures of their webhook. */
  failNext: number;
}

export const noDeliverySwitches = (): DeliverySwitches => ({
  held: false,
  dropPercent: 0,
  duplicatePercent: 0,
  latePercent: 0,
  reorder: false,
  dropNext: 0,
  doubleNext: 0,
  failNext: 0,
});

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  const rest = [...all];
  for (let index = rest.length - 1; index > 0; index -= 1) {
    const other = Math.floor(chance() * (index + 1));
    const [one, two] = [rest[index], rest[other]];
    if (one === undefined || two === undefined) continue;
    rest[index] = two;
    rest[other] = one;
  }
  return rest;
}
