/** A worker's inbox in a process of its own, for the measurement of awards: works off the shops it is told of, as many at once as a worker has turns, and says when nothing waits any more. */
import { Turns } from "../jobs/turns";
import { shopId } from "../loyalty/brand";
import { processContext } from "../testing/process-context";
import { workOffAll } from "./award-shops";

/** The shops that have a backlog. */
export type Backlog = readonly number[];

/** As workers do: each process begins with another shop. */
const turns = new Turns();
const ctx = await processContext(process.argv[2] ?? "", { poolSize: 10 });

async function workOff(backlog: Backlog): Promise<void> {
  await workOffAll(ctx, turns.inTurn(backlog.map(shopId)));
  process.send?.("done");
}

process.on("message", (backlog: Backlog) => void workOff(backlog));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
