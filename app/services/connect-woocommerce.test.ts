/** A store is connected once, whoever asks how often; revoked keys and silence are seen and lose nothing; a disconnect takes back what was made, or says what remained. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { createCipher } from "../db/encryption";
import { findShopByDomain, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { findConnection, openConnection } from "../db/woocommerce-connections";
import { customerId, type ShopId } from "../loyalty/brand";
import { readWoocommerceEvent } from "../stores/woocommerce.server";
import { freshDatabase } from "../testing/database";
import { testFingerprint } from "../testing/fingerprint";
import { type PlayedWoocommerce, pastOrders, playWoocommerce } from "../testing/played-woocommerce";
import { type TestContext, testContext } from "../testing/service-context";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { checkWoocommerce } from "./check-woocommerce";
import { connectWoocommerce } from "./connect-woocommerce";
import { disconnectWoocommerce } from "./disconnect-woocommerce";
import { importNextPage, importProgress } from "./import-orders";
import { reserveRedemption } from "./reserve-redemption";
import { sendEffects } from "./send-effects";

let db: Database;
let ctx: TestContext;
let store: PlayedWoocommerce;

beforeEach(async () => {
  db = await freshDatabase();
  store = await playWoocommerce();
  const plain = testContext(db, { at: Date.parse("2026-11-22T12:00:00Z") });
  ctx = {
    ...plain,
    storeFor: (shopId) => woocommerceStoreOf(ctx, shopId),
    readEvent: () => readWoocommerceEvent({ fingerprint: testFingerprint }),
  };
});
afterEach(async () => {
  await store.close();
  await db.close();
});

const connect = (changes: Partial<Parameters<typeof connectWoocommerce>[1]> = {}) =>
  connectWoocommerce(ctx, {
    address: store.url,
    keys: store.keys,
    deliverTo: "http://127.0.0.1:3000/",
    importDays: null,
    actor: "operator",
    ...changes,
  });

async function connected(): Promise<ShopRow> {
  const outcome = await connect();
  expect(outcome).toMatchObject({ done: true });
  const shop = await findShopByDomain(sqlOf(db), new URL(store.url).host);
  if (!shop) throw new Error("no shop was installed");
  return shop;
}

/** Everything that the outbox and the import have to do. */
async function workOff(shopId: ShopId): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    ctx.pass(3_600_000);
    const sent = await sendEffects(ctx, shopId);
    const more = await importNextPage(ctx, shopId).catch(() => false);
    if (sent === 0 && !more) return;
  }
}

const facts = (shopId: ShopId) => findConnection(sqlOf(db), shopId);
const reasonOf = async (changes: Parameters<typeof connect>[0] = {}) => {
  const outcome = await connect(changes);
  return outcome.done ? "done" : outcome.reason;
};

describe("connecting a store", () => {
  it("installs the shop, sets up webhooks and plugin, and brings past orders in", async () => {
    store.orders = pastOrders(250);
    const shop = await connected();
    expect(shop).toMatchObject({
      platform: "woocommerce",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      locale: "de-DE",
    });
    await workOff(shop.shopId);
    const known = await facts(shop.shopId);
    expect(known).toMatchObject({ state: "connected", signing: "oauth", pluginVersion: "0.1.0" });
    expect(Object.keys(known?.webhooks ?? {})).toHaveLength(7);
    const door = `http://127.0.0.1:3000/webhooks/woocommerce/${shop.shopId}-${known?.doorId}`;
    expect(new Set(store.webhooks.map((webhook) => webhook.delivery_url))).toEqual(new Set([door]));
    expect(store.plugin?.connection).toMatchObject({
      appUrl: "http://127.0.0.1:3000",
      shopId: String(shop.shopId),
    });
    expect(store.plugin?.program).not.toBeNull();
    expect(await importProgress(ctx, shop)).toMatchObject({ state: "done", orders: 250, expected: 250 });
  });

  it("again, or twice at once, makes nothing twice and keeps what the store knows of us", async () => {
    const outcomes = await Promise.all([connect(), connect(), connect()]);
    expect(new Set(outcomes.map((one) => (one.done ? one.value.shopId : 0))).size).toBe(1);
    const shop = await connected();
    await workOff(shop.shopId);
    const before = await openConnection(sqlOf(db), ctx.cipher, shop.shopId);
    store.keys.consumerKey = `ck_${"c".repeat(40)}`;
    await connected();
    await workOff(shop.shopId);
    const after = await openConnection(sqlOf(db), ctx.cipher, shop.shopId);
    expect(after?.secrets).toEqual({ ...before?.secrets, consumerKey: store.keys.consumerKey });
    expect(after?.doorId).toBe(before?.doorId);
    expect(store.webhooks).toHaveLength(7);
    const [shops] = await sqlOf(db).query<{ count: number }>(`SELECT count(*) AS "count" FROM "shops"`);
    const [imports] = await sqlOf(db).query<{ count: number }>(
      `SELECT count(*) AS "count" FROM "order_imports"`,
    );
    expect([shops?.count, imports?.count]).toEqual([1, 1]);
  });

  it("refuses with a reason, and leaves nothing behind", async () => {
    expect(await reasonOf({ keys: { ...store.keys, consumerKey: "ck_wrong" } })).toBe("store-keys-refused");
    store.mood.keysAre = "read";
    expect(await reasonOf()).toBe("store-keys-read-only");
    store.mood.keysAre = "good";
    store.mood.answers = "no-woocommerce";
    expect(await reasonOf()).toBe("store-not-woocommerce");
    store.mood.answers = "nonsense";
    expect(await reasonOf()).toBe("store-not-woocommerce");
    store.mood.answers = "dropped";
    expect(await reasonOf()).toBe("store-unreachable");
    store.mood.answers = "well";
    store.mood.currency = "IRHR";
    expect(await reasonOf()).toBe("store-currency-unknown");
    expect(await reasonOf({ address: "not an address" })).toBe("store-address-refused");
    const production = { ...ctx, woocommerce: { ...ctx.woocommerce, allowPrivate: false } };
    const there = { address: store.url.replace("http:", "https:"), keys: store.keys, actor: "owner" };
    expect(
      await connectWoocommerce(production, { ...there, deliverTo: "https://vafa.example", importDays: 30 }),
    ).toMatchObject({ reason: "store-address-refused" });
    expect(await sqlOf(db).query(`SELECT * FROM "woocommerce_connections"`)).toEqual([]);
    expect(await sqlOf(db).query(`SELECT * FROM "shops"`)).toEqual([]);
  });

  it("with keys of another store than the one they are for is refused", async () => {
    const shop = await connected();
    const other = await playWoocommerce();
    expect(await reasonOf({ address: other.url, keys: other.keys, onlyShop: shop.shopId })).toBe(
      "store-address-refused",
    );
    await other.close();
  });
});

describe("a connected store", () => {
  it("whose keys are revoked in the middle of the import goes on where it was, once there are new ones", async () => {
    store.orders = pastOrders(250);
    const shop = await connected();
    expect(await importNextPage(ctx, shop.shopId)).toBe(true);
    store.mood.keysAre = "revoked";
    await workOff(shop.shopId);
    expect(await facts(shop.shopId)).toMatchObject({ state: "keys-refused", problem: "store-keys-refused" });
    expect(await importProgress(ctx, shop)).toMatchObject({ state: "failed", orders: 100 });
    store.mood.keysAre = "good";
    store.keys.consumerKey = `ck_${"d".repeat(40)}`;
    await connected();
    await workOff(shop.shopId);
    expect(await facts(shop.shopId)).toMatchObject({ state: "connected", problem: null });
    expect(await importProgress(ctx, shop)).toMatchObject({ state: "done", orders: 250 });
    const [awards] = await sqlOf(db).query<{ count: number }>(
      `SELECT count(*) AS "count" FROM "ledger_entries"`,
    );
    expect(awards?.count).toBe(250);
  });

  it("that is out of reach or talks nonsense is seen as such, and let go on when it answers again", async () => {
    const shop = await connected();
    await workOff(shop.shopId);
    store.mood.answers = "nonsense";
    expect(await checkWoocommerce(ctx, shop.shopId)).toMatchObject({ state: "misspeaking" });
    store.mood.keysAre = "revoked";
    store.mood.answers = "well";
    expect(await checkWoocommerce(ctx, shop.shopId)).toMatchObject({ state: "keys-refused" });
    store.mood.keysAre = "good";
    expect(await checkWoocommerce(ctx, shop.shopId)).toMatchObject({
      state: "connected",
      problemSince: null,
    });
    const actions = await sqlOf(db).query<{ action: string }>(
      `SELECT "action" FROM "audit_events" ORDER BY "at"`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      "store-connected",
      "import-started",
      "store-lost",
      "store-found",
    ]);
  });

  it("whose keys do not open any more is seen as such, and begins anew with new ones", async () => {
    const shop = await connected();
    await workOff(shop.shopId);
    const before = await facts(shop.shopId);
    const good = ctx;
    ctx = { ...good, cipher: createCipher(Buffer.alloc(32, 8)) };
    expect(await checkWoocommerce(ctx, shop.shopId)).toMatchObject({ state: "keys-refused" });
    await connected();
    await workOff(shop.shopId);
    const after = await facts(shop.shopId);
    expect(after).toMatchObject({ state: "connected" });
    expect(after?.doorId).not.toBe(before?.doorId);
    // The webhooks of the former door, whose secret nobody knows any more, are gone.
    expect(store.webhooks).toHaveLength(7);
    for (const { delivery_url } of store.webhooks) expect(delivery_url).toContain(after?.doorId);
    ctx = good;
  });

  it("gets its plugin connected when it is installed later", async () => {
    store.plugin = null;
    const shop = await connected();
    await workOff(shop.shopId);
    expect(await facts(shop.shopId)).toMatchObject({ pluginVersion: null });
    store.plugin = { version: "0.2.0", connection: null, program: null };
    expect(await checkWoocommerce(ctx, shop.shopId)).toMatchObject({ pluginVersion: "0.2.0" });
    await workOff(shop.shopId);
    expect(store.plugin).toMatchObject({ connection: { shopId: String(shop.shopId) }, program: {} });
    const before = store.asked.length;
    await checkWoocommerce(ctx, shop.shopId);
    expect(store.asked.slice(before).filter((line) => !line.startsWith("GET"))).toEqual([]);
  });
});

describe("disconnecting", () => {
  async function withCoupon(): Promise<ShopRow> {
    store.orders = pastOrders(1).map((order) => ({
      ...order,
      line_items: [
        {
          id: 1,
          name: "Mug",
          product_id: 101,
          variation_id: 0,
          quantity: 2,
          subtotal: "500.00",
          subtotal_tax: "0.00",
          total: "500.00",
          total_tax: "0.00",
        },
      ],
      total: "505.95",
      total_tax: "0.95",
    }));
    const shop = await connected();
    await workOff(shop.shopId);
    const request = {
      shopId: shop.shopId,
      customerId: customerId("1"),
      rewardId: "five-off",
      key: "one",
      channel: "proxy",
    } as const;
    expect(await reserveRedemption(ctx, request)).toMatchObject({ done: true });
    await workOff(shop.shopId);
    expect(store.coupons).toHaveLength(1);
    return shop;
  }
  const balance = async () =>
    (await sqlOf(db).query<{ balance: number }>(`SELECT "balance" FROM "members"`))[0]?.balance;
  const stateOfClaim = async () =>
    (await sqlOf(db).query<{ state: string }>(`SELECT "state" FROM "redemptions"`))[0]?.state;

  it("deletes coupons, webhooks and the plugin's connection, returns points, and forgets the keys", async () => {
    const shop = await withCoupon();
    const before = await balance();
    const outcome = await disconnectWoocommerce(ctx, { shopId: shop.shopId, actor: "staff:1" });
    expect(outcome).toEqual({ done: true, value: { coupons: 0, webhooks: false, plugin: false } });
    expect([store.coupons, store.webhooks, store.plugin?.connection]).toEqual([[], [], null]);
    expect([await stateOfClaim(), (await balance()) ?? 0]).toEqual(["released", (before ?? 0) + 500]);
    expect(await openConnection(sqlOf(db), ctx.cipher, shop.shopId)).toBeNull();
    expect(await facts(shop.shopId)).toMatchObject({ state: "disconnected" });
    expect(await disconnectWoocommerce(ctx, { shopId: shop.shopId, actor: "staff:1" })).toMatchObject({
      reason: "no-such-store",
    });
  });

  it("is not prevented by a store out of reach: it says what remained, and connecting again takes it back", async () => {
    const shop = await withCoupon();
    const before = await balance();
    store.mood.answers = "dropped";
    const outcome = await disconnectWoocommerce(ctx, { shopId: shop.shopId, actor: "staff:1" });
    expect(outcome).toEqual({ done: true, value: { coupons: 1, webhooks: true, plugin: true } });
    // The code lives, so its points are not given back yet (law 5).
    expect(await balance()).toBe(before);
    store.mood.answers = "well";
    await connected();
    await workOff(shop.shopId);
    expect([await stateOfClaim(), (await balance()) ?? 0]).toEqual(["released", (before ?? 0) + 500]);
    expect(store.coupons).toEqual([]);
  }, 60_000);
});
