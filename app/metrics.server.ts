/**
 * What this process counts and measures, for Prometheus. Names never carry a shop, a member or an address: how much there is of them would grow without bound, and
 * a shop's figures are the shop's own (law 10). Work that is tried again is counted again: these are rates to watch, the ledger is the truth.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export const registry = new Registry();
const registers = [registry];

export const eventsReceived = new Counter({
  name: "vafa_events_received_total",
  help: "Deliveries of stores at our door: stored, or known already.",
  labelNames: ["result"] as const,
  registers,
});

export const eventsHandled = new Counter({
  name: "vafa_events_handled_total",
  help: "Events the worker took from the inbox: acted on, or parked for a person.",
  labelNames: ["result"] as const,
  registers,
});

export const entriesPosted = new Counter({
  name: "vafa_ledger_entries_total",
  help: "Entries posted to ledgers, by kind.",
  labelNames: ["kind"] as const,
  registers,
});

export const effectsSent = new Counter({
  name: "vafa_effects_total",
  help: "Effects of the outbox that were carried out, put off, failed, or given up.",
  labelNames: ["kind", "result"] as const,
  registers,
});

const turnBuckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300];

export const workerTurns = new Histogram({
  name: "vafa_worker_turn_seconds",
  help: "One turn of the worker for one shop, by line of work.",
  labelNames: ["line", "result"] as const,
  buckets: turnBuckets,
  registers,
});

export const jobRuns = new Histogram({
  name: "vafa_job_seconds",
  help: "Jobs of the schedule, over all shops.",
  labelNames: ["job", "result"] as const,
  buckets: turnBuckets,
  registers,
});

export const jobSucceeded = new Gauge({
  name: "vafa_job_last_success_timestamp_seconds",
  help: "When a job last ended well in this process.",
  labelNames: ["job"] as const,
  registers,
});

const requestSeconds = new Histogram({
  name: "vafa_http_request_seconds",
  help: "Requests answered, by the first words of their path.",
  labelNames: ["method", "door", "status"] as const,
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

const DOORS =
  /^\/(app|api\/(?:account|admin-block|checkout|v1)|auth|health|metrics|proxy|webhooks\/\w+|woocommerce)(?=[/.]|$)/;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]);

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
}

/** The first words of a path, where they are a door of ours: what a stranger writes never becomes a name. */
export const doorOf = (path: string): string => DOORS.exec(path)?.[1] ?? "other";

/** A stranger chooses paths and methods, so only known ones become labels. */
export function observeRequest({ method, path, status, seconds }: Answered): void {
  const door = doorOf(path);
  const labels = {
    method: METHODS.has(method) ? method : "other",
    door,
    status: `${Math.floor(status / 100)}xx`,
  };
  requestSeconds.observe(labels, seconds);
}

/** Measures work whatever becomes of it. */
export async function timed<T>(
  work: () => Promise<T>,
  tell: (result: "done" | "failed", seconds: number) => void,
): Promise<T> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const answer = await work();
    tell("done", seconds());
    return answer;
  } catch (error) {
    tell("failed", seconds());
    throw error;
  }
}

let watching = false;

/** Everything in Prometheus' text form, with what the process itself uses. */
export async function exposition(): Promise<{ readonly type: string; readonly text: string }> {
  // Not before somebody asks: it begins to watch the garbage collector and the event loop.
  if (!watching) collectDefaultMetrics({ register: registry });
  watching = true;
  return { type: registry.contentType, text: await registry.metrics() };
}
