/**
 * A WooCommerce store that does everything wrong (issue 4, point 4): the merchant is shown a clear state, other shops go on, nothing is lost, and no key or secret is in any log,
 * in any row that is read aloud, or in any error.
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlOf } from "../db/transaction";
import { findConnection } from "../db/woocommerce-connections";
import { instant } from "../loyalty/brand";
import { auditOrders } from "../services/audit-orders";
import { checkWoocommerce } from "../services/check-woocommerce";
import { importProgress, startImport } from "../services/import-orders";
import { sweepStore } from "../services/sweep-store";
import { type Answerer, honest, listOf, refusal, tinyStore } from "../testing/tiny-store";
import { type OrderBody, plainOrder, secretsOf } from "../testing/woocommerce-shop";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { type HostileGround, hostileGround, misspeaking, refused, unreachable, well } from "./hostile-ground";
import { sendDelivery } from "./woocommerce-doors";

let ground: HostileGround;
beforeAll(async () => {
  ground = await hostileGround();
});
afterAll(() => ground.close());

/** What was sent to us, back to us: the worst that a store's complaint can hold. */
const echo: Answerer = (url, request) => ({
  status: 400,
  body: {
    code: "woocommerce_rest_invalid",
    message: `You said ${request.headers.authorization} at ${url.href}`,
  },
});

describe.concurrent("a store that", () => {
  test("answers after half a minute is out of reach, and nobody waits for it", { timeout: 120_000 }, () =>
    ground.comesThrough("Slow", () => ({ afterMs: 30_000 }), unreachable, 45_000),
  );

  test("never answers at all", { timeout: 120_000 }, () =>
    ground.comesThrough("Mute", () => "never", unreachable, 45_000),
  );

  test("hangs up", { timeout: 120_000 }, () =>
    ground.comesThrough("Rude", () => "hang up", unreachable, 45_000),
  );

  test("fails", { timeout: 120_000 }, () =>
    ground.comesThrough("Broken", () => ({ status: 500, body: "<h1>Fatal error</h1>" }), unreachable),
  );

  test("answers with a page instead of data", { timeout: 120_000 }, () =>
    ground.comesThrough("Page", () => ({ body: "<html>Just a moment…</html>" }), misspeaking),
  );

  test("answers with a page that says 404", { timeout: 120_000 }, () =>
    ground.comesThrough("Lost", () => ({ status: 404, body: "<html>Not found</html>" }), misspeaking),
  );

  test("has WooCommerce switched off", { timeout: 120_000 }, () =>
    ground.comesThrough("Off", () => refusal(404, "rest_no_route"), misspeaking),
  );

  test("answers with more than any answer can be", { timeout: 120_000 }, () => {
    const huge = `[${'"x",'.repeat(10_000_000)}"x"]`;
    return ground.comesThrough("Huge", () => ({ body: huge }), unreachable, 45_000);
  });

  test("sends us into a private network is not followed", { timeout: 120_000 }, async () => {
    const inside = await tinyStore(() => ({ body: { id: 1 } }));
    const away: Answerer = (url) => ({ status: 302, headers: { Location: `${inside.url}${url.pathname}` } });
    await ground.comesThrough("Elsewhere", away, misspeaking);
    expect(inside.asked).toEqual([]);
    await inside.close();
  });

  test("has revoked our keys in the middle says so, and new keys lose nothing", { timeout: 120_000 }, () =>
    ground.comesThrough("Revoked", () => refusal(401, "woocommerce_rest_authentication_error"), refused),
  );
});

test("keys that are revoked in the middle of an import stop it where it is; let in again, it goes on", async () => {
  const shop = await ground.played("Importing");
  for (let index = 0; index < 5; index += 1) ground.order(shop, { date_modified_gmt: "2026-11-20T10:00:00" });
  shop.store.answers(() => refusal(401, "woocommerce_rest_authentication_error"));
  await startImport(ground.ctx, { shopId: shop.shop.shopId, days: 30, actor: "staff" });
  const progress = async () => (await importProgress(ground.ctx, { shopId: shop.shop.shopId }))?.state;
  await ground.reaches(progress, "failed");
  expect(await ground.stateOf(shop)).toEqual(refused);
  shop.store.answers(honest(shop.orders));
  await checkWoocommerce(ground.ctx, shop.shop.shopId);
  await ground.reaches(progress, "done");
  await ground.reaches(() => ground.points(shop), 5 * 250);
});

test("a store in production must not be at a private address, wherever its name leads today", async () => {
  const shop = await ground.played("Private");
  const production = { ...ground.ctx, woocommerce: { ...ground.ctx.woocommerce, allowPrivate: false } };
  const store = await woocommerceStoreOf(production, shop.shop.shopId);
  await expect(store.listChanged({ since: instant(0), cursor: null })).rejects.toThrow();
  expect(shop.store.asked).toEqual([]);
});

describe("a list that lies", () => {
  const endless =
    (orders: ReadonlyMap<number, OrderBody>, total: string): Answerer =>
    (url, request) =>
      /\/orders$/.test(url.pathname) ? listOf([...orders.values()], total) : honest(orders)(url, request);

  test("without an end is left, by the sweep and by the audit, and what it showed has arrived", {
    timeout: 120_000,
  }, async () => {
    const shop = await ground.played("Endless");
    ground.order(shop);
    shop.store.answers(endless(shop.orders, "999999999"));
    await expect(sweepStore(ground.ctx, shop.shop.shopId)).rejects.toThrow(/end/);
    await expect(auditOrders(ground.ctx, shop.shop.shopId)).rejects.toThrow(/end/);
    await ground.reaches(() => ground.points(shop), 250);
    expect((await findConnection(sqlOf(ground.db), shop.shop.shopId))?.auditCursor).toBeNull();
  });

  test.each([["0"], ["-7"], ["many"], ["1e9"]])(
    "about its length (%s) takes no points",
    { timeout: 120_000 },
    async (total) => {
      const shop = await ground.played(`Liar${total}`);
      for (let index = 0; index < 3; index += 1) await ground.tell(shop, ground.order(shop));
      await ground.reaches(() => ground.points(shop), 750);
      shop.store.answers(endless(shop.orders, total));
      await Promise.allSettled([
        sweepStore(ground.ctx, shop.shop.shopId),
        auditOrders(ground.ctx, shop.shop.shopId),
      ]);
      await pause(300);
      expect(await ground.points(shop)).toBe(750);
    },
  );

  test("by being empty all at once takes no points of a shop with many orders, and asks a person", {
    timeout: 120_000,
  }, async () => {
    const shop = await ground.played("Emptied");
    for (let index = 0; index < 60; index += 1)
      await ground.tell(shop, ground.order(shop, { date_created_gmt: "2026-11-20T10:00:00" }));
    await ground.reaches(() => ground.points(shop), 60 * 250, 40_000);
    shop.store.answers(honest(new Map()));
    expect(await auditOrders(ground.ctx, shop.shop.shopId)).toMatchObject({ state: "held", missing: 60 });
    await pause(300);
    expect(await ground.points(shop)).toBe(60 * 250);
  });
});

test("negative money, floats and sums beyond counting are parked with a reason, and no point moves", {
  timeout: 120_000,
}, async () => {
  const shop = await ground.played("Negative");
  const [line] = plainOrder().line_items;
  const wrong: Readonly<Record<string, unknown>>[] = [
    { total: "-65.45" },
    { line_items: [{ ...line, total: "-50.00" }] },
    { line_items: [{ ...line, quantity: -2 }] },
    { total: 65.45 },
    { total: "1e9" },
    { total: "99999999999999999999.00" },
    { currency: "€" },
  ];
  for (const changes of wrong) await ground.tell(shop, ground.order(shop, changes));
  for (const changes of wrong.slice(0, 2)) await ground.tellToAsk(shop, ground.order(shop, changes));
  const parked = async () =>
    (
      await sqlOf(ground.db).query<{ count: number }>(
        `SELECT count(*)::int AS "count" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked' AND "reason" IN ('malformed', 'negative-amount', 'inconsistent-amounts')`,
        [shop.shop.shopId],
      )
    )[0]?.count;
  await ground.reaches(parked, wrong.length + 2);
  expect(await ground.points(shop)).toBe(0);
  expect(await ground.stateOf(shop)).toEqual(well);
});

test("what a store says back to us brings no key into a log, a row or an error", {
  timeout: 120_000,
}, async () => {
  const shop = await ground.played("Echo");
  shop.store.answers(echo);
  await ground.tellToAsk(shop, ground.order(shop));
  await sendDelivery(shop, { body: "{}", secret: `wh_canary_guess` });
  await expect(sweepStore(ground.ctx, shop.shop.shopId)).rejects.toThrow();
  await expect(auditOrders(ground.ctx, shop.shop.shopId)).rejects.toThrow();
  await ground.reaches(async () => shop.store.asked.length > 3, true);
});

test("no key and no secret of any of these shops is in any log line, or in any row that people read", async () => {
  const canaries = ground.named.flatMap((name) => [...Object.values(secretsOf(name)), `wh_canary_${name}`]);
  expect(canaries.length).toBeGreaterThan(60);
  expect(ground.lines.length).toBeGreaterThan(20);
  const read = await Promise.all(
    [
      `SELECT "lastError" FROM "outbox"`,
      `SELECT "detail", "reason", "payload" FROM "inbox"`,
      `SELECT "details" FROM "audit_events"`,
      `SELECT * FROM "woocommerce_connections"`,
      `SELECT * FROM "store_watches"`,
      `SELECT * FROM "order_imports"`,
    ].map((text) => sqlOf(ground.db).query(text)),
  );
  const everything = [...ground.lines, JSON.stringify(read)].join("\n");
  const found = canaries.filter(
    (canary) => everything.includes(canary) || everything.includes(encodeURIComponent(canary)),
  );
  expect(found).toEqual([]);
});
