/** Chance that can be had again: a seed gives the same attack on every machine, and a case is named by its number. */

export interface Chance {
  /** Whole, from 0 up to but not including `below`. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  odds(one: number): boolean;
  junk(): string;
  json(depth?: number): unknown;
}

const words = [
  "",
  "0",
  "-1",
  "1e999",
  "NaN",
  "9223372036854775808",
  "99999999999999999999999999",
  "null",
  "undefined",
  "true",
  "[object Object]",
  "' OR 1=1 --",
  "1; DROP TABLE members",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what scanners send.
  "${jndi:ldap://127.0.0.1/a}",
  "{{constructor.constructor('return 1')()}}",
  "<script>alert(1)</script>",
  "../../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "\u0000",
  "\ud800",
  "\u202e\u0627\u0644\u0641",
  "ﷺ".repeat(40),
  "👩‍👩‍👧".repeat(9),
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "gid://shopify/Customer/1",
  "2026-13-45T99:99:99Z",
  "-0",
  "1.5",
  "١٢٣",
  "۱۲۳",
  "//evil.example",
  "http://169.254.169.254/latest/meta-data",
  "\r\nSet-Cookie: a=b",
  "a".repeat(9_000),
] as const;

const names = [
  "id",
  "key",
  "shop",
  "points",
  "code",
  "reason",
  "intent",
  "rewardId",
  "customerId",
  "events",
  "line_items",
  "__proto__",
  "locale",
  "confirm",
  "granted",
  "email",
  "a",
  "refunds",
  "draft",
] as const;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32: small, fast, and good enough to be surprised by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const odds = (one: number) => next() < one;
  const noise = () =>
    Array.from({ length: below(24) }, () => String.fromCharCode(below(odds(0.8) ? 0x7f : 0xffff))).join("");
  const junk = () => (odds(0.6) ? pick(words) : noise());
  const json = (depth = 0): unknown => {
    const kind = below(depth > 3 ? 5 : 8);
    if (kind === 0) return null;
    if (kind === 1) return odds(0.5);
    if (kind === 2) return pick([0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), 7, 100]);
    if (kind < 5) return junk();
    if (kind === 5) return Array.from({ length: below(4) }, () => json(depth + 1));
    return Object.fromEntries(
      Array.from({ length: below(6) }, () => [odds(0.8) ? pick(names) : junk(), json(depth + 1)]),
    );
  };
  return { below, pick, odds, junk, json };
}

/** Of the seed's run, the case with this number. */
export const chanceOfCase = (seed: number, number: number): Chance =>
  chanceOf(Math.imul(seed ^ 0x9e3779b9, 2_654_435_761) + Math.imul(number + 1, 0x85ebca6b));
