/** Processes that do the work of a measurement on one database: each says when it is ready, and answers what it is asked. */
import { type ChildProcess, fork, type Serializable } from "node:child_process";
import { once } from "node:events";
import { bundleScript } from "../testing/bundle-script";

/** @throws when the process ends before it answers. */
async function answerOf(worker: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  worker.once("exit", leave);
  try {
    const [message] = await once(worker, "message", { signal: gone.signal });
    return message;
  } finally {
    worker.off("exit", leave);
  }
}

export function ask(worker: ChildProcess, order: Serializable): Promise<unknown> {
  const answer = answerOf(worker);
  worker.send(order);
  return answer;
}

/** So many of a script, each told of the database; all of them are ready. */
export async function startWorkers(
  script: string,
  databaseUrl: string,
  count: number,
): Promise<ChildProcess[]> {
  const bundle = await bundleScript(script);
  const workers = Array.from({ length: count }, () => fork(bundle, [databaseUrl]));
  await Promise.all(workers.map(answerOf));
  return workers;
}
