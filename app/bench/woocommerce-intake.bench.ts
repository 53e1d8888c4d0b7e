/**
 * The door of a WooCommerce shop beside Shopify's and beside an empty verified route, on one built app in front of a durable PostgreSQL and in turns: deliveries of the same bytes that
 * are stored, and a state that comes again and again. Its signature, its name and its way back into line must not make it the slower door.
 */
import type { LoadResult } from "autocannon";
import { createCipher } from "../db/encryption";
import { sqlOf } from "../db/transaction";
import { saveConnection } from "../db/woocommerce-connections";
import { startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import { connectedShop, secretsOf } from "../testing/woocommerce-shop";
import {
  against,
  domain,
  emptyRoute,
  figures,
  freshOrder,
  goal,
  load,
  nothingLost,
  sameOrder,
  secret,
  shopifyDelivery,
  woocommerceDelivery,
} from "./delivery-load";
import { servedApp, servedKey } from "./served-app";

export const name = "woocommerce-intake";

const seconds = 6;
const rounds = 3;

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
  const sent = {
    theirs: shopifyDelivery(freshOrder),
    ours: woocommerceDelivery(door, freshOrder),
    repeated: woocommerceDelivery(door, sameOrder),
    empty: emptyRoute,
  };
  const results: Record<keyof typeof sent, LoadResult[]> = { theirs: [], ours: [], repeated: [], empty: [] };
  // The first round warms the process up.
  const warmUp = [await load(app, seconds, sent.theirs), await load(app, seconds, sent.ours)];
  for (let round = 0; round < rounds; round += 1) {
    results.theirs.push(await load(app, seconds, sent.theirs));
    results.ours.push(await load(app, seconds, sent.ours));
    results.repeated.push(await load(app, seconds, sent.repeated));
    results.empty.push(await load(app, seconds, sent.empty));
  }
  await app.stop();
  const [rows] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "inbox" WHERE "shopId" = $1`,
    [shop.shopId],
  );
  await db.close();
  await server.stop();
  const { theirs, ours, repeated, empty } = results;
  const issue = against("WooCommerce's door against the empty verified route", ours, empty);
  const taken = [...warmUp.slice(1), ...ours];
  return [
    ...figures("WooCommerce's deliveries stored", ours),
    ...figures("Shopify's deliveries stored", theirs),
    ...figures("one state of an order, again and again", repeated),
    ...figures("empty verified route", empty),
    goal(issue.rate, 0.8),
    goal(issue.p99, 0.8),
    goal(against("WooCommerce's door against Shopify's", ours, theirs).rate, 0.8),
    goal(against("the same, told again and again", repeated, theirs).rate, 0.6),
    // The one that comes again and again is a row too.
    ...nothingLost(taken, (rows?.count ?? 0) - 1, [...warmUp, ...theirs, ...ours, ...repeated, ...empty]),
  ];
}
