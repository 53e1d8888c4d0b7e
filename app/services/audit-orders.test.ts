/** What an audit finds that no message told, and when it leaves the decision to a person. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readWatch } from "../db/store-watches";
import { sqlOf } from "../db/transaction";
import { findConnection } from "../db/woocommerce-connections";
import { instant } from "../loyalty/brand";
import { outlineOf } from "../stores/outline";
import { type AuditPage, StoreUnavailable } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { deliver, type TestContext, testContext, workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import {
  type ConnectedShop,
  connectedShop,
  type OrderBody,
  plainOrder,
  receivedFrom,
} from "../testing/woocommerce-shop";
import { auditOrders, isDue } from "./audit-orders";
import { decideDeletions } from "./decide-deletions";
import { sendEffects } from "./send-effects";

let db: Database;
let ctx: TestContext;
let connected: ConnectedShop;
let orders: Map<number, OrderBody>;
let perPage: number;
let pages: number;
let fetched: string[];
/** What happens just before a page is answered. */
let before: (page: number) => void;

const store = storeThat({
  audit: async (cursor): Promise<AuditPage> => {
    pages += 1;
    before(pages);
    const from = Number(cursor ?? 0);
    const all = [...orders.values()].map((body) => outlineOf(receivedFrom(body).order));
    all.sort((a, b) => a.placedAt - b.placedAt || Number(a.orderId) - Number(b.orderId));
    const more = from + perPage < all.length;
    return {
      orders: all.slice(from, from + perPage),
      unread: [],
      cursor: more ? String(from + perPage) : null,
    };
  },
  fetchOrder: async (id) => {
    fetched.push(id);
    const body = orders.get(Number(id));
    return body ? receivedFrom(body) : null;
  },
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
});

const body = (id: number, changes: Readonly<Record<string, unknown>> = {}): OrderBody => ({
  ...plainOrder(),
  id,
  customer_id: id,
  date_created_gmt: new Date(Date.UTC(2026, 10, 1, 0, 0, Math.floor(id / 3))).toISOString().slice(0, 19),
  ...changes,
});

beforeEach(async () => {
  orders = new Map();
  perPage = 10;
  pages = 0;
  fetched = [];
  before = () => {};
  db = await freshDatabase();
  ctx = testContext(db, { store, at: Date.parse("2026-11-22T12:00:00Z") });
  connected = await connectedShop(ctx);
  await sqlOf(db).query(`UPDATE "shops" SET "installedAt" = '2026-11-22T12:00:00Z'`);
});
afterEach(() => db.close());

async function placed(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) orders.set(id, body(id));
  await deliver(
    ctx,
    connected.shop,
    [...orders.values()].map((one) => JSON.stringify(one)),
    "order.updated",
  );
  await workOff(ctx, connected.shop);
}
async function audit(until?: number) {
  const report = await auditOrders(
    ctx,
    connected.shop.shopId,
    until === undefined ? {} : { until: instant(until) },
  );
  while ((await sendEffects(ctx, connected.shop.shopId)) > 0);
  return report;
}
const points = async () =>
  (
    await sqlOf(db).query<{ sum: number }>(`SELECT COALESCE(sum("balance"), 0)::int AS "sum" FROM "members"`)
  )[0]?.sum ?? 0;
const trail = () =>
  sqlOf(db).query<{ action: string }>(
    `SELECT "action" FROM "audit_events" WHERE "action" LIKE 'audit-%' ORDER BY "id"`,
  );
const watch = () => readWatch(sqlOf(db), connected.shop.shopId);
const each = 250;

describe("an audit", () => {
  it("finds nothing where everything has arrived, asks for nothing, and tells nobody", async () => {
    await placed(35);
    expect(await points()).toBe(35 * each);
    expect(await audit()).toEqual({ state: "done", looked: 35, changed: 0, missing: 0 });
    expect(fetched).toEqual([]);
    expect(await trail()).toEqual([]);
    expect(await watch()).toMatchObject({ auditLooked: 35, auditMissing: 0, held: null });
  });

  it("finds an order that was deleted without a word, and takes back what it earned, once", async () => {
    await placed(30);
    for (const id of [1, 17, 30]) orders.delete(id);
    expect(await audit()).toMatchObject({ state: "done", missing: 3 });
    expect(await points()).toBe(27 * each);
    expect((await trail()).map(({ action }) => action)).toEqual(["audit-found"]);
    expect(await audit()).toMatchObject({ missing: 0, changed: 0 });
    expect(await points()).toBe(27 * each);
  });

  it("gives it back when it is there again", async () => {
    await placed(12);
    const gone = body(5);
    orders.delete(5);
    await audit();
    expect(await points()).toBe(11 * each);
    orders.set(5, gone);
    expect(await audit()).toMatchObject({ changed: 1 });
    expect(await points()).toBe(12 * each);
  });

  it("finds a refund that was deleted, though the order's date did not move", async () => {
    await placed(1);
    const later = { date_modified_gmt: "2026-11-22T02:00:00" };
    orders.set(1, body(1, { ...later, refunds: [{ id: 9, total: "-65.45" }], status: "refunded" }));
    await audit();
    expect(await points()).toBe(0);
    orders.set(1, body(1, later));
    expect(await audit()).toMatchObject({ changed: 1 });
    expect(await points()).toBe(each);
    expect(await audit()).toMatchObject({ changed: 0 });
  });

  it("finds an order that never arrived, but none from before the time that was imported", async () => {
    orders.set(1, body(1, { date_modified_gmt: "2026-11-22T11:59:59" }));
    orders.set(2, body(2, { date_modified_gmt: "2026-11-22T12:00:01" }));
    expect(await audit()).toMatchObject({ changed: 1 });
    expect(fetched).toEqual(["2"]);
    await sqlOf(db).query(
      `INSERT INTO "order_imports" ("shopId", "since", "startedBy", "startedAt", "state") VALUES ($1, '2026-01-01', 'staff', now(), 'done')`,
      [connected.shop.shopId],
    );
    expect(await audit()).toMatchObject({ changed: 1 });
    expect(fetched).toEqual(["2", "1"]);
  });

  it("does not take for deleted what slid to an earlier page while it looked", async () => {
    await placed(30);
    before = (page) => {
      if (page === 2) orders.delete(1);
    };
    await audit();
    expect(await points()).toBe(30 * each);
    expect(await audit()).toMatchObject({ missing: 1 });
    expect(await points()).toBe(29 * each);
  });

  it("goes on where it was interrupted, and judges the whole", async () => {
    await placed(60);
    orders.delete(2);
    orders.delete(59);
    expect(await audit(0)).toMatchObject({ state: "paused", looked: 10 });
    before = (page) => {
      if (page === 3) throw new StoreUnavailable("down");
    };
    await expect(audit()).rejects.toThrow(StoreUnavailable);
    before = () => {};
    expect(await points()).toBe(60 * each);
    expect(await audit()).toMatchObject({ state: "done", looked: 58, missing: 2 });
    expect(pages).toBe(7);
    expect(await points()).toBe(58 * each);
  });

  it("ends a list that repeats itself for ever, and begins anew the next time", async () => {
    await placed(5);
    const endless = storeThat({
      audit: async () => ({
        orders: [...orders.values()].map((one) => outlineOf(receivedFrom(one).order)),
        unread: [],
        cursor: "again",
      }),
    });
    await expect(
      auditOrders({ ...ctx, storeFor: async () => endless }, connected.shop.shopId),
    ).rejects.toThrow(/end/);
    const facts = await findConnection(sqlOf(db), connected.shop.shopId);
    expect(facts).toMatchObject({ auditCursor: null, state: "misspeaking" });
    expect(await points()).toBe(5 * each);
  });
});

describe("when far too many orders are missing", () => {
  beforeEach(async () => {
    perPage = 100;
    await placed(120);
    for (let id = 1; id <= 60; id += 1) orders.delete(id);
  });

  it("nothing is taken back, nothing is asked, and the merchant is told once", async () => {
    expect(await audit()).toMatchObject({ state: "held", missing: 60 });
    expect(await audit()).toMatchObject({ state: "held", missing: 60 });
    expect(fetched).toEqual([]);
    expect(await points()).toBe(120 * each);
    expect((await trail()).map(({ action }) => action)).toEqual(["audit-held"]);
    expect((await watch())?.held).toMatchObject({ of: 120 });
  });

  it("a person's word has each asked for, and what the store has after all stays", async () => {
    await audit();
    orders.set(60, body(60));
    const decision = { shopId: connected.shop.shopId, believed: true, actor: "staff" };
    expect(await decideDeletions(ctx, decision)).toMatchObject({ done: true, value: 60 });
    while ((await sendEffects(ctx, connected.shop.shopId)) > 0);
    expect(await points()).toBe(61 * each);
    expect(await decideDeletions(ctx, decision)).toMatchObject({ done: false });
  });

  it("a store that has them again has nothing held any more", async () => {
    await audit();
    for (let id = 1; id <= 60; id += 1) orders.set(id, body(id));
    expect(await audit()).toMatchObject({ state: "done", missing: 0 });
    expect((await watch())?.held).toBeNull();
    expect(await points()).toBe(120 * each);
  });
});

it("is due at night where the shop is, once, and by day only when it is late or was interrupted", async () => {
  const facts = await findConnection(sqlOf(db), connected.shop.shopId);
  if (!facts) throw new Error("the shop is not connected");
  const at = (text: string) => instant(Date.parse(text));
  const berlin = { timeZone: "Europe/Berlin" };
  const audited = { ...facts, auditedAt: new Date("2026-11-21T02:10:00Z") };
  expect(isDue(audited, berlin, at("2026-11-21T03:00:00Z"))).toBe(false);
  expect(isDue(audited, berlin, at("2026-11-21T23:30:00Z"))).toBe(false);
  expect(isDue(audited, berlin, at("2026-11-22T01:30:00Z"))).toBe(true);
  expect(isDue(audited, { timeZone: "Asia/Tehran" }, at("2026-11-21T23:30:00Z"))).toBe(true);
  expect(isDue(audited, berlin, at("2026-11-22T12:00:00Z"))).toBe(true);
  expect(isDue({ ...audited, auditCursor: "{}" }, berlin, at("2026-11-21T12:00:00Z"))).toBe(true);
});
