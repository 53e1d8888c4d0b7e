/** A store that switched our webhooks off, lost them, or signs with another secret is mended, once, and the merchant is told. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { countOddities, readWatch } from "../db/store-watches";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { freshDatabase } from "../testing/database";
import { type PlayedWoocommerce, playWoocommerce } from "../testing/played-woocommerce";
import { type TestContext, testContext } from "../testing/service-context";
import { type ConnectedShop, connectedShop, secretsOf } from "../testing/woocommerce-shop";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { sweepStore } from "./sweep-store";
import { watchWebhooks } from "./watch-webhooks";

let db: Database;
let ctx: TestContext;
let store: PlayedWoocommerce;
let shop: ConnectedShop;

beforeEach(async () => {
  db = await freshDatabase();
  store = await playWoocommerce();
  const base = testContext(db, { at: Date.now() });
  ctx = { ...base, storeFor: (shopId) => woocommerceStoreOf(ctx, shopId) };
  shop = await connectedShop(ctx, { storeUrl: store.url });
  const { shopId } = shop.shop;
  await saveConnection(sqlOf(db), ctx.cipher, {
    shopId,
    storeUrl: store.url,
    doorId: `door${shopId}`,
    deliverTo: "https://vafa.test",
    signing: "oauth",
    secrets: { ...secretsOf("x"), ...store.keys, webhookSecret: "wh-secret-1" },
    at: new Date(ctx.now()),
  });
});
afterEach(async () => {
  await store.close();
  await db.close();
});

const look = () => watchWebhooks(ctx, shop.shop.shopId);
const watch = () => readWatch(sqlOf(db), shop.shop.shopId);
const trail = () =>
  sqlOf(db).query(
    `SELECT "action", "details" FROM "audit_events" WHERE "action" = 'webhooks-mended' ORDER BY "id"`,
  );
const topics = () => store.webhooks.map(({ topic }) => String(topic)).sort();
const first = () => {
  const [webhook] = store.webhooks;
  if (!webhook) throw new Error("the store has no webhook");
  return webhook;
};

describe("the webhooks of a store", () => {
  it("are made once, and what is right already is left alone and told to nobody", async () => {
    expect((await look())?.created).toHaveLength(7);
    const asked = store.asked.length;
    expect(await look()).toMatchObject({ created: [], enabled: [] });
    expect(store.asked.slice(asked).filter((one) => !one.startsWith("GET"))).toEqual([]);
    expect(new Set(topics()).size).toBe(7);
    expect(store.webhooks).toHaveLength(7);
    expect(store.webhooks[0]).toMatchObject({
      delivery_url: `https://vafa.test/webhooks/woocommerce/${shop.door}`,
      status: "active",
      secret: "wh-secret-1",
    });
    expect(await trail()).toEqual([]);
    expect(await watch()).toMatchObject({ webhooksEnabled: 0, webhooksRemade: 0, lastMendedAt: null });
  });

  it("that were switched off or deleted are there again, and the merchant is told", async () => {
    await look();
    first().status = "disabled";
    store.webhooks.pop();
    await look();
    expect(store.webhooks.every(({ status }) => status === "active")).toBe(true);
    expect(store.webhooks).toHaveLength(7);
    expect(await trail()).toEqual([{ action: "webhooks-mended", details: { enabled: 1, remade: 1 } }]);
    expect(await watch()).toMatchObject({ webhooksEnabled: 1, webhooksRemade: 1 });
  });

  it("that sign with another secret are made anew, but not because a stranger knocked", async () => {
    await look();
    const removed = () => store.asked.filter((one) => one.startsWith("DELETE")).length;
    const { shopId } = shop.shop;
    const refuse = () =>
      countOddities(sqlOf(db), [{ shopId, kind: "refused", code: null, at: new Date(ctx.now()) }]);
    ctx.pass(60_000);
    await refuse();
    await sqlOf(db).query(
      `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt", "receivedAt") VALUES ($1, 'order.updated', 'd', '{}', now(), $2)`,
      [shopId, new Date(ctx.now() + 1_000)],
    );
    ctx.pass(60_000);
    await look();
    expect(removed()).toBe(0);
    ctx.pass(60_000);
    await refuse();
    ctx.pass(60_000);
    await look();
    expect(store.webhooks).toHaveLength(7);
    expect(removed()).toBe(7);
  });

  it("are looked after with every sweep, also where the sweep finds nothing", async () => {
    expect(await sweepStore(ctx, shop.shop.shopId)).toMatchObject({ found: 0, webhooks: { enabled: [] } });
    first().status = "paused";
    expect((await sweepStore(ctx, shop.shop.shopId)).webhooks?.enabled).toHaveLength(1);
    expect((await watch())?.sweptAt).toEqual(new Date(ctx.now()));
  });
});
