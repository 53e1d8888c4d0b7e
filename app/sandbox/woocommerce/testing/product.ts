/**
 * The product beside an emulated WordPress, for tests: its real door on a port of this machine, its real worker, its port to the store over HTTP, PostgreSQL beneath, on a clock that the test moves. Two of
 * them may stand beside each other; which one a door belongs to is in its address.
 */
import express from "express";
import type { Database } from "../../../db/database";
import { readProcessBacklog } from "../../../db/read/process-backlog";
import { findShop, type ShopRow } from "../../../db/shops";
import { sqlOf } from "../../../db/transaction";
import { startWorker, type Worker } from "../../../jobs/worker";
import { type Instant, instant } from "../../../loyalty/brand";
import { action } from "../../../routes/webhooks.woocommerce.$door";
import { connectWoocommerce } from "../../../services/connect-woocommerce";
import { setServices } from "../../../services/running.server";
import type { ReadEvent } from "../../../stores/store";
import { type TestContext, testContext } from "../../../testing/service-context";
import { sharedPostgres } from "../../../testing/shared-postgres";
import { woocommerceStoreOf } from "../../../testing/woocommerce-store-of";
import { type Listening, listen } from "../../testing/listen";
import type { RunningShop } from "./running-shop";

export interface Product {
  readonly db: Database;
  readonly ctx: TestContext;
  readonly shop: ShopRow;
  readonly door: Listening;
  /** Resolves when the worker has nothing left; what waits for later is brought forward by moving the clock. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface Clock {
  now(): number;
  pass(ms: number): void;
}

const PATIENCE_MS = 120_000;

/** @param read how messages are understood, where not as always. */
export async function runProduct(store: RunningShop, clock: Clock, read?: ReadEvent): Promise<Product> {
  const db = await (await sharedPostgres()).freshDatabase({ poolSize: 6 });
  let worker: Worker | null = null;
  const plain = testContext(db);
  const ctx: TestContext = {
    ...plain,
    now: (): Instant => instant(clock.now()),
    pass: (ms) => clock.pass(ms),
    code: codesInOrder(),
    storeFor: (shopId) => woocommerceStoreOf(ctx, shopId),
    nudge: () => worker?.nudge(),
    ...(read ? { readEvent: () => read } : {}),
  };
  setServices(ctx);
  const door = await listen(doorApp());
  const outcome = await connectWoocommerce(ctx, {
    address: store.url,
    keys: { consumerKey: store.key.consumerKey, consumerSecret: store.key.consumerSecret },
    deliverTo: door.origin,
    importDays: null,
    actor: "test",
  });
  if (!outcome.done) throw new Error(`the store could not be connected: ${outcome.reason}`);
  const shop = await findShop(sqlOf(db), outcome.value.shopId);
  if (!shop) throw new Error("no shop was installed");
  worker = startWorker(ctx);
  return {
    db,
    ctx,
    shop,
    door,
    settle: () => settle(ctx, worker),
    async close() {
      await worker?.stop();
      await door.close();
      setServices(null);
      await db.close();
    },
  };
}

/** The same codes in the same order, so that two shops can be told the same. */
function codesInOrder(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `VAFA-TEST-${String(last).padStart(6, "0")}`;
  };
}

/** The door as Remix stands behind Express. */
function doorApp() {
  const app = express();
  app.post(
    "/webhooks/woocommerce/:door",
    express.raw({ type: () => true, limit: "10mb" }),
    (incoming, outgoing) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === "string") headers.set(name, value);
      const bytes: unknown = incoming.body;
      const request = new Request(`http://127.0.0.1${incoming.path}`, {
        method: "POST",
        headers,
        body: bytes instanceof Uint8Array && bytes.byteLength > 0 ? new Uint8Array(bytes) : null,
      });
      action({ request, params: { door: incoming.params.door }, context: {} })
        .then(({ status }) => outgoing.status(status).end())
        .catch(() => outgoing.status(500).end());
    },
  );
  return app;
}

async function settle(ctx: TestContext, worker: Worker | null): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  let idle = 0;
  worker?.nudge();
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const { inboxWaiting, outboxWaiting } = await readProcessBacklog(sqlOf(ctx.db));
    if (inboxWaiting + outboxWaiting === 0) return;
    idle += 1;
    // An effect that failed is tried again later; later is now.
    if (idle % 25 === 0) {
      ctx.pass(60_000);
      worker?.nudge();
    }
  }
  throw new Error("the worker did not come to an end");
}
