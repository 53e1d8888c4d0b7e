/**
 * Plays a random program on a real database and on the model at once. Steps that stand between two moments of the clock happen all at once: messages come in any order,
 * several workers take them, shoppers and staff act, jobs run, connections break. When all is at rest, the database must be what one order of those acts leads to.
 */
import { verifyLedger } from "../../services/verify-ledger";
import type { TestContext } from "../service-context";
import { differences } from "./differences";
import { Director, type Kin, mostAtOnce } from "./director";
import { Happened } from "./happened";
import { insist } from "./insist";
import { Moment } from "./moment";
import { openShop } from "./open-shop";
import { type Job, type Step, shopsOfProgram } from "./program";
import { rulesOf } from "./rules";
import { jobLines, onStage, type Scene, unworked } from "./scene";
import { type SeenShop, seenInDatabase } from "./seen";
import { Stage } from "./stage";
import { type Told, worldsAfter } from "./worlds";

/** The database is not what the story leads to. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";
}

const hourMs = 3_600_000;
const mostInRound = 400;

interface Shop {
  readonly director: Director;
  readonly stage: Stage;
}

export interface Program {
  readonly seed: number;
  readonly steps: readonly Step[];
}

const twoDigits = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

export class Play {
  private readonly shops: Shop[] = [];
  private readonly told: string[] = [];
  performed = 0;
  readonly happened = new Happened();

  constructor(
    private readonly ctx: TestContext,
    private readonly program: Program,
  ) {}

  async open(name: string): Promise<void> {
    for (let index = 0; index < shopsOfProgram; index += 1) {
      const rules = rulesOf(this.program.seed + index);
      const shop = await openShop(this.ctx, { domain: `${name}-${index}.myshopify.com`, rules });
      const director = new Director(rules);
      this.shops.push({ director, stage: new Stage(this.ctx, shop, director.memberOf) });
    }
  }

  /** @throws Contradiction with the story so far. */
  async run(): Promise<void> {
    let waiting: readonly Step[] = this.program.steps;
    try {
      while (waiting.length > 0) waiting = await this.round(waiting);
    } catch (error) {
      // What breaks is a story too, to be told and made short.
      if (error instanceof Contradiction) throw error;
      this.contradict(error instanceof Error ? `it broke: ${error.message}` : String(error));
    }
    for (const { stage } of this.shops) {
      const { faults } = await insist(() => verifyLedger(this.ctx, stage.shop.shopId));
      if (faults.length > 0)
        this.contradict(`the ledger's own proof finds ${JSON.stringify(faults.slice(0, 3))}`);
    }
  }

  /** Takes the steps up to the next that moves the clock, but for those of families that are busy already. @returns what is left. */
  private async round(steps: readonly Step[]): Promise<readonly Step[]> {
    const scenes = this.shops.map((): Scene => ({ cues: [], jobs: new Set(), crashes: 0 }));
    const until = steps.findIndex((step) => step.do === "wait" || step.do === "clock-back");
    const now = steps.slice(0, until < 0 ? steps.length : until);
    const later: Step[] = [];
    let taken = 0;
    for (const step of now) {
      if (taken < mostInRound && this.cast(step, scenes)) taken += 1;
      else later.push(step);
    }
    this.performed += taken;
    await Promise.all(scenes.map((scene, index) => this.perform(scene, index)));
    const rest = steps.slice(now.length);
    const [next] = rest;
    if (next?.do !== "wait" && next?.do !== "clock-back") return [...later, ...rest];
    await this.moveClock(next);
    this.performed += 1;
    return [...later, ...rest.slice(1)];
  }

  /** @returns false when the step has to wait for what happens now. */
  private cast(step: Step, scenes: readonly Scene[]): boolean {
    const [scene, shop] = [scenes[step.shop], this.shops[step.shop]];
    if (!scene || !shop) throw new Error(`there is no shop ${step.shop}`);
    if (step.do === "crash") scene.crashes += 1;
    if (step.do === "job") scene.jobs.add(step.job);
    const { director } = shop;
    const kins = new Set(director.customersOf(step).map((customer) => director.kinOf(customer)));
    const cues = scene.cues.filter((cue) => kins.has(cue.kin) && !director.isOldNews(cue));
    if (cues.length >= mostAtOnce) return false;
    const deed = director.deedOf(step, this.ctx.now());
    if (!deed) return true;
    scene.cues.push({ ...deed, kin: director.kinOf(deed.customer) });
    if (step.do === "merge") for (const cue of scene.cues) cue.kin = director.kinOf(cue.customer);
    return true;
  }

  private async moveClock(step: Extract<Step, { do: "wait" | "clock-back" }>): Promise<void> {
    if (step.do === "clock-back") for (const shop of this.shops) await this.writeOff(shop);
    this.ctx.pass((step.do === "wait" ? step.hours : -step.hours) * hourMs);
    this.told.push(
      step.do === "wait" ? `${step.hours} hours pass.` : `The clock is put back ${step.hours} hours.`,
    );
  }

  private async writeOff({ stage, director }: Shop): Promise<void> {
    await stage.job("expire");
    for (const kin of new Set(director.kin.values()))
      for (const world of kin.worlds) new Moment(world, director.rules, this.ctx.now()).writeOff();
  }

  private async perform(scene: Scene, index: number): Promise<void> {
    const shop = this.shops[index];
    if (!shop) return;
    const { director, stage } = shop;
    const at = this.ctx.now();
    const lines = scene.cues.map((cue) => `  - ${cue.says}${cue.twice ? " (twice)" : ""}`);
    if (lines.length + scene.jobs.size + scene.crashes > 0)
      this.told.push(`${twoDigits(at)}, in shop ${index}, at once:`, ...lines, ...jobLines(scene));
    const answers = await onStage(stage, scene);
    await stage.comeToRest();
    const bad = await insist(() => unworked(stage));
    if (bad.length > 0) this.contradict(`events were not worked off: ${JSON.stringify(bad.slice(0, 3))}`);
    this.happened.note(scene.cues, answers);
    this.learn(director, scene, answers);
    const seen = await insist(() => seenInDatabase(stage.sql, stage.shop.shopId, at));
    for (const kin of new Set(director.kin.values())) {
      const acts = scene.cues.flatMap((cue, place): Told[] =>
        cue.kin === kin ? [{ act: cue.act, told: answers[place] ?? null }] : [],
      );
      this.compare(shop, { kin, acts, seen, at, jobs: scene.jobs });
    }
  }

  private learn(director: Director, scene: Scene, answers: readonly (string | null)[]): void {
    for (const [place, { act, customer }] of scene.cues.entries()) {
      if (answers[place] !== "done") continue;
      if (act.act === "reserve") director.claims.push({ key: act.claim, customer });
      if (act.act === "adjust") director.adjustments.push({ key: act.key, customer });
    }
  }

  private compare(
    { director }: Shop,
    {
      kin,
      acts,
      seen,
      at,
      jobs,
    }: { kin: Kin; acts: readonly Told[]; seen: SeenShop; at: number; jobs: ReadonlySet<Job> },
  ): void {
    const round = {
      rules: director.rules,
      at,
      jobs: { overdue: jobs.has("overdue"), tiers: jobs.has("tiers") },
    };
    const worlds = acts.length + jobs.size === 0 ? kin.worlds : worldsAfter(kin.worlds, acts, round);
    for (const customer of kin.customers) {
      const member = seen.memberOf.get(customer);
      if (member !== undefined && !director.memberOf.has(customer)) director.memberOf.set(customer, member);
    }
    for (const wallet of worlds[0]?.wallets.values() ?? [])
      if (wallet.debts.length > 0) this.happened.add("wallets in debt");
    for (const claim of worlds[0]?.claims.values() ?? [])
      this.happened.add(
        `claims ${claim.state}${claim.debits.length > 1 ? " late" : ""}${claim.restored > 0 ? ", given back" : ""}`,
      );
    const possible = worlds.filter((world) => differences(world, { director, seen, at }).length === 0);
    kin.worlds = possible;
    if (possible.length > 0) return;
    const [nearest] = worlds
      .map((world) => differences(world, { director, seen, at }))
      .sort((a, b) => a.length - b.length);
    const words = nearest ?? [`no order of what was done leads to what was told: ${JSON.stringify(acts)}`];
    this.contradict([`(${worlds.length} orders are possible; the nearest)`, ...words].join("\n"));
  }

  private contradict(what: string): never {
    throw new Contradiction(`${this.told.join("\n")}\n\nBut then ${what}`);
  }
}
