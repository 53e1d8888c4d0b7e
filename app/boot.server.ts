/**
 * What must stand before the first request is answered, and what must end when the process is asked to stop: the database with its migrations, the line
 * to Shopify, the worker and the schedule. Called once, by `app/cli/serve.mjs`, through the server bundle.
 */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type Database, openDatabase } from "./db/database";
import { createCipher } from "./db/encryption";
import { createFingerprint } from "./db/fingerprint";
import { applyMigrations, requireMigrations } from "./db/migrate";
import { createSessionStorage } from "./db/sessions";
import { findShop } from "./db/shops";
import { rememberTerms } from "./db/terms";
import { sqlOf } from "./db/transaction";
import { databaseEnv, encryptionKey, serverEnv, woocommerceEnv } from "./env.server";
import { type Schedule, startSchedule } from "./jobs/schedule";
import { startWorker, type Worker } from "./jobs/worker";
import { log } from "./log.server";
import { instant, type ShopId } from "./loyalty/brand";
import type { ServiceContext } from "./services/context";
import { redemptionCode } from "./services/redemption-code";
import { setServices } from "./services/running.server";
import { openWoocommerce, type StoreOpening } from "./services/woocommerce-store";
import { openShopify, shopifyStoreFor } from "./shopify.server";
import { readEventWith } from "./stores/shopify/read-event";
import { type Store, StoreClosed } from "./stores/store";
import { knowingNotes } from "./stores/unreadable";
import { readWoocommerceEvent } from "./stores/woocommerce.server";
import { startTracing } from "./tracing.server";

export interface Running {
  /** Lets the work at hand finish, then lets go of everything. */
  close(): Promise<void>;
}

async function storeFor(ctx: StoreOpening, shopId: ShopId): Promise<Store> {
  const shop = await findShop(sqlOf(ctx.db), shopId);
  if (!shop || shop.uninstalledAt) throw new StoreClosed(`shop ${shopId} is not installed`);
  return shop.platform === "woocommerce"
    ? (await openWoocommerce(ctx, shopId)).store
    : shopifyStoreFor(shop.domain);
}

function contextOn(db: Database, nudge: () => void): ServiceContext {
  const key = encryptionKey();
  const fingerprint = createFingerprint(key);
  const reading = {
    shopify: readEventWith({ fingerprint }),
    woocommerce: knowingNotes(readWoocommerceEvent({ fingerprint })),
  };
  const opening: StoreOpening = {
    db,
    now: () => instant(Date.now()),
    fingerprint,
    cipher: createCipher(key),
    woocommerce: woocommerceEnv(),
    log,
    nudge,
  };
  return {
    ...opening,
    uuid: randomUUID,
    code: redemptionCode,
    terms: rememberTerms(),
    storeFor: (shopId) => storeFor(opening, shopId),
    readEvent: (platform) => reading[platform],
  };
}

const directory = join(process.cwd(), "prisma", "migrations");

function openConfigured(): Promise<Database> {
  const { DATA_DIR, DATABASE_URL, DATABASE_POOL } = databaseEnv();
  return openDatabase({
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    poolSize: DATABASE_POOL,
    onConnectionLost: (error) => log.warn({ err: error }, "the database dropped a connection"),
  });
}

async function openMigrated(): Promise<Database> {
  const db = await openConfigured();
  const onProgress = ({ name, number, of }: { name: string; number: number; of: number }) =>
    log.info({ migration: name }, `applying migration ${number} of ${of}`);
  await applyMigrations(db, { directory, onProgress });
  return db;
}

/**
 * For commands: the database and the services on it, with no door open and nothing working by itself. A command that looks at a server from a newer checkout must not migrate it.
 * @throws MigrationError when the app of this version has not prepared the database.
 */
export async function openForCommand(): Promise<{ ctx: ServiceContext } & Running> {
  const db = await openConfigured();
  try {
    await requireMigrations(db, { directory });
  } catch (error) {
    await db.close();
    throw error;
  }
  return { ctx: contextOn(db, () => {}), close: () => db.close() };
}

/** Starts what works by itself, unless this process is only to answer requests (`WORKER=off`). */
async function startWorking(ctx: ServiceContext): Promise<{ worker: Worker; schedule: Schedule } | null> {
  if (serverEnv().WORKER === "off") return null;
  return { worker: startWorker(ctx), schedule: await startSchedule(ctx) };
}

export async function boot(): Promise<Running> {
  const endTracing = await startTracing();
  const db = await openMigrated();
  let working: Awaited<ReturnType<typeof startWorking>> = null;
  const ctx = contextOn(db, () => working?.worker.nudge());
  openShopify(createSessionStorage(db, ctx.cipher));
  setServices(ctx);
  working = await startWorking(ctx);
  log.info({ database: db.kind, worker: working !== null }, "booted");
  return {
    close: async () => {
      await working?.schedule.stop();
      await working?.worker.stop();
      setServices(null);
      await db.close();
      await endTracing?.();
      log.info("closed");
    },
  };
}
