/**
 * Plays a random program on a real database and on the model at once. Steps that stand between two moments of the clock happen all at once: messages come in any order,
 * several workers take them, shoppers and staff act, jobs run, connections break, processes are killed. When all is at rest, the database must be what one order of those
 * acts leads to.
 */
import { verifyLedger } from "../../services/verify-ledger";
import type { TestContext } from "../service-context";
import { Complaints } from "./complaints";
import { Contradiction } from "./contradiction";
import { Director, mostAtOnce } from "./director";
import { cutSomebody, type Fault, isFault, wordsOfFault } from "./faults";
import { Happened } from "./happened";
import { House } from "./house";
import { insist } from "./insist";
import { countWhatIs, judge } from "./judge";
import { Moment } from "./moment";
import { openShop } from "./open-shop";
import { customersOf, type Step, shopsOfProgram } from "./program";
import { rulesOf, wordsOfRules } from "./rules";
import { linesOf, onStage, type Played, type Shop, shopAt } from "./scene";
import { Stage } from "./stage";
import type { Round } from "./worlds";

const hourMs = 3_600_000;
/** What somebody who died held is free again when this much time has passed. */
const longestHoldMs = 121_000;
const mostInRound = 400;

export interface Program {
  readonly seed: number;
  readonly steps: readonly Step[];
}

const twoDigits = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

export class Play {
  private readonly shops: Shop[] = [];
  private readonly told: string[] = [];
  /** The steps so far, as they were meant. */
  private readonly performed: Step[] = [];
  readonly happened = new Happened();
  private readonly complaints = new Complaints();
  private readonly ctx: TestContext;
  private readonly house: House;

  constructor(
    ctx: TestContext,
    private readonly program: Program,
  ) {
    this.ctx = { ...ctx, log: this.complaints.log };
    this.house = new House(this.ctx);
  }

  async open(name: string): Promise<void> {
    for (let index = 0; index < shopsOfProgram; index += 1) {
      if (!this.program.steps.some((step) => step.shop === index)) continue;
      const rules = rulesOf(this.program.seed + index);
      this.told.push(`Shop ${index}: ${wordsOfRules(rules)}.`);
      const shop = await openShop(this.ctx, { domain: `${name}-${index}.myshopify.com`, rules });
      const director = new Director(rules);
      this.shops.push({ index, director, stage: new Stage(this.house, shop, director.memberOf) });
    }
  }

  get length(): number {
    return this.performed.length;
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
      this.happened.add("effects carried out by two", stage.rest.shared);
      const { faults } = await insist(() => verifyLedger(this.ctx, stage.shop.shopId));
      if (faults.length > 0)
        this.contradict(`the ledger's own proof finds ${JSON.stringify(faults.slice(0, 3))}`);
    }
  }

  /** Takes the steps up to the next that moves the clock, but for those of families that are busy already. @returns what is left. */
  private async round(steps: readonly Step[]): Promise<readonly Step[]> {
    const played = this.shops.map((shop): Played => ({ ...shop, scene: { cues: [], jobs: new Set() } }));
    const until = steps.findIndex((step) => step.do === "wait" || step.do === "clock-back");
    const now = steps.slice(0, until < 0 ? steps.length : until);
    const later: Step[] = [];
    const faults: Fault[] = [];
    const full = this.performed.length + mostInRound;
    for (const step of now) {
      const meant = shopAt(played, step).director.meant(step);
      if (isFault(step)) faults.push(step);
      else if (this.performed.length >= full || !this.cast(meant, played)) {
        later.push(step);
        continue;
      }
      this.performed.push(meant);
    }
    const rest = steps.slice(now.length);
    const [next] = rest;
    await this.perform(
      played.filter(({ scene }) => scene.cues.length + scene.jobs.size > 0),
      faults,
    );
    if (next?.do !== "wait" && next?.do !== "clock-back") return [...later, ...rest];
    await this.moveClock(next);
    this.performed.push(next);
    return [...later, ...rest.slice(1)];
  }

  /** @returns false when the step has to wait for what happens now. */
  private cast(step: Step, played: readonly Played[]): boolean {
    const { scene, director } = shopAt(played, step);
    if (step.do === "job") scene.jobs.add(step.job);
    const kins = new Set(customersOf(step).map((customer) => director.kinOf(customer)));
    const cues = scene.cues.filter((cue) => kins.has(cue.kin) && !director.isOldNews(cue));
    if (cues.length >= mostAtOnce) return false;
    const deed = director.deedOf(step, this.ctx.now());
    if (!deed) return true;
    scene.cues.push({ ...deed, id: step.id, kin: director.kinOf(deed.customer) });
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

  private async perform(played: readonly Played[], faults: readonly Fault[]): Promise<void> {
    const at = this.ctx.now();
    for (const { scene, index } of played)
      this.told.push(`${twoDigits(at)}, in shop ${index}, at once:`, ...linesOf(scene));
    this.told.push(...faults.map((fault) => `  - ${wordsOfFault(fault)}`));
    for (const fault of faults) {
      if (fault.do === "kill") this.house.doom(fault.process, fault);
      if (fault.do === "stop") shopAt(this.shops, fault).stage.rest.stopAt(fault);
    }
    const [outcomes] = await Promise.all([
      Promise.all(played.map(({ stage, scene }) => onStage(stage, scene))),
      ...faults.filter(({ do: what }) => what === "cut").map(() => cutSomebody(this.ctx.db)),
    ]);
    const died = this.house.spare();
    if (died > 0) {
      this.happened.add("processes killed", died);
      this.told.push(`${died} processes died, and two minutes later others go on.`);
      this.ctx.pass(longestHoldMs);
    }
    const resting = played.map(({ stage }, index) => {
      const left = outcomes[index]?.left;
      return left && stage.comeToRest(left, () => this.ctx.pass(longestHoldMs));
    });
    await Promise.all(resting);
    const [complaint] = this.complaints.words;
    if (complaint !== undefined) this.contradict(`a process complained that ${complaint}`);
    const moments = { at, restAt: this.ctx.now() };
    const comparing = played.map((shop, index) =>
      this.compare(shop, outcomes[index]?.answers ?? [], moments),
    );
    await Promise.all(comparing);
  }

  private async compare(
    { director, stage, scene: { cues, jobs } }: Played,
    answers: readonly (string | null)[],
    moments: Pick<Round, "at" | "restAt">,
  ): Promise<void> {
    this.happened.note(cues, answers);
    director.learn(cues, answers);
    const seen = await stage.see(moments.restAt);
    const round = {
      ...moments,
      rules: director.rules,
      jobs: { overdue: jobs.has("overdue"), tiers: jobs.has("tiers") },
    };
    const told = cues.map(({ kin, act }, place) => ({ kin, act, told: answers[place] ?? null }));
    const wrong = judge(told, { director, seen, round });
    if (wrong !== null) this.contradict(wrong);
    countWhatIs(new Set(director.kin.values()), this.happened);
  }

  private contradict(what: string): never {
    throw new Contradiction(`${this.told.join("\n")}\n\nBut then ${what}`, this.performed);
  }
}
