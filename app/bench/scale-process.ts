/**
 * One worker in a process of its own, as `npm run serve` starts one: all its lines of work, its own pool of connections. It works and rests when it is told to, so that processes that
 * are warm can be measured in turns. Its store takes whatever it is told at once.
 */
import { startWorker, type Worker } from "../jobs/worker";
import { eventsHandled } from "../metrics.server";
import { processContext } from "../testing/process-context";
import { storeThat } from "../testing/store-that";

export type Order = "work" | "rest";
export interface Rested {
  /** Events of the inbox handled since it was told to work. */
  readonly handled: number;
}

const store = storeThat({
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
  changeTags: async () => {},
});

const ctx = {
  ...(await processContext(process.argv[2] ?? "", { poolSize: 10 })),
  storeFor: async () => store,
};
let worker: Worker | null = null;
let before = 0;

async function handledSoFar(): Promise<number> {
  const { values } = await eventsHandled.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

async function obey(order: Order): Promise<void> {
  if (order === "work") {
    before = await handledSoFar();
    worker = startWorker(ctx);
    return;
  }
  await worker?.stop();
  worker = null;
  process.send?.({ handled: (await handledSoFar()) - before } satisfies Rested);
}

process.on("message", (order: Order) => void obey(order));
process.on("disconnect", () => process.exit(0));
process.send?.({ handled: 0 } satisfies Rested);
