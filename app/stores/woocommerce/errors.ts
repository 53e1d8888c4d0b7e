/** The bridge's errors in the port's words. None of them holds a key: the bridge leaves them out, and nothing is added here. */
import {
  StoreClosed as Closed,
  StoreMisspoke as Misspoke,
  StoreRefused as Refused,
  StoreUnavailable as Unavailable,
} from "../../../woocommerce-bridge/src/client";
import { StoreClosed, StoreMisspeaks, StoreUnavailable } from "../store";

/** What is wrong with a connection as a whole; the states that the admin shows. */
export type ConnectionProblem = "keys-refused" | "unreachable" | "misspeaking";

export const connectionProblemOf = (error: unknown): ConnectionProblem | null => {
  if (error instanceof StoreClosed) return "keys-refused";
  if (error instanceof StoreMisspeaks) return "misspeaking";
  return error instanceof StoreUnavailable ? "unreachable" : null;
};

export function inPort(error: unknown): unknown {
  if (error instanceof Closed) return new StoreClosed(error.message);
  if (error instanceof Misspoke) return new StoreMisspeaks(error.message);
  // WordPress is there and WooCommerce's REST API is not: switched off for a moment, or for good.
  if (error instanceof Refused && error.code === "rest_no_route") return new StoreMisspeaks(error.message);
  if (!(error instanceof Unavailable)) return error;
  const answered = error.status !== null && error.status < 500 && error.status !== 429;
  return answered
    ? new StoreMisspeaks(error.message, error.retryAfterMs)
    : new StoreUnavailable(error.message, error.retryAfterMs);
}

/** Each deed of a port, with its errors in the port's words. */
export function speakingPort<Deeds extends object>(deeds: Deeds): Deeds {
  const translated =
    (deed: (...given: unknown[]) => Promise<unknown>) =>
    (...given: unknown[]) =>
      deed(...given).catch((error: unknown) => {
        throw inPort(error);
      });
  const entries = Object.entries(deeds).map(([name, deed]) => [
    name,
    typeof deed === "function" ? translated((...given) => deed(...given)) : deed,
  ]);
  return Object.assign({}, deeds, Object.fromEntries(entries));
}
