/**
 * The door of a WooCommerce shop beside Shopify's, on one built app in front of a durable PostgreSQL and in turns: deliveries of the same bytes that are stored, and a state that
 * comes again and again. Its signature, its name and its way back into line must not make it the slower door.
 */
import { createHmac } from "node:crypto";
import autocannon, { type LoadRequest, type LoadResult } from "autocannon";
import { createCipher } from "../db/encryption";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { orderPayload } from "../testing/order-payload";
import { startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import { connectedShop, secretsOf } from "../testing/woocommerce-shop";
import { servedApp, servedKey } from "./served-app";

export const name = "woocommerce-intake";

const secret = "bench-secret";
const domain = "bench.myshopify.com";
const connections = 32;
const seconds = 5;
const rounds = 3;

let deliveries = 0;
const fresh = (): string => {
  deliveries += 1;
  return orderPayload({ id: 1_000 + deliveries });
};
const sign = (body: string) => createHmac("sha256", secret).update(body).digest("base64");

type Next = (base: LoadRequest) => LoadRequest;

const shopify: Next = (base) => {
  const body = fresh();
  const headers = {
    "Content-Type": "application/json",
    "X-Shopify-Topic": "orders/paid",
    "X-Shopify-Shop-Domain": domain,
    "X-Shopify-Hmac-Sha256": sign(body),
    "X-Shopify-Webhook-Id": `delivery-${deliveries}`,
    "X-Shopify-Triggered-At": "2026-11-01T10:00:00.000Z",
    "X-Shopify-API-Version": "2026-07",
  };
  return { ...base, method: "POST", path: "/webhooks/orders/paid", body, headers };
};

const woocommerce =
  (door: string, bodyOf: () => string): Next =>
  (base) => {
    const body = bodyOf();
    const headers = {
      "Content-Type": "application/json",
      "X-WC-Webhook-Topic": "order.updated",
      "X-WC-Webhook-Signature": sign(body),
      "X-WC-Webhook-ID": "7",
      "X-WC-Webhook-Delivery-ID": "not-unique",
    };
    return { ...base, method: "POST", path: `/webhooks/woocommerce/${door}`, body, headers };
  };

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function run() {
  const server = await startPostgres({ durable: true });
  const db = await server.freshDatabase({ poolSize: 2 });
  const ctx = testContext(db);
  await installTestShop(ctx, domain);
  const { shop, door } = await connectedShop(ctx);
  await saveConnection(sqlOf(db), createCipher(servedKey), {
    shopId: shop.shopId,
    storeUrl: "https://shop.example",
    doorId: `door${shop.shopId}`,
    deliverTo: "https://bench.example",
    signing: "basic",
    secrets: { ...secretsOf("bench"), webhookSecret: secret },
    at: new Date(),
  });
  const app = await servedApp(db.url, secret);
  const load = (next: Next): Promise<LoadResult> =>
    autocannon({ url: app.url, connections, duration: seconds, requests: [{ setupRequest: next }] });
  const again = orderPayload({ id: 1 });
  const theirs: LoadResult[] = [];
  const ours: LoadResult[] = [];
  const repeated: LoadResult[] = [];
  // The first round warms the process up.
  const warmUp = [await load(shopify), await load(woocommerce(door, fresh))];
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await load(shopify));
    ours.push(await load(woocommerce(door, fresh)));
    repeated.push(await load(woocommerce(door, () => again)));
  }
  await app.stop();
  const [rows] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "inbox" WHERE "shopId" = $1`,
    [shop.shopId],
  );
  await db.close();
  await server.stop();
  const all = [...warmUp, ...theirs, ...ours, ...repeated];
  const refused = all.reduce((sum, one) => sum + one.non2xx + one.errors + one.timeouts, 0);
  const accepted = [warmUp[1], ...ours].reduce((sum, one) => sum + (one?.["2xx"] ?? 0), 0);
  const rate = (results: readonly LoadResult[]) => median(results.map((one) => one.requests.average));
  const p99 = (results: readonly LoadResult[]) => median(results.map((one) => one.latency.p99));
  const ratio = rate(ours) / rate(theirs);
  const repeatedRatio = rate(repeated) / rate(theirs);
  return [
    { what: "Shopify's deliveries stored", rate: rate(theirs), ms: p99(theirs) },
    { what: "WooCommerce's deliveries stored", rate: rate(ours), ms: p99(ours) },
    { what: "one state of an order, again and again", rate: rate(repeated), ms: p99(repeated) },
    { what: "WooCommerce's door against Shopify's", ratio, goal: "≥ 0.9", holds: ratio >= 0.9 },
    {
      what: "the same, told again and again",
      ratio: repeatedRatio,
      goal: "≥ 0.6",
      holds: repeatedRatio >= 0.6,
    },
    {
      what: "answered 200 but not in the inbox",
      rate: Math.max(0, accepted - (rows?.count ?? 0)),
      goal: 0,
      holds: accepted <= (rows?.count ?? 0),
    },
    { what: "not answered 200", rate: refused, goal: 0, holds: refused === 0 },
  ];
}
