/**
 * Webhook intake on the built app in front of a durable PostgreSQL: deliveries that are stored, against two that are verified on the same bytes and answered with an empty 200: by a
 * route as the framework serves it, and at the very same door. In turns, 64 connections, senders and database on the same machine.
 */
import type { LoadResult } from "autocannon";
import { sqlOf } from "../db/transaction";
import { startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import {
  against,
  domain,
  emptyRoute,
  figures,
  freshName,
  freshOrder,
  goal,
  load,
  nothingLost,
  secret,
  shopifyDelivery,
  storedNowhere,
} from "./delivery-load";
import { servedApp } from "./served-app";

export const name = "intake";

/** In the whole measurement one minute of each, otherwise a few shorter turns. */
const plan = { seconds: 10, rounds: 3 };
const wholePlan = { seconds: 60, rounds: 1 };
const warmUpSeconds = 5;

const stored = shopifyDelivery(freshOrder);

export async function run({ whole = false } = {}) {
  const { seconds, rounds } = whole ? wholePlan : plan;
  const server = await startPostgres({ durable: true });
  const db = await server.freshDatabase({ poolSize: 2 });
  const shop = await installTestShop(testContext(db), domain);
  const app = await servedApp(db.url, secret);
  // The first round warms the process up; its rows count, its rate does not.
  const warmUp = await load(app, warmUpSeconds, stored);
  await load(app, warmUpSeconds, storedNowhere);
  await load(app, warmUpSeconds, emptyRoute);
  const ours: LoadResult[] = [];
  const known: LoadResult[] = [];
  const empty: LoadResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await load(app, seconds, emptyRoute));
    known.push(await load(app, seconds, storedNowhere));
    ours.push(await load(app, seconds, stored));
  }
  await app.stop();
  const [rows] = await sqlOf(db).query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "inbox" WHERE "shopId" = $1 AND "deliveryId" LIKE $2`,
    [shop.shopId, `${freshName}-%`],
  );
  await db.close();
  await server.stop();
  const issue = against("stored against the empty verified route", ours, empty);
  const door = against("stored against the same door, stored nowhere", ours, known);
  return [
    ...figures("stored", ours),
    ...figures("empty verified route", empty),
    ...figures("the same door, stored nowhere", known),
    goal(issue.rate, 0.8),
    goal(issue.p99, 0.8),
    door.rate,
    door.p99,
    ...nothingLost([warmUp, ...ours], rows?.count ?? 0, [...ours, ...empty, ...known]),
  ];
}
