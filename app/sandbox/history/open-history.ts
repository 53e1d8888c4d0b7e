/**
 * The shops' past is told once: the app is installed, the cast join, and a year of orders goes through the app's real door as
 * signed webhooks. How far it went is kept, so that a start that was interrupted goes on and a finished one tells nothing.
 */
import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { HistoryLength } from "../environment";
import type { Deliveries } from "../webhooks/deliveries";
import { installApp } from "./install-app";
import { type Past, readPast } from "./tell-history";
import { untilAlive, untilWorkedOff } from "./wait-for-app";

const AT_ONCE = 16;
const WORK_OFF_PATIENCE_MS = 180_000;

export interface HistoryOptions {
  readonly context: SandboxContext;
  readonly deliveries: Deliveries;
  readonly length: HistoryLength;
}

export interface OpenHistory {
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export function openHistory(options: HistoryOptions): OpenHistory {
  const stop = new AbortController();
  const ready = tell(options, stop.signal);
  // Whoever waits for `ready` hears of a failure; without a listener it must not end the process.
  ready.catch((error: unknown) => {
    if (!stop.signal.aborted)
      options.context.log.error({ err: error }, "the shops' history could not be told");
  });
  return {
    ready,
    async close() {
      stop.abort();
      await ready.catch(() => undefined);
    },
  };
}

async function tell(options: HistoryOptions, signal: AbortSignal): Promise<void> {
  const { context } = options;
  const { store, log, appOrigin } = context;
  await untilAlive(appOrigin, signal);
  for (const shop of store.shops) await installApp(context, shop);
  if (store.scalar("history.done") !== true) {
    await introduceCast(options);
    await tellPast(options, signal);
    if (signal.aborted) return;
    store.setScalar("history.done", true);
    store.flush();
  }
  const worked = await untilWorkedOff(appOrigin, WORK_OFF_PATIENCE_MS, signal);
  if (!worked) log.warn({}, "the app has not worked off its inbox and outbox yet");
}

/** The shop knows its customers before they order; the app hears of them as it would of any. */
async function introduceCast({ context, deliveries }: HistoryOptions): Promise<void> {
  const { store } = context;
  if (store.scalar("history.cast") === true) return;
  const joined = store.shops.flatMap(({ domain }) => store.cast(domain));
  await Promise.all(
    joined.map((customer) =>
      deliveries.send({
        shop: customer.shop,
        eventId: randomUUID(),
        at: store.now(),
        events: [{ topic: "customers/create", customer }],
      }),
    ),
  );
  store.setScalar("history.cast", true);
}

async function tellPast(options: HistoryOptions, signal: AbortSignal): Promise<void> {
  const { context, deliveries, length } = options;
  const { store, log } = context;
  const started = store.scalar("history.startedAt");
  const startedAt = typeof started === "number" ? started : store.now();
  store.setScalar("history.startedAt", startedAt);
  const past = readPast(store, startedAt, length);
  const progress = new Progress(context, past.length);
  let next = progress.delivered;
  const worker = async () => {
    while (!signal.aborted) {
      const index = next;
      next += 1;
      if (index >= past.length) return;
      const happening = happenOnce(context, past, index);
      if (happening !== null) await deliveries.send(happening);
      progress.done(index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  log.info({ events: past.length }, "history delivered");
}

/** What happened before an interruption is in the store already and is only told again. */
function happenOnce({ store }: SandboxContext, past: Past, index: number) {
  const built = store.scalar("history.built");
  if (typeof built === "number" && index < built) return past.again(index);
  store.setScalar("history.built", index + 1);
  return past.happen(index);
}

/** Up to which event everything is delivered; later ones may be delivered too, but are told again after an interruption. */
class Progress {
  delivered: number;
  private readonly ahead = new Set<number>();

  constructor(
    private readonly context: SandboxContext,
    private readonly length: number,
  ) {
    const kept = context.store.scalar("history.delivered");
    this.delivered = typeof kept === "number" ? kept : 0;
  }

  done(index: number): void {
    this.ahead.add(index);
    const before = Math.floor((this.delivered * 10) / this.length);
    while (this.ahead.delete(this.delivered)) this.delivered += 1;
    this.context.store.setScalar("history.delivered", this.delivered);
    const tenths = Math.floor((this.delivered * 10) / this.length);
    if (tenths > before) this.context.log.info({ delivered: this.delivered, of: this.length }, "history");
  }
}
