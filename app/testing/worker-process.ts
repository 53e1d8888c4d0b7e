/**
 * A worker in a process of its own, for tests that kill or freeze it: works off one shop's inbox in small batches until told otherwise by kill -9. The database forgets a transaction that
 * stands still after a minute; a test that waits for it has that sooner.
 */
import { setTimeout as pause } from "node:timers/promises";
import { shopId } from "../loyalty/brand";
import { workInbox } from "../services/work-inbox";
import { processContext } from "./process-context";

const [url = "", shop = "", batch = "50", forgottenAfter = "60s"] = process.argv.slice(2);
const ctx = await processContext(url);
ctx.db.pool.on(
  "connect",
  (client) => void client.query(`SET idle_in_transaction_session_timeout = '${forgottenAfter}'`),
);
process.stdout.write("ready\n");
for (;;) {
  // A worker whose connection was taken away tries again, as the one of the app does.
  const taken = await workInbox(ctx, shopId(Number(shop)), Number(batch)).catch(() => 0);
  if (taken === 0) await pause(20);
}
