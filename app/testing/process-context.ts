/** The service context of a worker in a process of its own, on a PostgreSQL server, without a store. */
import { randomUUID } from "node:crypto";
import pino from "pino";
import { openDatabase } from "../db/database";
import { createCipher } from "../db/encryption";
import { createFingerprint } from "../db/fingerprint";
import { rememberTerms } from "../db/terms";
import { instant } from "../loyalty/brand";
import type { ServiceContext } from "../services/context";
import { redemptionCode } from "../services/redemption-code";
import { readEventWith } from "../stores/shopify/read-event";

export async function processContext(databaseUrl: string, { poolSize = 2 } = {}): Promise<ServiceContext> {
  const db = await openDatabase({ databaseUrl, dataDir: "", poolSize });
  const fingerprint = createFingerprint(Buffer.alloc(32, 1));
  return {
    db,
    now: () => instant(Date.now()),
    uuid: randomUUID,
    code: redemptionCode,
    fingerprint,
    cipher: createCipher(Buffer.alloc(32, 2)),
    woocommerce: { appUrl: "https://vafa.example", allowPrivate: true },
    terms: rememberTerms(),
    storeFor: () => Promise.reject(new Error("this worker has no store")),
    readEvent: () => readEventWith({ fingerprint }),
    log: pino({ level: "silent" }),
    nudge: () => {},
  };
}
