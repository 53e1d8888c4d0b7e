/** What we take for Shopify's signature is what Shopify's own library takes for it, and nothing else. */
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTokenBucket } from "../routes/shared/token-bucket";
import { readProxyVisit } from "../stores/shopify/proxy-signature";
import { createReplays } from "../stores/shopify/replays";
import type { WebhookHeaders } from "../stores/shopify/webhook-headers";
import { bodyOf, readSigned } from "../stores/signed-body";
import { API_KEY, proxyRequest, SECRET, webhookRequest } from "./shopify-doors";

const library = shopifyApi({
  apiKey: API_KEY,
  apiSecretKey: SECRET,
  apiVersion: ApiVersion.July26,
  hostName: "vafa.test",
  isEmbeddedApp: true,
  future: { unstable_managedPricingSupport: true },
  _logDisabledFutureFlags: false,
});

/**
 * Names of letters only: beside digits and underscores Shopify sorts by bytes, as its documentation does, and its library by a language's
 * rules, so there the library is not what to go by.
 */
const parameters = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."abcdefghxyz") }),
  fc.string({ maxLength: 20, unit: "grapheme" }),
  { maxKeys: 5 },
);

describe("a forwarded request's signature", () => {
  test("is good for us exactly when it is good for Shopify's library", async () => {
    await fc.assert(
      fc.asyncProperty(parameters, fc.boolean(), async (query, honest) => {
        const own = Object.fromEntries(Object.entries(query).filter(([key]) => key !== "signature"));
        const secret = honest ? SECRET : "guessed";
        const url = new URL(proxyRequest({ path: "standing", customer: "5", query: own, secret }).url);
        const theirs = await library.utils.validateHmac(Object.fromEntries(url.searchParams), {
          signator: "appProxy",
        });
        const ours = readProxyVisit(url, SECRET, Date.now());
        expect(ours !== null).toBe(theirs);
        expect(theirs).toBe(honest);
      }),
    );
  });
});

describe("a webhook's signature", () => {
  test("is good for us exactly when it is good for Shopify's library", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: "binary" }), fc.boolean(), async (body, honest) => {
        const request = webhookRequest({ topic: "orders/paid", body, secret: honest ? SECRET : "guessed" });
        const signature = request.headers.get("X-Shopify-Hmac-Sha256") ?? "";
        const rawBody = await request.clone().text();
        const theirs = await library.webhooks.validate({ rawBody, rawRequest: request.clone() });
        const ours = await readSigned(bodyOf(request), signature, SECRET);
        expect(ours.valid).toBe(theirs.valid);
        expect(ours.valid).toBe(honest);
      }),
    );
  });
});

describe("signatures seen before", () => {
  const headers = (change: Partial<WebhookHeaders> = {}): WebhookHeaders => ({
    signature: "s-1",
    topic: "orders/updated",
    domain: "a.myshopify.com",
    deliveryId: "d-1",
    triggeredAt: new Date(0),
    ...change,
  });

  test("are forgotten after a while, and when there are too many, the oldest first", () => {
    let now = 0;
    const replays = createReplays(() => now);
    replays.remember(headers());
    const twin = headers({ deliveryId: "d-2" });
    expect(replays.look(twin)).toBe("known");
    expect(replays.look(headers())).toBe("new");
    now = 11 * 60_000;
    expect(replays.look(twin)).toBe("new");
    for (let n = 0; n < 20_001; n += 1) replays.remember(headers({ signature: `x-${n}` }));
    expect(replays.look(headers({ signature: "x-0", deliveryId: "d-2" }))).toBe("new");
    expect(replays.look(headers({ signature: "x-20000", deliveryId: "d-2" }))).toBe("known");
  });

  test("that were not stored may come again under any name", () => {
    const replays = createReplays(() => 0);
    expect(replays.look(headers())).toBe("new");
    expect(replays.look(headers({ deliveryId: "d-2" }))).toBe("new");
  });
});

describe("knocking", () => {
  test("is free so many times at once, then once every so often, and each one has their own", () => {
    let now = 0;
    const bucket = createTokenBucket({ atOnce: 3, everyMs: 1_000, now: () => now });
    const take = (who = "a") => bucket.take(who);
    expect([take(), take(), take()]).toEqual([0, 0, 0]);
    expect(take()).toBe(1_000);
    expect(take("b")).toBe(0);
    now = 1_000;
    expect(take()).toBe(0);
    expect(take()).toBe(1_000);
    now = 60_000;
    expect([take(), take(), take()]).toEqual([0, 0, 0]);
  });
});
