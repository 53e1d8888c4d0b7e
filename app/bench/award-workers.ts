/** Worker processes for the measurement of awards, on one database: all of them are told of the same backlog and share it as workers do, batch by batch. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { ShopRow } from "../db/shops";
import { bundleScript } from "../testing/bundle-script";
import type { Backlog } from "./award-process";

export interface AwardWorkers {
  /** Ends when so many of them (all, unless said) find nothing more to do. @returns the seconds it took. */
  workOff(shops: readonly ShopRow[], processes?: number): Promise<number>;
  stop(): void;
}

interface AwardWorker {
  readonly process: ChildProcess;
  /** Aborted when the process ends. */
  readonly gone: AbortSignal;
}

function begin(bundle: string, databaseUrl: string): AwardWorker {
  const process = fork(bundle, [databaseUrl]);
  const gone = new AbortController();
  process.once("exit", () => gone.abort());
  return { process, gone: gone.signal };
}

/** @throws when the process ends before it answers. */
const answered = async ({ process, gone }: AwardWorker): Promise<void> => {
  await once(process, "message", { signal: gone });
};

export async function startAwardWorkers(databaseUrl: string, processes: number): Promise<AwardWorkers> {
  const bundle = await bundleScript("app/bench/award-process.ts");
  const workers = Array.from({ length: processes }, () => begin(bundle, databaseUrl));
  await Promise.all(workers.map(answered));
  return {
    workOff: async (shops, count = processes) => {
      const backlog: Backlog = shops.map(({ shopId }) => shopId);
      const start = performance.now();
      await Promise.all(
        workers.slice(0, count).map((worker) => {
          const done = answered(worker);
          worker.process.send(backlog);
          return done;
        }),
      );
      return (performance.now() - start) / 1_000;
    },
    stop: () => {
      for (const { process } of workers) process.disconnect();
    },
  };
}
