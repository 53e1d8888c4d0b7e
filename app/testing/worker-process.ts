/** A worker in a process of its own, for tests that kill it: works off one shop's inbox in small batches until told otherwise by kill -9. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { openDatabase } from "../db/database";
import { createFingerprint } from "../db/fingerprint";
import { rememberTerms } from "../db/terms";
import { instant, shopId } from "../loyalty/brand";
import { redemptionCode } from "../services/redemption-code";
import { workInbox } from "../services/work-inbox";
import { readEventWith } from "../stores/shopify/read-event";

const [url = "", shop = "", batch = "50"] = process.argv.slice(2);
const db = await openDatabase({ databaseUrl: url, dataDir: "", poolSize: 2 });
const fingerprint = createFingerprint(Buffer.alloc(32, 1));
const ctx = {
  db,
  now: () => instant(Date.now()),
  uuid: randomUUID,
  code: redemptionCode,
  fingerprint,
  terms: rememberTerms(),
  storeFor: () => Promise.reject(new Error("this worker has no store")),
  readEvent: () => readEventWith({ fingerprint }),
  log: pino({ level: "silent" }),
  nudge: () => {},
};
process.stdout.write("ready\n");
for (;;) {
  const taken = await workInbox(ctx, shopId(Number(shop)), Number(batch));
  if (taken === 0) await pause(20);
}
