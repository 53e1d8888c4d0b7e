/**
 * The frame's connection, which the page can make bad. "Late" is the interesting one: the request arrives and is acted on, only
 * its answer is lost, so nobody at this end knows whether points were set aside.
 */
import type { NetworkMode } from "../protocol";

const LATE_MS = 8_000;

export interface Network {
  mode: NetworkMode;
}

export function unreliableFetch(network: Network, realFetch: typeof fetch): typeof fetch {
  return async (input, init = {}) => {
    if (network.mode === "down") throw new TypeError("Failed to fetch");
    if (network.mode === "fine") return realFetch(input, init);
    const { signal, ...rest } = init;
    // Without its signal: giving up on an answer does not take the request back.
    const answer = realFetch(input, rest);
    await Promise.race([pause(LATE_MS), aborted(signal)]);
    return answer;
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
  });
}
