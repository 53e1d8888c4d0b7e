/** The processes of the product that play a program: two at a time on one database. One that dies is followed by a new one, which knows nothing. */
import { rememberTerms } from "../../db/terms";
import { type Doom, MortalProcess } from "../mortal-process";
import type { TestContext } from "../service-context";
import { insist, isBreak } from "./insist";

type Work<Answer> = (ctx: TestContext, attempt: number) => Promise<Answer>;

interface Running {
  readonly process: MortalProcess;
  readonly ctx: TestContext;
}

/** A process that comes to a stop in the middle of its work. */
export interface Stop {
  /** Between which two of its transactions: before the nth, from 0. */
  readonly before: number;
  /** It goes on when others have done its work; otherwise it is killed where it stands. */
  readonly wakes: boolean;
}

const processes = 2;

export class House {
  private readonly running: Running[];
  private turn = 0;
  private died = 0;

  constructor(private readonly ctx: TestContext) {
    this.running = Array.from({ length: processes }, () => this.start());
  }

  private start(): Running {
    const process = new MortalProcess(this.ctx.db);
    return { process, ctx: { ...this.ctx, db: process.db, terms: rememberTerms() } };
  }

  private next(): Running {
    this.turn = (this.turn + 1) % processes;
    const found = this.running[this.turn];
    if (found && !found.process.dead) return found;
    this.died += 1;
    const fresh = this.start();
    this.running[this.turn] = fresh;
    return fresh;
  }

  /** Asks until there is an answer, whoever is there, as a store, a shopper and staff do. */
  ask<Answer>(work: Work<Answer>): Promise<Answer> {
    return insist((attempt) => {
      const { process, ctx } = this.next();
      return process.ask(() => work(ctx, attempt));
    });
  }

  /** One more process begins a work and comes to a stop; the others do it meanwhile. @returns whether it came that far. */
  async stopAt({ before, wakes }: Stop, work: Work<void>, others: () => Promise<void>): Promise<boolean> {
    const { process, ctx } = this.start();
    const standing = process.standStillAt(before).then(() => true);
    const asked = process
      .ask(() => work(ctx, 1))
      .catch((error: unknown) => {
        if (!isBreak(error)) throw error;
      });
    const stood = await Promise.race([standing, asked.then(() => false)]);
    if (stood && !wakes) process.die();
    try {
      await others();
    } finally {
      process.goOn();
    }
    await asked;
    return stood;
  }

  /** From now until `spare`: one of them dies at a statement. */
  doom(which: number, doom: Doom): void {
    this.running[which % processes]?.process.dieAt(doom);
  }

  /** @returns how many have died since the last time. */
  spare(): number {
    for (const _ of this.running) this.next().process.dieAt(null);
    const { died } = this;
    this.died = 0;
    return died;
  }
}
