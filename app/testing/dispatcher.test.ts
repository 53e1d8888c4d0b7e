/**
 * What the sandbox stands on (docs/decisions/0001 and 0002): a global dispatcher of npm's undici redirects Node's own fetch, and
 * with it every call of Shopify's libraries, without the app knowing.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, Session, shopifyApi } from "@shopify/shopify-api";
import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const SHOP = "vafa-demo.myshopify.com";
const heard: string[] = [];
const server = createServer((request, response) => {
  heard.push(`${request.method} ${request.url}`);
  response.setHeader("content-type", "application/json").end('{"data":{"shop":{"name":"Vafa demo"}}}');
});
const before = getGlobalDispatcher();

beforeAll(async () => {
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const redirect: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    const { hostname } = new URL(String(options.origin));
    const path = `/sandbox/shopify/${hostname}${options.path}`;
    return dispatch({ ...options, origin: `http://127.0.0.1:${port}`, path }, handler);
  };
  setGlobalDispatcher(new Agent().compose(redirect));
});

afterAll(() => {
  setGlobalDispatcher(before);
  server.closeAllConnections();
  server.close();
});

describe("a global dispatcher of npm's undici", () => {
  test("redirects Node's own fetch", async () => {
    await fetch(`https://${SHOP}/admin/oauth/access_token`, { method: "POST", body: "{}" });
    expect(heard.at(-1)).toBe(`POST /sandbox/shopify/${SHOP}/admin/oauth/access_token`);
  });

  test("redirects Shopify's GraphQL client", async () => {
    const api = shopifyApi({
      apiKey: "key",
      apiSecretKey: "secret",
      apiVersion: ApiVersion.July26,
      hostName: "vafa.example",
      isEmbeddedApp: true,
      logger: { level: 0 },
    });
    const session = new Session({ id: "s", shop: SHOP, state: "", isOnline: false, accessToken: "token" });
    const { data } = await new api.clients.Graphql({ session }).request("{ shop { name } }");
    expect(data).toEqual({ shop: { name: "Vafa demo" } });
    expect(heard.at(-1)).toBe(`POST /sandbox/shopify/${SHOP}/admin/api/2026-07/graphql.json`);
  });
});
