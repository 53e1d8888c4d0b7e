/** The environment is read once, in one place, and says clearly what is wrong with it. */
import { describe, expect, test } from "vitest";
import {
  databaseEnv,
  EnvironmentError,
  encryptionKey,
  serverEnv,
  shopifyEnv,
  woocommerceEnv,
} from "./env.server";

const shopify = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "hush",
  SHOPIFY_APP_URL: "https://vafa.example",
};

describe("the environment", () => {
  test("has defaults for everything a first start needs", () => {
    expect(serverEnv({})).toEqual({
      NODE_ENV: "development",
      PORT: 3000,
      LOG_LEVEL: "info",
      WORKER: "inline",
    });
    expect(databaseEnv({})).toEqual({ DATA_DIR: "./.data", DATABASE_POOL: 10 });
  });

  test("takes a blank value for one that is not set", () => {
    expect(databaseEnv({ DATA_DIR: "", DATABASE_URL: "" })).toEqual({
      DATA_DIR: "./.data",
      DATABASE_POOL: 10,
    });
  });

  test("names every missing variable at once", () => {
    expect(() => shopifyEnv({})).toThrow(EnvironmentError);
    expect(() => shopifyEnv({})).toThrow(/SHOPIFY_API_KEY is not set[\s\S]*SHOPIFY_APP_URL is not set/);
  });

  test("never tells a secret in its complaint", () => {
    expect(() => shopifyEnv({ ...shopify, SHOPIFY_APP_URL: "not an address" })).toThrow(
      /^(?![\s\S]*hush)[\s\S]*whole address/,
    );
    expect(() => encryptionKey({ ENCRYPTION_KEY: "c2hvcnQ=" })).toThrow(/^(?![\s\S]*c2hvcnQ)[\s\S]*32 bytes/);
  });

  test("gives the encryption key as its 32 bytes", () => {
    const key = Buffer.alloc(32, 7);
    expect(encryptionKey({ ENCRYPTION_KEY: key.toString("base64") })).toEqual(key);
  });

  test("refuses a database address of another kind", () => {
    expect(() => databaseEnv({ DATABASE_URL: "mysql://x" })).toThrow(/DATABASE_URL must begin with postgres/);
  });

  test("knows one address of ours for stores, and private stores only where it was said", () => {
    expect(woocommerceEnv({ SHOPIFY_APP_URL: "https://vafa.example/" })).toEqual({
      appUrl: "https://vafa.example",
      allowPrivate: false,
    });
    const both = { APP_URL: "http://127.0.0.1:3000", SHOPIFY_APP_URL: "https://vafa.example" };
    expect(woocommerceEnv({ ...both, WOOCOMMERCE_ALLOW_PRIVATE: "1" })).toEqual({
      appUrl: "http://127.0.0.1:3000",
      allowPrivate: true,
    });
    expect(() => woocommerceEnv({})).toThrow(/APP_URL is not set/);
    expect(() => woocommerceEnv({ ...both, WOOCOMMERCE_ALLOW_PRIVATE: "yes" })).toThrow(/is 1 or 0/);
    expect(() => woocommerceEnv({ APP_URL: "ftp://vafa.example" })).toThrow(/whole address/);
  });
});
