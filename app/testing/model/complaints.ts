/** What the processes of a program complain of in their log. Nothing a program does is beyond them, so everything but a broken connection is a bug, even one that a later wall kept harmless. */
import { type Logger, pino } from "pino";
import { isBreak } from "./insist";

export class Complaints {
  readonly words: string[] = [];
  readonly log: Logger;

  constructor() {
    const note = (args: readonly unknown[]) => {
      const [about, message] = args;
      const error: unknown = about instanceof Object && "err" in about ? about.err : about;
      if (!isBreak(error)) this.words.push(`${message}: ${error instanceof Error ? error.message : error}`);
    };
    this.log = pino({ level: "warn", hooks: { logMethod: (args) => note(args) } });
  }
}
