/** What operators watch: only with their token, with the state of the database at that moment, and no shop's name or number in any label. */
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "../db/database";
import { customerId } from "../loyalty/brand";
import { observeRequest, registry } from "../metrics.server";
import { loader } from "../routes/metrics";
import { reserveRedemption } from "../services/reserve-redemption";
import { setServices } from "../services/running.server";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";

let db: Database;
let ctx: TestContext;
const token = "an-operator-s-own-token";

beforeAll(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  setServices(ctx);
});
beforeEach(() => void vi.stubEnv("METRICS_TOKEN", token));
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  setServices(null);
  await db.close();
});

const ask = (authorization?: string) =>
  loader({
    request: new Request("http://localhost/metrics", {
      headers: authorization ? { Authorization: authorization } : {},
    }),
    params: {},
    context: {},
  });

/** name{labels} → value */
async function values(): Promise<Map<string, number>> {
  const answer = await ask(`Bearer ${token}`);
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

test("the operator's page names every measurement there is, and no other", async () => {
  const page = readFileSync("docs/operations.md", "utf8");
  const shown = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  const text = await (await ask(`Bearer ${token}`)).text();
  const named = new Set([...text.matchAll(/^# TYPE (vafa_\w+)/gm)].map(([, name]) => name));
  for (const name of shown) if (name.startsWith("vafa_")) named.add(name);
  expect([...named].sort()).toEqual([...new Set(page.match(/vafa_\w+/g))].sort());
});

test("nobody looks without the token, and there is nothing to see where none is set", async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask("Bearer wrong-token-of-another")).status).toBe(401);
  expect((await ask(`Basic ${token}`)).status).toBe(401);
  vi.stubEnv("METRICS_TOKEN", "");
  expect((await ask(`Bearer ${token}`)).status).toBe(404);
});

test("a token that is short enough to be guessed is refused at once", async () => {
  vi.stubEnv("METRICS_TOKEN", "short");
  await expect(ask("Bearer short")).rejects.toThrow("16 characters");
});

test("an order's way can be watched: received, waiting, handled, posted, and the claim that holds its points", async () => {
  const before = await values();
  const shop = await installTestShop(ctx, "watched.myshopify.com");
  await deliver(ctx, shop, [orderPayload({ id: 1, customer: 11, price: "100.00" }), "not an order"]);
  ctx.pass(90_000);
  const waiting = await values();
  expect(waiting.get("vafa_inbox_waiting")).toBe(2);
  expect(waiting.get("vafa_inbox_oldest_seconds")).toBeGreaterThanOrEqual(0);
  await workOff(ctx, shop);
  const asked = { customerId: customerId("11"), rewardId: "slider", points: 100, key: "watch-key" } as const;
  const made = await reserveRedemption(ctx, { shopId: shop.shopId, ...asked, channel: "proxy" });
  expect(made.done).toBe(true);
  ctx.pass(400 * 86_400_000);
  const after = await values();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grown('vafa_events_received_total{result="stored"}')).toBe(2);
  expect(grown('vafa_events_handled_total{result="done"}')).toBe(1);
  expect(grown('vafa_events_handled_total{result="parked"}')).toBe(1);
  expect(grown('vafa_ledger_entries_total{kind="earn"}')).toBe(1);
  expect(grown('vafa_ledger_entries_total{kind="redeem"}')).toBe(1);
  expect(after.get("vafa_inbox_waiting")).toBe(0);
  expect(after.get("vafa_inbox_parked")).toBe(1);
  expect(after.get("vafa_redemptions_open")).toBe(1);
  expect(after.get("vafa_redemptions_overdue")).toBe(1);
  expect(after.get("vafa_ledger_faults")).toBe(0);
});

test("a stranger's paths and methods make no label of their own", async () => {
  const odd = (index: number) => ({
    method: `M${index}`,
    path: `/shop-${index}/x`,
    status: 404,
    seconds: 0.01,
  });
  for (let index = 0; index < 50; index += 1) observeRequest(odd(index));
  observeRequest({ method: "POST", path: "/webhooks/orders/paid", status: 200, seconds: 0.002 });
  observeRequest({ method: "GET", path: "/app/members/17?name=Emma", status: 200, seconds: 0.2 });
  const names = [...(await values()).keys()].filter((name) =>
    name.startsWith("vafa_http_request_seconds_count"),
  );
  expect(names.sort()).toEqual([
    'vafa_http_request_seconds_count{method="GET",door="app",status="2xx"}',
    'vafa_http_request_seconds_count{method="POST",door="webhooks/orders",status="2xx"}',
    'vafa_http_request_seconds_count{method="other",door="other",status="4xx"}',
  ]);
});
