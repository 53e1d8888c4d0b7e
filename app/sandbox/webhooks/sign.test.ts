/** What Shopify would sign, checked by Shopify's own validators. */
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import { proxySignature } from "../proxy/sign";
import { webhookHeaders } from "./sign";

const secret = "the app's secret";
const library = shopifyApi({
  apiKey: "key",
  apiSecretKey: secret,
  apiVersion: ApiVersion.July26,
  hostName: "localhost",
  isEmbeddedApp: true,
  logger: { log: () => undefined },
});

describe("webhooks", () => {
  const body = JSON.stringify({ id: 1, title: "چای لاهیجان" });
  const facts = {
    topic: "orders/paid",
    shop: "vafa-demo.myshopify.com",
    webhookId: "w-1",
    eventId: "e-1",
    triggeredAt: Date.UTC(2026, 10, 22),
    apiVersion: "2026-07",
  };
  const headers = webhookHeaders(secret, facts, body);
  const validate = (rawBody: string) =>
    library.webhooks.validate({
      rawBody,
      rawRequest: new Request("https://vafa.test/webhooks/orders/paid", { method: "POST", headers }),
    });

  test("the library finds the signature valid and every header there", async () => {
    expect(await validate(body)).toMatchObject({
      valid: true,
      topic: "ORDERS_PAID",
      domain: facts.shop,
      webhookId: "w-1",
      eventId: "e-1",
      triggeredAt: "2026-11-22T00:00:00.000Z",
      apiVersion: "2026-07",
    });
  });

  test("one other byte makes it invalid", async () => {
    expect(await validate(body.replace("1", "2"))).toMatchObject({ valid: false });
  });
});

describe("app proxy", () => {
  const signed = (values: Record<string, string>) => {
    const query = new URLSearchParams({ ...values, timestamp: String(Math.floor(Date.now() / 1_000)) });
    query.set("signature", proxySignature(secret, query));
    return Object.fromEntries(query);
  };

  test("the library finds the signature valid, for a guest too", async () => {
    const values = { shop: "vafa-demo.myshopify.com", path_prefix: "/apps/vafa", logged_in_customer_id: "7" };
    expect(await library.utils.validateHmac(signed(values), { signator: "appProxy" })).toBe(true);
    const guest = signed({ ...values, logged_in_customer_id: "" });
    expect(await library.utils.validateHmac(guest, { signator: "appProxy" })).toBe(true);
    expect(
      await library.utils.validateHmac({ ...guest, logged_in_customer_id: "8" }, { signator: "appProxy" }),
    ).toBe(false);
  });
});
