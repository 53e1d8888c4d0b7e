/** A worker in a process of its own, for tests that kill it: carries out one shop's previews and looks at its tiers, until told otherwise by kill -9. */
import { setTimeout as pause } from "node:timers/promises";
import { waitingSubjects } from "../db/outbox";
import { sqlOf } from "../db/transaction";
import { shopId } from "../loyalty/brand";
import { sendNow } from "../services/send-effects";
import { processContext } from "./process-context";

const [url = "", shop = ""] = process.argv.slice(2);
const ctx = await processContext(url);
const id = shopId(Number(shop));
process.stdout.write("ready\n");
for (;;) {
  for (const kind of ["run-preview", "evaluate-tiers"] as const)
    for (const subject of await waitingSubjects(sqlOf(ctx.db), id, kind))
      await sendNow(ctx, id, { kind, subject });
  await pause(5);
}
