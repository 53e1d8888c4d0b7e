/**
 * A second process of the app, as production runs several on one database, with a clock of its own: the same services on the same rows, the real
 * Shopify adapter speaking to the same emulated shop. Its clock is how a test lets a deadline pass.
 */
import { randomUUID } from "node:crypto";
import pino from "pino";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { type Database, openDatabase } from "../../db/database";
import { createCipher } from "../../db/encryption";
import { createFingerprint } from "../../db/fingerprint";
import { createSessionStorage } from "../../db/sessions";
import { findShop } from "../../db/shops";
import { rememberTerms } from "../../db/terms";
import { sqlOf } from "../../db/transaction";
import { instant } from "../../loyalty/brand";
import type { ServiceContext } from "../../services/context";
import { redemptionCode } from "../../services/redemption-code";
import { readEventWith } from "../../stores/shopify/read-event";
import { shopifyStore } from "../../stores/shopify/shopify-store";
import { throttleOf } from "../../stores/shopify/throttle";
import { sharedApp } from "../../testing/shared-app";
import { prepareEnvironment } from "../environment";

export interface SecondProcess {
  readonly ctx: ServiceContext;
  close(): Promise<void>;
}

export async function secondProcess(aheadMs: number): Promise<SecondProcess> {
  const app = await sharedApp();
  const dispatcher = getGlobalDispatcher();
  const { ENCRYPTION_KEY = "" } = prepareEnvironment({ port: app.port, dataDir: app.dataDir });
  const db = await openDatabase({ databaseUrl: app.databaseUrl, dataDir: app.dataDir, poolSize: 3 });
  const cipher = createCipher(ENCRYPTION_KEY);
  const sessions = createSessionStorage(db, cipher);
  const fingerprint = createFingerprint(ENCRYPTION_KEY);
  const ctx: ServiceContext = {
    db,
    now: () => instant(Date.now() + aheadMs),
    uuid: randomUUID,
    code: redemptionCode,
    fingerprint,
    cipher,
    woocommerce: { appUrl: app.url, allowPrivate: true },
    terms: rememberTerms(),
    async storeFor(shopId) {
      const domain = (await findShop(sqlOf(db), shopId))?.domain ?? "";
      const session = await sessions.loadSession(`offline_${domain}`);
      const accessToken = async () => session?.accessToken ?? "";
      return shopifyStore({ domain, accessToken, throttle: throttleOf(domain), fingerprint });
    },
    readEvent: () => readEventWith({ fingerprint }),
    log: pino({ level: "silent" }),
    nudge: () => {},
  };
  return {
    ctx,
    async close() {
      await leaveNothingInItsFuture(db);
      await db.close();
      setGlobalDispatcher(dispatcher);
    },
  };
}

/** What this process held or put off by its own clock would wait for a day by the app's: it is given back to whoever comes next. */
async function leaveNothingInItsFuture(db: Database): Promise<void> {
  await sqlOf(db).query(
    `UPDATE "outbox" SET "heldUntil" = NULL, "dueAt" = LEAST("dueAt", now())
     WHERE "state" = 'new' AND ("dueAt" > now() OR "heldUntil" > now() + interval '1 hour')`,
  );
}
