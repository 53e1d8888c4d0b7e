/** What happens at once in one shop, and how it is played. */
import type { Deed, Kin } from "./director";
import type { Job } from "./program";
import type { Stage } from "./stage";

export interface Cue extends Deed {
  kin: Kin;
  readonly customer: number;
}

export interface Scene {
  readonly cues: Cue[];
  readonly jobs: Set<Job>;
  crashes: number;
}

export const jobLines = ({ jobs, crashes }: Scene) => [
  ...[...jobs].map((job) => `  - the job "${job}" runs`),
  ...Array.from({ length: crashes }, () => "  - connections to the database are cut"),
];

/** Everything of a scene at once. @returns what each was told. */
export async function onStage(stage: Stage, scene: Scene): Promise<(string | null)[]> {
  const acting = Promise.all(scene.cues.map((cue) => stage.perform(cue)));
  const meanwhile = [
    ...[...scene.jobs].map((job) => stage.job(job)),
    ...Array.from({ length: scene.crashes }, () => stage.crash()),
    stage.work(40),
    stage.work(90),
  ];
  const [answers] = await Promise.all([acting, ...meanwhile]);
  await stage.work(1_000);
  return answers;
}

/** Messages that were not worked off, and why. */
export const unworked = ({ sql, shop }: Stage): Promise<object[]> =>
  sql.query(`SELECT "reason", "detail" FROM "inbox" WHERE "shopId" = $1 AND "state" <> 'done'`, [
    shop.shopId,
  ]);
