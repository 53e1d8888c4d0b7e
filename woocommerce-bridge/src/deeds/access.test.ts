/** Whether a store lets us in: how it wants to be asked, behind whatever proxy, and what the keys may do; nothing there is changed. */
import { createHmac } from "node:crypto";
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { signingsFor, tryAccess } from "./access";
import { type Answerer, type Asked, lineKeys, patience, refusal, storeLine } from "./testing/store-line";

const store = storeLine("https://shop.example");
const door = { url: store.url, keys: lineKeys, allowPrivate: false, patience };

const index = {
  name: "Nordlicht",
  home: "https://shop.example",
  namespaces: ["wp/v2", "wc/v3"],
  timezone_string: "Europe/Berlin",
  gmt_offset: 1,
};

const closed = () => refusal(401, "woocommerce_rest_authentication_error");
const basic = `Basic ${Buffer.from(`${lineKeys.consumerKey}:${lineKeys.consumerSecret}`).toString("base64")}`;

/** WooCommerce's own check of a signature: for the address that the site believes to be its own. */
function isSignedFor(base: string, { method, path, params }: Asked): boolean {
  const { oauth_signature: signature, ...signed } = params;
  const pairs = Object.keys(signed)
    .sort()
    .map((word) => `${word}=${encodeURIComponent(signed[word] ?? "")}`);
  const text = [method, `${base}/wp-json/${path}`, pairs.join("&")].map(encodeURIComponent).join("&");
  return createHmac("sha256", `${lineKeys.consumerSecret}&`).update(text).digest("base64") === signature;
}

interface Shop {
  readonly lets: (asked: Asked) => boolean;
  readonly site?: object;
  readonly more?: readonly (readonly [RegExp, Answerer])[];
}

function shop({ lets, site = index, more = [] }: Shop): void {
  const open =
    (answer: unknown): Answerer =>
    (asked) =>
      lets(asked) ? answer : closed();
  store.answers(
    ...more,
    [/^GET $/, () => site],
    [/^GET wc\/v3\/(orders|customers|coupons|webhooks)$/, open([])],
    [/^POST wc\/v3\/(coupons|webhooks)\/batch$/, open([])],
    [/currencies\/current$/, open({ code: "EUR" })],
    [/system_status$/, open({ environment: { language: "en_GB", version: "10.9.1" } })],
  );
}

const withBasic = ({ headers }: Asked) => headers.get("authorization") === basic;
const facts = {
  name: "Nordlicht",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  locale: "en-GB",
  version: "10.9.1",
};

describe("a store that lets us in", () => {
  it("over https takes the keys in a header", async () => {
    shop({ lets: withBasic });
    expect(await tryAccess(door)).toEqual({ signing: "basic", shop: facts });
    // Reading, and writing nothing.
    const written = store.asked.filter(({ method }) => method !== "GET");
    expect(written.map(({ path, body }) => [path, body])).toEqual([
      ["wc/v3/coupons/batch", {}],
      ["wc/v3/webhooks/batch", {}],
    ]);
  });

  it("behind a proxy that did not tell WordPress of the https takes a signature for http, sent over https", async () => {
    shop({ lets: (asked) => isSignedFor("http://shop.example", asked) });
    expect(await tryAccess(door)).toMatchObject({ signing: "oauth-http" });
    expect(store.asked.every(({ params }) => !JSON.stringify(params).includes("cs_"))).toBe(true);
  });

  it("that believes to have another address takes a signature for that one", async () => {
    const home = "http://10.0.0.8:8080";
    shop({ site: { ...index, home }, lets: (asked) => isSignedFor(home, asked) });
    expect(await tryAccess(door)).toMatchObject({ signing: `oauth-as:${home}` });
  });

  it("whose server drops the header takes a signature for https", async () => {
    shop({ lets: (asked) => isSignedFor("https://shop.example", asked) });
    expect(await tryAccess(door)).toMatchObject({ signing: "oauth-as:https://shop.example" });
  });

  it("over http is never shown the keys", () => {
    expect(signingsFor("http://127.0.0.1:8080", "http://127.0.0.1:8080/")).toEqual(["oauth"]);
    expect(signingsFor("http://localhost:8080", "http://127.0.0.1:8080")).toEqual([
      "oauth",
      "oauth-as:http://127.0.0.1:8080",
    ]);
    expect(signingsFor("https://s.example", "")).toEqual([
      "basic",
      "oauth-http",
      "oauth-as:https://s.example",
    ]);
  });

  it("may keep its list of addresses to itself", async () => {
    shop({ lets: withBasic, more: [[/^GET $/, () => refusal(401, "rest_not_logged_in")]] });
    const shown = { name: "WooCommerce", timeZone: "UTC", currency: "EUR" };
    expect(await tryAccess(door)).toMatchObject({ signing: "basic", shop: shown });
  });
});

describe("a store that does not", () => {
  const problemOf = async (given: Shop) => {
    shop(given);
    const access = await tryAccess(door);
    return "problem" in access ? access : null;
  };
  const pageOf = (status: number) => () => new HttpResponse("<html>Just a moment</html>", { status });

  it("says that the keys are wrong, may only read, or may not do enough", async () => {
    expect(await problemOf({ lets: () => false })).toMatchObject({ problem: "keys-refused" });
    const reading = (asked: Asked) => withBasic(asked) && asked.method === "GET";
    expect(await problemOf({ lets: reading })).toEqual({ problem: "keys-read-only", detail: "coupons" });
    for (const what of ["orders", "customers", "coupons", "webhooks"]) {
      const barred = [
        new RegExp(`^GET wc/v3/${what}$`),
        () => refusal(403, "woocommerce_rest_cannot_view"),
      ] as const;
      const found = await problemOf({ lets: withBasic, more: [barred] });
      expect(found).toEqual({ problem: "keys-lack-rights", detail: what });
    }
    const batch = [/webhooks\/batch$/, () => refusal(403, "woocommerce_rest_cannot_batch")] as const;
    expect(await problemOf({ lets: withBasic, more: [batch] })).toMatchObject({
      problem: "keys-lack-rights",
    });
  });

  it("may be no shop, out of reach, or counting in what nobody knows", async () => {
    expect(await problemOf({ lets: withBasic, site: { ...index, namespaces: ["wp/v2"] } })).toMatchObject({
      problem: "not-woocommerce",
    });
    for (const status of [200, 301, 403, 404])
      expect(await problemOf({ lets: withBasic, more: [[/^GET $/, pageOf(status)]] })).toMatchObject({
        problem: "not-woocommerce",
      });
    for (const answer of [pageOf(500), pageOf(503), () => HttpResponse.error()])
      expect(await problemOf({ lets: withBasic, more: [[/^GET $/, answer]] })).toMatchObject({
        problem: "unreachable",
      });
    const strange = [/currencies\/current$/, () => ({ code: "IRHT" })] as const;
    expect(await problemOf({ lets: withBasic, more: [strange] })).toEqual({
      problem: "currency-unknown",
      detail: "IRHT",
    });
  });

  it("is not even asked where its address is private", async () => {
    const access = await tryAccess({ ...door, url: "https://192.168.0.7" });
    expect(access).toMatchObject({ problem: "address-refused" });
  });

  it("is told of without a key", async () => {
    const echo = `${lineKeys.consumerSecret} ${lineKeys.consumerKey}`;
    const answers = [
      () => HttpResponse.json({ code: "x", message: echo }, { status: 400 }),
      () => HttpResponse.json({ code: "x", message: echo }, { status: 403 }),
      () => new HttpResponse(echo),
    ];
    for (const answer of answers) {
      const access = await problemOf({ lets: withBasic, more: [[/^GET wc\/v3\/orders$/, answer]] });
      expect(access).not.toBeNull();
      for (const key of Object.values(lineKeys)) expect(JSON.stringify(access)).not.toContain(key);
    }
  });
});
