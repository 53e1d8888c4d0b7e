/** Makes the program of a contradiction as short as it can be and still fail: first one shop's steps, then those of fewer and fewer customers, then of fewer and fewer steps. */
import { Contradiction } from "./contradiction";
import { customersOf, type Step } from "./program";

const shrinkMs = 120_000;
/** Interleavings come by chance, so a program that does not always fail gets several chances to. */
const manyChances = 3;

class Shortening {
  private readonly end = Date.now() + shrinkMs;
  private chances = 1;

  constructor(
    public found: Contradiction,
    private readonly play: (steps: readonly Step[]) => Promise<unknown>,
  ) {}

  private async fails(steps: readonly Step[]): Promise<boolean> {
    for (let chance = 0; chance < this.chances; chance += 1) {
      try {
        await this.play(steps);
      } catch (error) {
        if (!(error instanceof Contradiction)) throw error;
        this.found = error;
        return true;
      }
    }
    return false;
  }

  async estimate(): Promise<void> {
    for (let again = 0; again < 2; again += 1)
      if (!(await this.fails(this.found.steps))) this.chances = manyChances;
  }

  /** Leaves out groups of steps, ever fewer at once, as long as the rest still fails. A step that belongs to none stays. */
  async without(groupsOf: (step: Step) => readonly string[]): Promise<void> {
    let groups = [...new Set(this.found.steps.flatMap(groupsOf))];
    for (let size = Math.ceil(groups.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < groups.length && Date.now() < this.end; ) {
        const out = new Set(groups.slice(from, from + size));
        const rest = this.found.steps.filter((step) => !groupsOf(step).some((group) => out.has(group)));
        if (await this.fails(rest)) groups = groups.filter((group) => !out.has(group));
        else from += size;
      }
    }
  }
}

export async function shortest(
  found: Contradiction,
  play: (steps: readonly Step[]) => Promise<unknown>,
): Promise<Contradiction> {
  const shortening = new Shortening(found, play);
  await shortening.estimate();
  const isClock = (step: Step) => step.do === "wait" || step.do === "clock-back";
  await shortening.without((step) => (isClock(step) ? [] : [`${step.shop}`]));
  await shortening.without((step) => customersOf(step).map((customer) => `${step.shop}/${customer}`));
  await shortening.without((step) => [`${step.id}`]);
  return shortening.found;
}
