/**
 * What is attacked: four shops in one database, two of each platform, each with staff, a customer, orders, a redemption, keys and secrets of its own, and a row in every
 * table that belongs to a shop, also in tables that were added after this was written.
 */
import { randomUUID } from "node:crypto";
import { item } from "../../../woocommerce-bridge/src/testing/plain-order";
import { apiScopes } from "../../contract/public-api";
import { findShop, type ShopRow } from "../../db/shops";
import { type Sql, sqlOf } from "../../db/transaction";
import { saveConnection } from "../../db/woocommerce-connections";
import { log } from "../../log.server";
import { customerId } from "../../loyalty/brand";
import { currency } from "../../loyalty/money";
import { createApiKey } from "../../services/api-keys";
import type { ServiceContext } from "../../services/context";
import { installShop } from "../../services/install-shop";
import { reserveRedemption } from "../../services/reserve-redemption";
import { setServices } from "../../services/running.server";
import { orderPayload } from "../../testing/order-payload";
import { type PluginShop, pluginOf } from "../../testing/plugin-tokens";
import { deliver, installTestShop, workOff } from "../../testing/service-context";
import { storeThat } from "../../testing/store-that";
import { plainOrder } from "../../testing/woocommerce-shop";
import { APP_URL, type BootedApp, bootApp } from "../shopify-doors";
import { fillTables } from "./fill-tables";
import { openSessions } from "./sessions";
import { type WholeApp, wholeApp } from "./whole-app";

/** One shop with everything that opens its doors. */
export interface Party {
  readonly name: string;
  readonly shop: ShopRow;
  readonly customer: string;
  readonly order: string;
  readonly member: string;
  readonly redemption: string;
  readonly apiKey: string;
  readonly staffId: string;
  /** Of a WooCommerce shop: what its plugin signs, and the door that its store delivers to. */
  readonly woo: { readonly plugin: PluginShop; readonly door: string; readonly webhookSecret: string } | null;
}

export interface Ground {
  readonly app: BootedApp;
  readonly whole: WholeApp;
  readonly sql: Sql;
  readonly parties: readonly Party[];
  party(name: string): Party;
  close(): Promise<void>;
}

/** A store that takes whatever it is told and knows of nothing: nobody leaves this process. */
const mute = storeThat({
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
  pushTierDiscounts: async () => {},
  changeTags: async () => {},
  killCode: async () => ({ used: false }), // a shopper who releases a claim waits for it
  readCollections: async () => new Map(),
  searchCatalogue: async () => [],
  describeCatalogue: async () => [],
  fetchOrder: async () => null,
});

interface Cast {
  readonly name: string;
  readonly customer: string;
  readonly order: number;
  readonly staffId: string;
}

/** Five hundred euros of goods: points enough for a claim. */
const goods = item(1, "500.00", "500.00", ["95.00", "95.00"]);
const largeOrder = { line_items: [goods], total: "600.95", total_tax: "95.95" };

/** A member with points, an order and a claim that is open. */
async function live(ctx: ServiceContext, shop: ShopRow, cast: Cast) {
  const order = Number(cast.order);
  const ofShopify = { id: order, customer: Number(cast.customer), price: "200.00" };
  const ofWoo = plainOrder({ id: order, customer_id: Number(cast.customer), ...largeOrder });
  const woo = shop.platform === "woocommerce";
  const payload = woo ? JSON.stringify(ofWoo) : orderPayload(ofShopify);
  await deliver(ctx, shop, [payload], woo ? "order.updated" : "orders/updated");
  await workOff(ctx, shop);
  const wish = {
    shopId: shop.shopId,
    customerId: customerId(cast.customer),
    rewardId: "slider",
    points: 200,
  };
  const reserved = await reserveRedemption(ctx, { ...wish, key: randomUUID(), channel: "proxy" });
  if (!reserved.done) throw new Error(`${cast.name}: ${reserved.reason}`);
  await sqlOf(ctx.db).query(`UPDATE "member_profiles" SET "name" = $2 WHERE "shopId" = $1`, [
    shop.shopId,
    `canary person of ${cast.name}`,
  ]);
  const made = await createApiKey(ctx, {
    shopId: shop.shopId,
    name: `key of ${cast.name}`,
    scopes: apiScopes,
    actor: "staff:1",
  });
  if (!made.done) throw new Error(made.reason);
  const { memberId, redemptionId } = reserved.value;
  return { member: String(memberId), redemption: String(redemptionId), apiKey: made.value.key };
}

async function shopifyParty(app: BootedApp, cast: Cast): Promise<Party> {
  const shop = await installTestShop(app.ctx, `${cast.name}.myshopify.com`);
  await openSessions(app, shop, cast.staffId);
  const { name, customer, staffId } = cast;
  return {
    name,
    customer,
    staffId,
    order: String(cast.order),
    shop,
    ...(await live(app.ctx, shop, cast)),
    woo: null,
  };
}

async function wooParty({ ctx }: BootedApp, cast: Cast): Promise<Party> {
  const { name, customer, staffId } = cast;
  // Nothing listens there: whoever is led to ask the store is refused at once, on this machine.
  const storeUrl = `http://127.0.0.1:9/${name}`;
  const shop = await installShop(ctx, {
    platform: "woocommerce",
    domain: `127.0.0.1:9/${name}`,
    name: `Store ${name}`,
    currency: currency("EUR"),
    timeZone: "Europe/Berlin",
    locale: "en",
    scopes: "",
  });
  const [pluginSecret, webhookSecret] = [
    `plugin_canary_${name}_0123456789`,
    `webhook_canary_${name}_0123456789`,
  ];
  const keys = { consumerKey: `ck_canary_${name}`, consumerSecret: `cs_canary_${name}` };
  await saveConnection(sqlOf(ctx.db), ctx.cipher, {
    shopId: shop.shopId,
    storeUrl,
    doorId: `door${shop.shopId}`,
    deliverTo: "https://vafa.test",
    signing: "basic",
    secrets: { ...keys, webhookSecret, pluginSecret },
    at: new Date(ctx.now()),
  });
  const plugin = pluginOf(shop, { storeUrl, secret: pluginSecret }, ctx.now);
  const woo = { plugin, door: `${shop.shopId}-door${shop.shopId}`, webhookSecret };
  return { name, customer, staffId, order: String(cast.order), shop, ...(await live(ctx, shop, cast)), woo };
}

export async function layGround(): Promise<Ground> {
  const app = await bootApp(mute);
  // As in production: no store is on a private address; and what services log is heard (fuzz.ts).
  setServices({ ...app.ctx, log, woocommerce: { appUrl: APP_URL, allowPrivate: false } });
  const sql = sqlOf(app.db);
  const parties = [
    await shopifyParty(app, {
      name: "robbed-one",
      customer: "7000000001",
      order: 8_000_000_001,
      staffId: "91",
    }),
    await shopifyParty(app, {
      name: "robber-one",
      customer: "7000000002",
      order: 8_000_000_002,
      staffId: "92",
    }),
    await wooParty(app, { name: "robbed-two", customer: "7001", order: 8001, staffId: "7" }),
    await wooParty(app, { name: "robber-two", customer: "7002", order: 8002, staffId: "7" }),
  ];
  // Of the robbed only: who robs sees their own pages, and rows made by types alone are not what pages show.
  for (const { name, shop, member } of parties)
    if (name.startsWith("robbed")) await fillTables(sql, { shopId: shop.shopId, member });
  const fresh = await Promise.all(
    parties.map(async (party) => ({
      ...party,
      shop: (await findShop(sql, party.shop.shopId)) ?? party.shop,
    })),
  );
  return {
    app,
    whole: await wholeApp(),
    sql,
    parties: fresh,
    party(name) {
      const found = fresh.find((each) => each.name === name);
      if (!found) throw new Error(`there is no shop ${name} on this ground`);
      return found;
    },
    close: () => app.close(),
  };
}
