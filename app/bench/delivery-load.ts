/** Deliveries of both platforms as measurements send them: signed, many at once, each under a name of its own; and what came of it, in medians. */
import { createHmac } from "node:crypto";
import autocannon, { type LoadRequest, type LoadResult } from "autocannon";
import type { AppServer } from "../testing/app-server";
import { orderOfThree } from "./order-of-three";
import { median } from "./quantiles";

export const secret = "bench-secret";
export const domain = "bench.myshopify.com";
export const connections = 64;
/** On a machine that is busy with something else a delivery may wait long, and is not lost for it. */
const patienceSeconds = 60;

export type Next = (base: LoadRequest) => LoadRequest;

let deliveries = 0;
/** What the names of deliveries begin with that are to be stored. */
export const freshName = "fresh";

/** Digits that occur nowhere else in an order. One order is made, and each delivery carries its own number in a copy of it: making each would take the sender longer than the app takes to store it. */
const pattern = 6_111_111_111_117;
const between = orderOfThree({ id: pattern, customer: 501 }).split(String(pattern));

/** Every order is another, because a body that was seen is known and not stored again. */
export function freshOrder(): string {
  deliveries += 1;
  return between.join(String(6_200_000_000_000 + deliveries));
}

const known = between.join("6100000000000");
export const sameOrder = (): string => known;

const sign = (body: string) => createHmac("sha256", secret).update(body).digest("base64");

export const shopifyDelivery =
  (bodyOf: () => string, path = "/webhooks/orders/paid"): Next =>
  (base) => {
    const body = bodyOf();
    deliveries += 1;
    const headers = {
      "Content-Type": "application/json",
      "X-Shopify-Topic": "orders/paid",
      "X-Shopify-Shop-Domain": domain,
      "X-Shopify-Hmac-Sha256": sign(body),
      "X-Shopify-Webhook-Id": `${bodyOf === sameOrder ? "again" : freshName}-${deliveries}`,
      "X-Shopify-Triggered-At": "2026-11-01T10:00:00.000Z",
      "X-Shopify-API-Version": "2026-07",
    };
    return { ...base, method: "POST", path, body, headers };
  };

export const woocommerceDelivery =
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

/** One body again and again, at the same door: verified like any other, known, answered 200, stored nowhere. */
export const storedNowhere = shopifyDelivery(sameOrder);

/**
 * The same as a route of the framework answers it: an address with a slash at its end is no door of its own, so that the request goes the way of all requests to the same action. It
 * verifies the same bytes, answers an empty 200 and stores nothing.
 */
export const emptyRoute = shopifyDelivery(sameOrder, "/webhooks/orders/paid/");

export const load = (app: AppServer, seconds: number, next: Next): Promise<LoadResult> =>
  autocannon({
    url: app.url,
    connections,
    duration: seconds,
    timeout: patienceSeconds,
    requests: [{ setupRequest: next }],
  });

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

export const rate = (results: readonly LoadResult[]) => median(results.map((one) => one.requests.average));
export const p50 = (results: readonly LoadResult[]) => median(results.map((one) => one.latency.p50));
export const p99 = (results: readonly LoadResult[]) => median(results.map((one) => one.latency.p99));
export const accepted = (results: readonly LoadResult[]) => sum(results.map((one) => one["2xx"]));
export const refused = (results: readonly LoadResult[]) => sum(results.map((one) => one.non2xx + one.errors));

/** Rate and latency of a measurement, as the closing table prints them. */
export const figures = (what: string, results: readonly LoadResult[]) => [
  { what: `${what}, p99`, rate: rate(results), ms: p99(results) },
  { what: `${what}, p50`, ms: p50(results) },
];

/** Ours against another, both ways: above 1 is better than it. */
export function against(what: string, ours: readonly LoadResult[], others: readonly LoadResult[]) {
  return {
    rate: { what: `rate: ${what}`, ratio: rate(ours) / rate(others) },
    p99: { what: `p99: ${what}`, ratio: p99(others) / p99(ours) },
  };
}

export const goal = <Row extends { readonly ratio: number }>(row: Row, least: number) => ({
  ...row,
  goal: `≥ ${least}`,
  holds: row.ratio >= least,
});

/** Nothing that was answered 200 may be missing, and nothing may be refused. */
export function nothingLost(
  taken: readonly LoadResult[],
  rows: number,
  all: readonly LoadResult[],
): readonly object[] {
  const missing = Math.max(0, accepted(taken) - rows);
  return [
    { what: "answered 200 but not in the inbox", rate: missing, goal: 0, holds: missing === 0 },
    { what: "not answered 200", rate: refused(all), goal: 0, holds: refused(all) === 0 },
  ];
}
