/** The door of the Admin API: who may come in, what is throttled, and how it fails when it is told to. */
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { type Listening, listen } from "../testing/listen";
import { SCOPES, testShop } from "../testing/shop";
import { offlineGrant } from "./access-tokens";
import { Calls } from "./calls";
import { Faults, faultWish } from "./faults";
import { graphqlRoute } from "./graphql-route";
import { Throttle } from "./throttle";

const open: Listening[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Wish {
  readonly query?: string;
  readonly version?: string;
  readonly token?: string | null;
  readonly shop?: string;
  readonly timeoutMs?: number;
}

async function door() {
  const world = testShop();
  const faults = new Faults();
  const calls = new Calls();
  const throttle = new Throttle(world.store.now, { maximumAvailable: 100, restoreRate: 10 });
  const app = express();
  const keys = { apiKey: "key", apiSecret: "secret" };
  const config = { customerMetafields: new Map<string, string>() };
  app.use(graphqlRoute({ store: world.store, keys, config, throttle, faults, calls }));
  const listening = await listen(app);
  open.push(listening);
  const granted = offlineGrant(world.store, { shop: world.shop, scope: SCOPES.join(",") }, true);
  const token = "access_token" in granted ? String(granted.access_token) : "";
  const ask = async (wish: Wish = {}) => {
    const { query = "{ shop { name } }", version = "2026-07", shop = world.shop.domain } = wish;
    const answer = await fetch(`${listening.origin}/${shop}/admin/api/${version}/graphql.json`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(wish.token === null ? {} : { "X-Shopify-Access-Token": wish.token ?? token }),
      },
      body: JSON.stringify({ query }),
      ...(wish.timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(wish.timeoutMs) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text.startsWith("{") ? JSON.parse(text) : text,
    };
  };
  return { ...world, ask, faults, calls, throttle, token };
}

describe("who asks", () => {
  test("a valid token of the shop is answered, with what it cost", async () => {
    const { ask } = await door();
    const { status, body, headers } = await ask();
    expect(status).toBe(200);
    expect(headers.get("x-shopify-api-version")).toBe("2026-07");
    expect(body).toEqual({
      data: { shop: { name: "Marlow & Rose" } },
      extensions: {
        cost: {
          requestedQueryCost: 1,
          actualQueryCost: 1,
          throttleStatus: { maximumAvailable: 100, currentlyAvailable: 99, restoreRate: 10 },
        },
      },
    });
  });

  test("without a token, with a wrong one, another shop's or an expired one: 401", async () => {
    const { ask, clock } = await door();
    const refusal = {
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    };
    expect(await ask({ token: null })).toMatchObject({ status: 401, body: refusal });
    expect(await ask({ token: "shpat_wrong" })).toMatchObject({ status: 401 });
    expect(await ask({ shop: "vafa-tehran.myshopify.com" })).toMatchObject({ status: 401 });
    clock.now += 3_601_000;
    expect(await ask()).toMatchObject({ status: 401 });
  });

  test("another version or an unknown shop is not found", async () => {
    const { ask } = await door();
    expect(await ask({ version: "2025-01" })).toMatchObject({ status: 404, body: { errors: "Not Found" } });
    expect(await ask({ shop: "nobody.myshopify.com" })).toMatchObject({ status: 404 });
  });

  test("an operation that does not validate is answered with errors and no data", async () => {
    const { ask } = await door();
    const { status, body } = await ask({ query: "{ nothing }" });
    expect(status).toBe(200);
    expect(body.errors[0].message).toContain('Cannot query field "nothing"');
    expect(body.data).toBeUndefined();
  });
});

describe("throttling", () => {
  const dear = "{ products(first: 60) { nodes { id } } }";

  test("what is not in the bucket is refused, and comes back with time", async () => {
    const { ask, clock, throttle, shop } = await door();
    throttle.take(shop.domain, 80);
    const { status, body } = await ask({ query: dear });
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
    expect(body.extensions.cost).toMatchObject({ requestedQueryCost: 60, actualQueryCost: null });
    clock.now += 4_000;
    expect((await ask({ query: dear })).body.errors).toBeUndefined();
  });

  test("what was asked for and not used is given back at once", async () => {
    const { ask, throttle, shop } = await door();
    const { body } = await ask({ query: dear });
    expect(body.extensions.cost).toMatchObject({ requestedQueryCost: 60, actualQueryCost: 12 });
    expect(throttle.status(shop.domain).currentlyAvailable).toBe(88);
  });

  test("one query dearer than a thousand points is refused whatever the bucket holds", async () => {
    const { ask, throttle } = await door();
    throttle.limits = { maximumAvailable: 20_000, restoreRate: 1_000 };
    const query = "{ orders(first: 250) { nodes { lineItems(first: 10) { nodes { id } } } } }";
    expect((await ask({ query })).body.errors[0].extensions).toMatchObject({ code: "MAX_COST_EXCEEDED" });
  });
});

describe("faults", () => {
  const setting = (kind: string, more: object = {}) => faultWish.parse({ kind, ...more });
  const SET =
    'mutation Push { metafieldsSet(metafields: [{ownerId: "gid://shopify/Customer/7100000000001", key: "balance", type: "number_integer", value: "1"}]) { metafields { id } userErrors { message } } }';

  test("each kind looks on the wire as it does at Shopify, for as many answers as were asked", async () => {
    const { ask, faults } = await door();
    faults.add(setting("throttled"));
    expect((await ask()).body.errors[0].extensions.code).toBe("THROTTLED");
    faults.add(setting("429"));
    const limited = await ask();
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2.0"]);
    faults.add(setting("500", { next: 2 }));
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 500, 200]);
    faults.add(setting("502"));
    const gateway = await ask();
    expect([gateway.status, String(gateway.body).includes("<html>")]).toEqual([502, true]);
  });

  test("a fault may wait for one operation", async () => {
    const { ask, faults } = await door();
    faults.add(setting("500", { operation: "metafieldsSet" }));
    expect((await ask()).status).toBe(200);
    expect((await ask({ query: SET })).status).toBe(500);
  });

  test("a user error refuses the mutation and writes nothing", async () => {
    const { ask, faults, store, emma } = await door();
    faults.add(
      setting("user-error", { userErrors: [{ field: ["value"], code: "INVALID", message: "No." }] }),
    );
    const { body } = await ask({ query: SET });
    expect(body.data.metafieldsSet.userErrors).toEqual([
      { field: ["value"], code: "INVALID", message: "No." },
    ]);
    expect(store.metafieldsOf(emma)).toEqual({});
  });

  test("an answer that never comes may stand for something that was done, or was not", async () => {
    const { ask, faults, store, emma } = await door();
    faults.add(setting("timeout-before"));
    await expect(ask({ query: SET, timeoutMs: 300 })).rejects.toThrow();
    expect(store.metafieldsOf(emma)).toEqual({});
    faults.add(setting("timeout-after"));
    await expect(ask({ query: SET, timeoutMs: 300 })).rejects.toThrow();
    expect(store.metafieldsOf(emma).$app?.balance?.value).toBe("1");
  });

  test("half an answer breaks off", async () => {
    const { ask, faults } = await door();
    faults.add(setting("half"));
    await expect(ask()).rejects.toThrow();
  });
});

test("the latest calls are kept with their operation, cost, fault and errors", async () => {
  const { ask, calls, faults } = await door();
  await ask({ query: "query Names { shop { name } }" });
  faults.add(faultWish.parse({ kind: "500" }));
  await ask();
  expect(calls.total).toBe(2);
  expect(calls.latest()).toMatchObject([
    { operation: "shop", status: 500, fault: "500", cost: null },
    { operation: "Names", status: 200, fault: null, cost: 1, errors: [] },
  ]);
});
