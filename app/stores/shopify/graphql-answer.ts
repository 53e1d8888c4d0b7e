/** What one answer of Shopify means: what was asked for, "again later", "not any more", or "too much at once". */
import * as z from "zod";
import { StoreClosed, StoreUnavailable } from "../store";
import { refillMs } from "./throttle";

const cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
});
export type Cost = z.infer<typeof cost>;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().nullish() }).nullish() }))
    .nullish(),
  extensions: z.object({ cost: cost.nullish() }).nullish(),
});

/** Asked for more at once than Shopify ever gives: ask for a smaller page. */
export class TooCostly extends Error {
  override readonly name = "TooCostly";
}

export type Answer =
  | { readonly is: "data"; readonly data: unknown; readonly cost: Cost | null }
  /** `afterMs` null: nobody said when. */
  | {
      readonly is: "later";
      readonly why: string;
      readonly afterMs: number | null;
      readonly cost: Cost | null;
    }
  | { readonly is: "failure"; readonly error: Error };

const later = (why: string, afterMs: number | null = null): Answer => ({
  is: "later",
  why,
  afterMs,
  cost: null,
});

export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** A shop that is frozen or being moved comes back when it does; asking often does not help. */
const DORMANT_MS = 3_600_000;

export function readAnswer({ status, retryAfter, body }: HttpAnswer): Answer {
  if (status === 429) return later("429, too many requests", secondsOf(retryAfter) ?? 1_000);
  if (status === 402 || status === 423)
    return {
      is: "failure",
      error: new StoreUnavailable(`Shopify answered ${status}: the shop is dormant`, DORMANT_MS),
    };
  if (status === 401 || status === 403 || status === 404)
    return {
      is: "failure",
      error: new StoreClosed(`Shopify answered ${status}: it does not let us in any more`),
    };
  if (status >= 500) return later(`Shopify answered ${status}`, secondsOf(retryAfter));
  const parsed = envelope.safeParse(jsonOf(body));
  if (!parsed.success) return later(`Shopify answered ${status} without GraphQL in it`);
  return readEnvelope(parsed.data, status);
}

function readEnvelope({ data, errors, extensions }: z.infer<typeof envelope>, status: number): Answer {
  const paid = extensions?.cost ?? null;
  if (!errors || errors.length === 0) {
    if (status === 200 && data) return { is: "data", data, cost: paid };
    return later(`Shopify answered ${status} without data`);
  }
  const codes = new Set(errors.map((error) => error.extensions?.code ?? ""));
  const said = errors.map(({ message }) => message).join("; ");
  if (codes.has("THROTTLED"))
    return { is: "later", why: "throttled", afterMs: throttledMs(paid), cost: paid };
  if (codes.has("MAX_COST_EXCEEDED")) return { is: "failure", error: new TooCostly(said) };
  if (codes.has("ACCESS_DENIED")) return { is: "failure", error: new StoreClosed(`access denied: ${said}`) };
  if (["INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"].some((code) => codes.has(code)))
    return later(`Shopify failed inside: ${said}`);
  // Half an answer is none: what stands beside an error is never acted on.
  return { is: "failure", error: new Error(`Shopify refused the operation: ${said}`) };
}

/** Until the bucket holds what the operation asks for. */
function throttledMs(paid: Cost | null): number {
  if (!paid) return 1_000;
  const { currentlyAvailable, restoreRate } = paid.throttleStatus;
  return Math.max(100, refillMs(paid.requestedQueryCost - currentlyAvailable, restoreRate));
}

function secondsOf(retryAfter: string | null): number | null {
  const seconds = retryAfter === null ? Number.NaN : Number.parseFloat(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
