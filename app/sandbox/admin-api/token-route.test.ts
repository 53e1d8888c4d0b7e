/** Token exchange and refresh, asked by Shopify's own library through the way the app's calls take. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, RequestedTokenType, type Shopify, shopifyApi } from "@shopify/shopify-api";
import express from "express";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepSecrets, keysOf, prepareEnvironment } from "../environment";
import { type Listening, listen } from "../testing/listen";
import { type TestShop, testShop } from "../testing/shop";
import { readAccessToken } from "./access-tokens";
import { adminSessionToken, extensionSessionToken } from "./session-token";
import { tokenRoute } from "./token-route";

const SARA = 90_000_001;
const before = getGlobalDispatcher();
const dataDir = mkdtempSync(join(tmpdir(), "vafa-tokens-"));
const keys = keysOf(keepSecrets(dataDir));
let listening: Listening;
let world: TestShop;
let library: Shopify;

beforeAll(async () => {
  world = testShop();
  world.clock.now = Date.now();
  const app = express();
  app.use(
    "/sandbox/shopify",
    tokenRoute({ store: world.store, keys, config: { scopes: ["write_customers"] } }),
  );
  listening = await listen(app);
  const environment = prepareEnvironment({ port: listening.port, dataDir });
  library = shopifyApi({
    apiKey: environment.SHOPIFY_API_KEY ?? "",
    apiSecretKey: environment.SHOPIFY_API_SECRET ?? "",
    apiVersion: ApiVersion.July26,
    hostName: "localhost",
    isEmbeddedApp: true,
    logger: { log: () => undefined },
  });
});
afterAll(async () => {
  setGlobalDispatcher(before);
  await listening.close();
});

const sessionToken = (staffId = SARA, now = Date.now()) =>
  adminSessionToken(keys, { shop: world.shop.domain, staffId, sid: "one" }, now);

async function exchange(requestedTokenType: RequestedTokenType, token: string) {
  const shop = world.shop.domain;
  const wish = { shop, sessionToken: token, requestedTokenType, expiring: true };
  return (await library.auth.tokenExchange(wish)).session;
}

describe("session tokens", () => {
  test("the embedded admin's is what the library expects", async () => {
    const payload = await library.session.decodeSessionToken(await sessionToken());
    expect(payload).toMatchObject({
      iss: "https://vafa-demo.myshopify.com/admin",
      dest: "https://vafa-demo.myshopify.com",
      aud: keys.apiKey,
      sub: String(SARA),
      sid: "one",
    });
    expect(payload.exp - payload.nbf).toBe(60);
  });

  test("an extension's names the customer, and nobody for a guest", async () => {
    const subject = "gid://shopify/Customer/1";
    const known = await extensionSessionToken(keys, { shop: world.shop.domain, subject });
    expect(await library.session.decodeSessionToken(known)).toMatchObject({
      dest: world.shop.domain,
      sub: subject,
    });
    const guest = await extensionSessionToken(keys, { shop: world.shop.domain, subject: null });
    expect((await library.session.decodeSessionToken(guest)).sub).toBeUndefined();
  });
});

describe("token exchange", () => {
  test("an offline token expires, can be refreshed, and installs the app", async () => {
    const session = await exchange(RequestedTokenType.OfflineAccessToken, await sessionToken());
    expect(session).toMatchObject({ isOnline: false, scope: "write_customers" });
    expect(session.expires?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(session.refreshToken).toMatch(/^shprt_/);
    expect(readAccessToken(world.store, world.shop.domain, session.accessToken)).toMatchObject({
      kind: "offline",
    });
    expect(world.store.installation(world.shop.domain)?.scope).toBe("write_customers");

    const wish = { shop: world.shop.domain, refreshToken: session.refreshToken ?? "" };
    const { session: next } = await library.auth.refreshToken(wish);
    expect(next.accessToken).not.toBe(session.accessToken);
    await expect(library.auth.refreshToken(wish), "a refresh token is good once").rejects.toThrow();
  });

  test("an online token is the staff member's", async () => {
    const session = await exchange(RequestedTokenType.OnlineAccessToken, await sessionToken());
    expect(session.isOnline).toBe(true);
    expect(session.onlineAccessInfo?.associated_user).toMatchObject({
      id: SARA,
      first_name: "Sara",
      account_owner: true,
    });
  });

  test("a token that is too old, of nobody, or of another secret is refused", async () => {
    const offline = RequestedTokenType.OfflineAccessToken;
    await expect(exchange(offline, await sessionToken(SARA, Date.now() - 120_000))).rejects.toThrow();
    await expect(exchange(offline, await sessionToken(1))).rejects.toThrow(/400/);
    const foreign = { ...keys, apiSecret: "another" };
    const token = await adminSessionToken(foreign, { shop: world.shop.domain, staffId: SARA, sid: "x" });
    await expect(exchange(offline, token)).rejects.toThrow();
  });
});
