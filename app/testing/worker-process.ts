/** A worker in a process of its own, for tests that kill it: works off one shop's inbox in small batches until told otherwise by kill -9. */
import { setTimeout as pause } from "node:timers/promises";
import { shopId } from "../loyalty/brand";
import { workInbox } from "../services/work-inbox";
import { processContext } from "./process-context";

const [url = "", shop = "", batch = "50"] = process.argv.slice(2);
const ctx = await processContext(url);
process.stdout.write("ready\n");
for (;;) {
  const taken = await workInbox(ctx, shopId(Number(shop)), Number(batch));
  if (taken === 0) await pause(20);
}
