/** A process that takes a file of members, for tests that kill it: slice after slice, until told otherwise by kill -9. */
import { randomUUID } from "node:crypto";
import pino from "pino";
import { openDatabase } from "../db/database";
import { createCipher } from "../db/encryption";
import { rememberTerms } from "../db/terms";
import { instant, shopId } from "../loyalty/brand";
import { takeImportSlice } from "../services/import-members";
import { redemptionCode } from "../services/redemption-code";
import { readEventWith } from "../stores/shopify/read-event";
import { testFingerprint } from "./fingerprint";

const [url = "", shop = "", id = ""] = process.argv.slice(2);
const db = await openDatabase({ databaseUrl: url, dataDir: "", poolSize: 2 });
const ctx = {
  db,
  now: () => instant(Date.now()),
  uuid: randomUUID,
  code: redemptionCode,
  fingerprint: testFingerprint,
  cipher: createCipher(Buffer.alloc(32, 2)),
  woocommerce: { appUrl: "https://vafa.example", allowPrivate: true },
  terms: rememberTerms(),
  storeFor: () => Promise.reject(new Error("this process has no store")),
  readEvent: () => readEventWith({ fingerprint: testFingerprint }),
  log: pino({ level: "silent" }),
  nudge: () => {},
};
process.stdout.write("ready\n");
while (await takeImportSlice(ctx, shopId(Number(shop)), Number(id)));
process.stdout.write("done\n");
setInterval(() => undefined, 1_000);
