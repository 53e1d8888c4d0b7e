/** What happens at once in one shop, and how it is played. */

import type { Deed } from "./deeds";
import type { Director, Kin } from "./director";
import type { Act } from "./family";
import type { Left } from "./left";
import type { Job, Step } from "./program";
import type { Stage } from "./stage";

export interface Cue extends Deed {
  /** Of its step. */
  readonly id: number;
  kin: Kin;
  readonly customer: number;
}

export interface Scene {
  readonly cues: Cue[];
  readonly jobs: Set<Job>;
}

export interface Shop {
  readonly index: number;
  readonly director: Director;
  readonly stage: Stage;
}

export interface Played extends Shop {
  readonly scene: Scene;
}

export function shopAt<Kind extends Shop>(shops: readonly Kind[], { shop: wanted }: Step): Kind {
  const shop = shops.find(({ index }) => index === wanted);
  if (!shop) throw new Error(`there is no shop ${wanted}`);
  return shop;
}

export const linesOf = ({ cues, jobs }: Scene) => [
  ...cues.map(({ says, twice }) => `  - ${says}${twice ? " (twice)" : ""}`),
  ...[...jobs].map((job) => `  - the job "${job}" runs`),
];

/** So few are worked off by one alone. */
const fewLetters = 16;

const isMessage = ({ act }: Act) => act === "hear" || act === "merge";

/** Everything of a scene at once: two workers share its messages. @returns what each was told, and what is left to do. */
export async function onStage(
  stage: Stage,
  { cues, jobs }: Scene,
): Promise<{ answers: (string | null)[]; left: Left }> {
  const acting = cues.map((cue) => ({ cue, answering: stage.perform(cue) }));
  const running = [...jobs].map((job) => stage.job(job));
  const letters = acting.filter(({ cue }) => isMessage(cue.act));
  const workers = Promise.all(letters.map(({ answering }) => answering)).then(() => {
    const each = letters.length < fewLetters ? letters.length + 1 : Math.ceil(letters.length / 2) + 1;
    return Promise.all(letters.length > each ? [stage.work(each), stage.work(each)] : [stage.work(each)]);
  });
  const answers = await Promise.all(acting.map(({ answering }) => answering));
  await Promise.all([workers, ...running]);
  return { answers, left: await stage.workOff() };
}
