/** The sandbox is never in production, and its keys outlive a restart. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { expect, test, vi } from "vitest";
import { prepareEnvironment, refuseProduction } from "./environment";

const folder = () => mkdtempSync(join(tmpdir(), "vafa-environment-"));

test("NODE_ENV=production is refused", () => {
  vi.stubEnv("NODE_ENV", "production");
  expect(() => prepareEnvironment({ port: 1, dataDir: folder() })).toThrow(/production/);
  vi.unstubAllEnvs();
  expect(() => refuseProduction("production")).toThrow();
});

test("keys are made once per data folder, and the app is told where it is", () => {
  const before = getGlobalDispatcher();
  const dataDir = folder();
  const first = prepareEnvironment({ port: 4000, dataDir });
  expect(prepareEnvironment({ port: 4000, dataDir })).toEqual(first);
  expect(prepareEnvironment({ port: 4000, dataDir: folder() }).SHOPIFY_API_SECRET).not.toBe(
    first.SHOPIFY_API_SECRET,
  );
  expect(first).toMatchObject({
    SHOPIFY_APP_URL: "http://localhost:4000",
    APP_BRIDGE_URL: "http://localhost:4000/sandbox/app-bridge.js",
  });
  expect(Buffer.from(first.ENCRYPTION_KEY ?? "", "base64")).toHaveLength(32);
  setGlobalDispatcher(before);
});
