/** Where requests go: never into a private network, in whatever spelling, whatever a name leads to the second time; and never after a redirect. */
import http from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createClient, StoreElsewhere, StoreUnavailable } from "./client";
import { readStoreAddress } from "./client-address";
import { guardedLookup, isPublic, refusedBecause } from "./client-guard";

const keys = { consumerKey: "ck_guard_1", consumerSecret: "cs_guard_secret_1" };
const patience = { attempts: 2, requestMs: 2_000, longestWaitMs: 100, firstPauseMs: 1 };

const asked: string[] = [];
const server = http.createServer((request, response) => {
  asked.push(`${request.headers.host}${request.url}`);
  response.setHeader("content-type", "application/json");
  if (request.url?.includes("/orders/302"))
    return response.writeHead(302, { location: "http://127.0.0.1:1/secret" }).end();
  return response.end("[]");
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const clientAt = (url: string, allowPrivate: boolean) => createClient({ url, keys, allowPrivate, patience });
const ask = (url: string, allowPrivate: boolean, path = "orders") =>
  clientAt(url, allowPrivate).get(path, { answer: z.unknown() });

describe("an address", () => {
  it.each(["8.8.8.8", "2a00:1450:4001::1", "93.184.216.34"])("%s is everybody's", (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "::1",
    "[::1]",
    "::",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "ff02::1",
    "not an address",
  ])("%s is not", (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each([
    "http://shop.example",
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://127.1",
    "https://[::1]",
    "https://[::ffff:10.0.0.1]",
    "https://169.254.169.254/latest",
    "https://me:pass@shop.example",
    "ftp://shop.example",
    "file:///etc/passwd",
    "shop.example",
  ])("of a store such as %s is refused before anything is sent", async (url) => {
    expect(refusedBecause(url, false)).not.toBeNull();
    await expect(ask(url, false)).rejects.toBeInstanceOf(StoreElsewhere);
  });

  it("that is private is allowed where that was said, and redirects are not followed there either", async () => {
    const url = `http://127.0.0.1:${port}`;
    expect((await ask(url, true)).data).toEqual([]);
    const before = asked.length;
    await expect(ask(url, true, "orders/302")).rejects.toMatchObject({
      name: "StoreUnavailable",
      status: 302,
    });
    expect(asked.slice(before)).toHaveLength(1);
  });
});

describe("a name", () => {
  it("is looked at when it is connected to: localhost is never asked anything", async () => {
    const before = asked.length;
    const failure = await ask(`https://localhost:${port}`, false).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreElsewhere);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(asked).toHaveLength(before);
  });

  type Answer = Parameters<Parameters<LookupFunction>[2]>;
  const look = (addresses: readonly string[], options: { all?: boolean } = {}) =>
    new Promise<Answer>((resolve) => {
      const family = 4;
      const resolveAll = guardedLookup((_name, _options, answer) =>
        answer(
          null,
          addresses.map((address) => ({ address, family })),
        ),
      );
      resolveAll("shop.example", options, (...answer) => resolve(answer));
    });

  it("with one private address among its public ones is refused, as is one that leads nowhere", async () => {
    expect((await look(["8.8.8.8"]))[1]).toBe("8.8.8.8");
    expect((await look(["8.8.8.8", "9.9.9.9"], { all: true }))[1]).toHaveLength(2);
    for (const addresses of [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["::ffff:10.0.0.1"], []])
      expect((await look(addresses, { all: true }))[0]).toMatchObject({ code: "EADDRESSREFUSED" });
  });

  it("that leads to a public address first and to a private one then is refused then", async () => {
    const turns = [["8.8.8.8"], ["127.0.0.1"]];
    const lookup = guardedLookup((_name, _options, answer) =>
      answer(
        null,
        (turns.shift() ?? []).map((address) => ({ address, family: 4 })),
      ),
    );
    const once = () => new Promise<unknown>((resolve) => lookup("a.example", {}, (error) => resolve(error)));
    expect(await once()).toBeNull();
    expect(await once()).toMatchObject({ code: "EADDRESSREFUSED" });
  });
});

describe("an address that somebody typed", () => {
  it.each([
    ["shop.example", "https://shop.example", "shop.example"],
    ["  HTTPS://Shop.Example/EN/  ", "https://shop.example/EN", "shop.example/EN"],
    [
      "https://shop.example:8443/wp-admin/admin.php?page=x#y",
      "https://shop.example:8443",
      "shop.example:8443",
    ],
    ["shop.example/en/wp-json/wc/v3", "https://shop.example/en", "shop.example/en"],
    ["فروشگاه.example", "https://xn--mgbtj4c7ad63e.example", "xn--mgbtj4c7ad63e.example"],
  ])("%j is the store at %s", (typed, storeUrl, domain) => {
    expect(readStoreAddress(typed, false)).toEqual({ storeUrl, domain });
  });

  it("is refused with the reason where we do not go, or allowed where that was said", () => {
    for (const typed of ["", "https://", "http://shop.example", "10.0.0.1", "javascript://x", "a b"])
      expect(readStoreAddress(typed, false)).toEqual({ refused: expect.any(String) });
    expect(readStoreAddress("http://127.0.0.1:8080/", true)).toEqual({
      storeUrl: "http://127.0.0.1:8080",
      domain: "127.0.0.1:8080",
    });
  });
});
