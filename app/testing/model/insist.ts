/** Whoever is cut off asks again, as a store, a shopper and staff do. */
import { setTimeout as pause } from "node:timers/promises";
import { isInfrastructureError } from "../../services/infrastructure-errors";
import { ProcessDied } from "../mortal-process";

const patience = 100;
/** A database that was killed is back after a second or two. */
const impatient = 5;
const pauseMs = 100;

/** What anybody may run into on the way, and ask again. */
export const isBreak = (error: unknown) => error instanceof ProcessDied || isInfrastructureError(error);

/** Asks until there is an answer. */
export async function insist<Answer>(ask: (attempt: number) => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(attempt);
    } catch (error) {
      if (attempt >= patience || !isBreak(error)) throw error;
      if (attempt > impatient) await pause(pauseMs);
    }
  }
}
