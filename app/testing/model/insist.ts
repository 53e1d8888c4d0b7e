/** Whoever is cut off asks again, as a store, a shopper and staff do. */
import { isInfrastructureError } from "../../services/infrastructure-errors";

/** Asks until there is an answer. */
export async function insist<Answer>(ask: (attempt: number) => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(attempt);
    } catch (error) {
      if (attempt >= 50 || !isInfrastructureError(error)) throw error;
    }
  }
}
