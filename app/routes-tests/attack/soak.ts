/** The attack by chance as a process of its own, for as many cases as there is time for (app/testing/soak/attack.soak.ts loads it through Vite, as the tests are). */
import { fuzz } from "./fuzz";
import { layGround } from "./ground";

export interface SoakWish {
  readonly seed: number;
  readonly cases: number;
  readonly until: number;
  readonly say: (line: string) => void;
}

/** @returns what was wrong; nothing, where all is well. */
export async function soak({ seed, cases, until, say }: SoakWish): Promise<readonly string[]> {
  const ground = await layGround();
  const began = Date.now();
  const onProgress = (done: number) =>
    say(`${done.toLocaleString("en")} cases, ${Math.round((1_000 * done) / (Date.now() - began))} a second`);
  const result = await fuzz(ground, { seed, cases, until, onProgress });
  await ground.close();
  say(
    `${result.cases.toLocaleString("en")} cases (seed ${seed}), ${result.forged.toLocaleString("en")} of them with forged proof: ${result.faults.length} faults`,
  );
  return result.faults;
}
