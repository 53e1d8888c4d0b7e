/** What a tour came by, counted. */
import type { Deed } from "./deeds";

/** How often what happened: a program in which nothing is redeemed proves nothing of redeeming. */
export class Happened {
  readonly counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + count);
  }

  note(cues: readonly Deed[], answers: readonly (string | null)[]): void {
    for (const [place, { act }] of cues.entries()) {
      const answer = answers[place];
      this.add(answer ? `${act.act}: ${answer}` : act.act);
    }
  }
}
