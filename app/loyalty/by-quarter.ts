/**
 * Dates of the calendar, worked out once for all moments that share them. Time zones' offsets are whole quarters of an hour, and clocks are put forward and back at them, so every moment of one
 * quarter is on the same day everywhere: a thousand orders of one morning ask the calendar four times an hour and not a thousand times.
 */
import type { Instant } from "./brand";

const quarterMs = 900_000;
/** Before it, a few places still kept the odd minutes of their own meridian. */
const firstQuarter = Date.UTC(1975, 0, 1) / quarterMs;
const mostKept = 20_000;

/** @param key everything the answer depends on beside the moment's quarter of an hour */
export function byQuarter<Arguments extends readonly (string | number)[], Answer>(
  compute: (from: Instant, ...key: Arguments) => Answer,
): (from: Instant, ...key: Arguments) => Answer {
  const kept = new Map<string, Answer>();
  return (from, ...key) => {
    const quarter = Math.floor(from / quarterMs);
    if (quarter < firstQuarter) return compute(from, ...key);
    const name = `${quarter} ${key.join(" ")}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const answer = compute(from, ...key);
    if (kept.size >= mostKept) kept.clear();
    kept.set(name, answer);
    return answer;
  };
}
