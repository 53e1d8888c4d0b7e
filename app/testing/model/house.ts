/** The processes of the product that play a program: two at a time on one database. One that dies is followed by a new one, which knows nothing. */
import { rememberTerms } from "../../db/terms";
import { type Doom, MortalProcess } from "../mortal-process";
import type { TestContext } from "../service-context";
import { insist } from "./insist";

interface Running {
  readonly process: MortalProcess;
  readonly ctx: TestContext;
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
  ask<Answer>(work: (ctx: TestContext, attempt: number) => Promise<Answer>): Promise<Answer> {
    return insist((attempt) => {
      const { process, ctx } = this.next();
      return process.ask(() => work(ctx, attempt));
    });
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
