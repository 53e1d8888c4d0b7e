/** For tests of stores that do wrong: the whole of the product's inside at work in real time, shops with stores of their own, and every log line kept. */
import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { expect } from "vitest";
import { sqlOf } from "../db/transaction";
import { findConnection } from "../db/woocommerce-connections";
import { startWorker } from "../jobs/worker";
import { options } from "../log.server";
import { instant } from "../loyalty/brand";
import { checkWoocommerce } from "../services/check-woocommerce";
import type { ServiceContext } from "../services/context";
import { setServices } from "../services/running.server";
import { freshDatabase } from "../testing/database";
import { testContext } from "../testing/service-context";
import { type Answerer, honest, type TinyStore, tinyStore } from "../testing/tiny-store";
import { type ConnectedShop, connectedShop, type OrderBody, plainOrder } from "../testing/woocommerce-shop";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { sendDelivery } from "./woocommerce-doors";

export interface Played extends ConnectedShop {
  readonly store: TinyStore;
  readonly orders: Map<number, OrderBody>;
}

export const unreachable = { state: "unreachable", problem: "store-unreachable" };
export const misspeaking = { state: "misspeaking", problem: "store-not-woocommerce" };
export const refused = { state: "keys-refused", problem: "store-keys-refused" };
export const well = { state: "connected", problem: null };

export type HostileGround = Awaited<ReturnType<typeof hostileGround>>;

export async function hostileGround() {
  const db = await freshDatabase();
  const lines: string[] = [];
  const named: string[] = [];
  const stores: TinyStore[] = [];
  let nudge = () => {};
  const ctx: ServiceContext = {
    ...testContext(db),
    now: () => instant(Date.now()),
    log: pino({ ...options, level: "trace" }, { write: (line: string) => void lines.push(line) }),
    storeFor: (shopId) => woocommerceStoreOf(ctx, shopId),
    nudge: () => nudge(),
  };
  setServices(ctx);
  const worker = startWorker(ctx);
  nudge = worker.nudge;

  /** A shop with a store of its own, which does right until it is told otherwise. */
  async function played(name: string): Promise<Played> {
    const orders = new Map<number, OrderBody>();
    const store = await tinyStore(honest(orders));
    stores.push(store);
    named.push(name);
    const connected = await connectedShop(ctx, { name, storeUrl: store.url, secret: `wh_canary_${name}` });
    return { ...connected, store, orders };
  }

  let orderNumber = 100;
  /** An order of a customer of its own, worth 250 points. */
  function order(shop: Played, changes: Readonly<Record<string, unknown>> = {}): OrderBody {
    orderNumber += 1;
    const now = new Date().toISOString().slice(0, 19);
    const body = {
      ...plainOrder({ date_modified_gmt: now, date_created_gmt: now, ...changes }),
      id: orderNumber,
      customer_id: orderNumber,
    };
    shop.orders.set(body.id, body);
    return body;
  }
  const tell = (shop: Played, body: object, topic = "order.updated") =>
    sendDelivery(shop, { body: JSON.stringify(body), topic });
  /** Only its number is told, so the store has to be asked. */
  const tellToAsk = (shop: Played, { id }: OrderBody) =>
    tell(shop, { action: "woocommerce_order_refunded", arg: id }, "action.woocommerce_order_refunded");

  async function points({ shop }: ConnectedShop): Promise<number> {
    const [row] = await sqlOf(db).query<{ sum: number }>(
      `SELECT COALESCE(sum("balance"), 0)::int AS "sum" FROM "members" WHERE "shopId" = $1`,
      [shop.shopId],
    );
    return row?.sum ?? Number.NaN;
  }
  const stateOf = async ({ shop }: ConnectedShop) => {
    const facts = await findConnection(sqlOf(db), shop.shopId);
    return { state: facts?.state, problem: facts?.problem };
  };
  /** What was to be asked is asked now, and not when its pause is over. */
  const hurry = () =>
    sqlOf(db).query(
      `UPDATE "outbox" SET "dueAt" = now() - interval '1 minute' WHERE "state" = 'new' AND "heldUntil" IS NULL`,
    );
  async function reaches(read: () => Promise<unknown>, wanted: unknown, withinMs = 25_000): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = await read();
      if (JSON.stringify(found) === JSON.stringify(wanted) || Date.now() > until)
        return expect(found).toEqual(wanted);
      await hurry();
      ctx.nudge();
      await pause(100);
    }
  }
  /** The store does wrong, says so where the merchant looks, and everything arrives once it does right. */
  async function comesThrough(
    name: string,
    wrong: Answerer,
    shown: object,
    withinMs?: number,
  ): Promise<void> {
    const shop = await played(name);
    const neighbour = await played(`${name}Neighbour`);
    shop.store.answers(wrong);
    await tellToAsk(shop, order(shop));
    await tellToAsk(neighbour, order(neighbour));
    await reaches(() => points(neighbour), 250);
    await reaches(() => stateOf(shop), shown, withinMs);
    expect(await points(shop)).toBe(0);
    expect(await stateOf(neighbour)).toEqual(well);
    shop.store.answers(honest(shop.orders));
    await checkWoocommerce(ctx, shop.shop.shopId);
    await reaches(() => points(shop), 250, 30_000);
  }

  async function close(): Promise<void> {
    for (const store of stores) await store.close();
    await worker.stop();
    setServices(null);
    await db.close();
  }

  return {
    db,
    ctx,
    lines,
    named,
    played,
    order,
    tell,
    tellToAsk,
    points,
    stateOf,
    reaches,
    comesThrough,
    close,
  };
}
