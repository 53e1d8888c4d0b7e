/**
 * Webhook intake on the built app in front of a durable PostgreSQL: deliveries that are stored, against deliveries that the same server answers with an empty
 * 200 right after verifying them (one body again and again, which its memory knows). Same route, same body, in turns.
 */
import { createHmac } from "node:crypto";
import autocannon, { type LoadRequest, type LoadResult } from "autocannon";
import { sqlOf } from "../db/transaction";
import type { AppServer } from "../testing/app-server";
import { orderPayload } from "../testing/order-payload";
import { startPostgres } from "../testing/postgres";
import { installTestShop, testContext } from "../testing/service-context";
import { servedApp } from "./served-app";

export const name = "intake";

const secret = "bench-secret";
const domain = "bench.myshopify.com";
const connections = 64;
/** In the whole measurement one minute of each, otherwise a few shorter turns. */
const plan = { seconds: 10, rounds: 3 };
const wholePlan = { seconds: 60, rounds: 1 };
const warmUpSeconds = 5;
/** On a machine that is busy with something else a delivery may wait long, and is not lost for it. */
const patienceSeconds = 60;

let deliveries = 0;

interface Signed {
  readonly body: string;
  readonly signature: string;
}

/** Every delivery has a body of its own, because a body that was seen is known and not stored again. */
function signed(id: number): Signed {
  const body = orderPayload({ id });
  return { body, signature: createHmac("sha256", secret).update(body).digest("base64") };
}

const known = signed(1);

function request(base: LoadRequest, { body, signature }: Signed, deliveryId: string): LoadRequest {
  return {
    ...base,
    method: "POST",
    path: "/webhooks/orders/paid",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": "orders/paid",
      "X-Shopify-Shop-Domain": domain,
      "X-Shopify-Hmac-Sha256": signature,
      "X-Shopify-Webhook-Id": deliveryId,
      "X-Shopify-Triggered-At": "2026-11-01T10:00:00.000Z",
      "X-Shopify-API-Version": "2026-07",
    },
  };
}

function load(
  app: AppServer,
  seconds: number,
  next: (base: LoadRequest) => LoadRequest,
): Promise<LoadResult> {
  return autocannon({
    url: app.url,
    connections,
    duration: seconds,
    timeout: patienceSeconds,
    requests: [{ setupRequest: next }],
  });
}

const stored = (app: AppServer, seconds: number) =>
  load(app, seconds, (base) => {
    deliveries += 1;
    return request(base, signed(1_000 + deliveries), `delivery-${deliveries}`);
  });

/** One body under ever new names: verified, known, answered. */
const answered = (app: AppServer, seconds: number) =>
  load(app, seconds, (base) => {
    deliveries += 1;
    return request(base, known, `delivery-${deliveries}`);
  });

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function run({ whole = false } = {}) {
  const { seconds, rounds } = whole ? wholePlan : plan;
  const server = await startPostgres({ durable: true });
  const db = await server.freshDatabase({ poolSize: 2 });
  await installTestShop(testContext(db), domain);
  const app = await servedApp(db.url, secret);
  const empty: LoadResult[] = [];
  // The first round warms the process up; its rows count, its rate does not.
  const intake: LoadResult[] = [];
  const warmUp = await stored(app, warmUpSeconds);
  await answered(app, warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await answered(app, seconds));
    intake.push(await stored(app, seconds));
  }
  await app.stop();
  const [rows] = await sqlOf(db).query<{ count: number }>(`SELECT count(*)::int AS "count" FROM "inbox"`);
  await db.close();
  await server.stop();
  const refused = [...intake, ...empty].reduce((sum, one) => sum + one.non2xx + one.errors, 0);
  const accepted = [warmUp, ...intake].reduce((sum, one) => sum + one["2xx"], 0);
  const rate = (results: readonly LoadResult[]) => median(results.map((one) => one.requests.average));
  const p99 = (results: readonly LoadResult[]) => median(results.map((one) => one.latency.p99));
  const ratio = rate(intake) / rate(empty);
  const slower = p99(empty) / p99(intake);
  return [
    { what: `deliveries stored, ${connections} connections, p99`, rate: rate(intake), ms: p99(intake) },
    { what: "deliveries verified and answered with an empty 200, p99", rate: rate(empty), ms: p99(empty) },
    { what: "stored against answered", ratio, goal: "≥ 0.8", holds: ratio >= 0.8 },
    { what: "p99 answered against stored", ratio: slower, goal: "≥ 0.8", holds: slower >= 0.8 },
    {
      what: "answered 200 but not in the inbox",
      rate: Math.max(0, accepted - (rows?.count ?? 0)),
      goal: 0,
      holds: accepted <= (rows?.count ?? 0),
    },
    { what: "not answered 200", rate: refused, goal: 0, holds: refused === 0 },
  ];
}
