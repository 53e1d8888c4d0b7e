/** What an answer of the store means: data, a wait, or one of the errors. A page instead of data (a firewall's, a maintenance page, a theme's) is no answer. */
import * as z from "zod";
import { StoreClosed, StoreRefused, StoreUnavailable } from "./client-errors";
import type { Keys, Received } from "./client-send";

export type Meaning =
  | { readonly is: "data"; readonly data: unknown }
  | { readonly is: "later"; readonly why: string; readonly status: number; readonly afterMs: number | null }
  | { readonly is: "error"; readonly error: StoreClosed | StoreRefused | StoreUnavailable };

/** What passes by itself. */
const passing = new Set([429, 502, 503, 504]);

const complaint = z.object({ code: z.string().nullish(), message: z.string().nullish() });

export function meaningOf(answer: Received, keys: Keys, now: number): Meaning {
  const { status } = answer;
  if (passing.has(status))
    return { is: "later", why: `it answered ${status}`, status, afterMs: waitOf(answer.retryAfter, now) };
  const error = (is: StoreClosed | StoreRefused | StoreUnavailable): Meaning => ({ is: "error", error: is });
  const unavailable = (what: string) => error(new StoreUnavailable(what, 0, status));
  if (status >= 300 && status < 400) return unavailable(`the store sends us elsewhere (${status})`);
  if (status >= 500) return unavailable(`the store failed (${status})`);
  const body = jsonOf(answer.text);
  if (status === 401)
    return error(new StoreClosed("the store does not accept our keys", codeIn(body), status));
  if (body === undefined) return unavailable(`the store answered with a page instead of data (${status})`);
  if (status >= 200 && status < 300) return { is: "data", data: body };
  if (status === 403)
    return error(new StoreClosed("the store does not let us do this", codeIn(body), status));
  const { message } = complaint.safeParse(body).data ?? {};
  const said = withoutKeys(message ?? "without a word", keys).slice(0, 300);
  return error(new StoreRefused(`the store refused (${status}): ${said}`, status, codeIn(body)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

const codeIn = (body: unknown): string | null => complaint.safeParse(body).data?.code?.slice(0, 100) ?? null;

/** A store that repeats what it was sent must not bring our keys into a log. */
export function withoutKeys(text: string, { consumerKey, consumerSecret }: Keys): string {
  return text.replaceAll(consumerSecret, "…").replaceAll(consumerKey, "…");
}

/** Seconds, or a date. */
function waitOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
