/**
 * Every way out of our processes is known (no server-side request forgery): where it goes is fixed, or vouched for by Shopify's signature, or said by the operator, or guarded
 * at the moment of connecting. Whoever adds a way out says here where it leads and what keeps it there.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusedBecause } from "../../woocommerce-bridge/src/client-guard";

/** Files that open connections, or hold what does. */
const waysOut: Readonly<Record<string, string>> = {
  "app/shopify.server.ts":
    "Shopify's library exchanges tokens with the shop that Shopify's signature names (*.myshopify.com, its own check)",
  "app/stores/shopify/graphql-client.ts":
    "https://<shop>.myshopify.com of an installed shop; redirects are not followed",
  "app/tracing.server.ts": "the collector that the operator's OTEL_EXPORTER_OTLP_ENDPOINT names",
  "app/db/connection/guarded-pool.ts": "the database that the operator's DATABASE_URL names",
  "woocommerce-bridge/src/client-guard.ts":
    "the guard: looks at the address that is really connected to, each time",
  "woocommerce-bridge/src/client-send.ts":
    "a connected store through that guard; redirects and proxies are not followed",
};

const opens =
  /\b(?:await|return|=>|=|\()\s*fetch\(|\bglobalThis\.fetch\b|from "undici"|from "node:(?:http|https|http2|net|tls|dgram)"|from "(?:axios|got|node-fetch|ws|@woocommerce\/[\w-]+)"|\bnew (?:WebSocket|EventSource)\(|\bsendBeacon\(|\b(?:new|extends) pg\.(?:Pool|Client)\b|exporter-trace-otlp|\bshopifyApp\(/;

/** The product: what is neither a test, a measurement, the sandbox nor a command of the developer's own terminal. */
function* product(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const apart = /^app\/(?:sandbox|testing|routes-tests|bench|cli)$|\/(?:testing|node_modules)$/.test(path);
    if (entry.isDirectory() && !apart) yield* product(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name)) yield path;
  }
}

const read = (path: string): string => readFileSync(path, "utf8");

describe("a way out of this process", () => {
  test("is one of those that are known, and each of those is one", () => {
    const found = [...product("app"), ...product("woocommerce-bridge/src")].filter((path) =>
      opens.test(read(path)),
    );
    expect(found.sort()).toEqual(Object.keys(waysOut).sort());
  });

  test("that carries a shop's token or keys follows nobody elsewhere", () => {
    expect(read("app/stores/shopify/graphql-client.ts")).toMatch(
      /fetch\(`https:\/\/\$\{line\.domain\}\/admin\/api[\s\S]{0,400}redirect: "manual"/,
    );
    const send = read("woocommerce-bridge/src/client-send.ts");
    for (const kept of ["maxRedirects: 0", "proxy: false", "agentsFor(", "refusedBecause("])
      expect(send).toContain(kept);
  });

  test.each([
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://0177.0.0.1",
    "https://127.1",
    "https://0.0.0.0",
    "https://10.0.0.1",
    "https://172.16.0.1",
    "https://192.168.1.1",
    "https://100.64.0.1",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:a9fe:a9fe]",
    "https://[64:ff9b::7f00:1]",
    "https://[2002:7f00:1::]",
    "https://[fd00::1]",
    "https://[fe80::1]",
    "https://①②⑦.0.0.1",
    "http://shop.example",
    "file:///etc/passwd",
    "gopher://127.0.0.1",
    "https://a:b@shop.example",
    "https://shop.example@127.0.0.1/",
  ])("does not lead a store's address to %s", (address) => {
    expect(refusedBecause(address, false)).not.toBeNull();
  });
});
