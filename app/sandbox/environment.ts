/**
 * What the app is told of this Shopify: keys that are made once and kept in the data folder, and a way for its calls to
 * `https://{shop}.myshopify.com` to end here. Law of the sandbox: never in production.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Agent, type Dispatcher, setGlobalDispatcher } from "undici";
import * as z from "zod";
import type { SandboxKeys } from "./context";

const kept = z.object({ apiKey: z.string(), apiSecret: z.string(), encryptionKey: z.string() });
type Kept = z.infer<typeof kept>;

export function refuseProduction(nodeEnv = process.env.NODE_ENV): void {
  if (nodeEnv !== "production") return;
  throw new Error(
    "the sandbox gives everybody the keys of its shops: it does not run with NODE_ENV=production",
  );
}

/** How much of the past is told: all of it, or (for tests) only that of the cast and of the shop in Tehran. */
export type HistoryLength = "whole" | "short";

export function wantedHistory(wish = process.env.SANDBOX_HISTORY): HistoryLength {
  return wish === "short" ? "short" : "whole";
}

/** Made at the first start: another key later would make stored tokens unreadable. */
export function keepSecrets(dataDir: string): Kept {
  const path = join(dataDir, "sandbox-secrets.json");
  if (existsSync(path)) return kept.parse(JSON.parse(readFileSync(path, "utf8")));
  const made: Kept = {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(16).toString("hex"),
    encryptionKey: randomBytes(32).toString("base64"),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

export function keysOf({ apiKey, apiSecret }: Kept): SandboxKeys {
  return { apiKey, apiSecret };
}

export interface EnvironmentWish {
  readonly port: number;
  readonly dataDir: string;
}

/** The environment of the app, and the dispatcher that brings its calls here. */
export function prepareEnvironment({ port, dataDir }: EnvironmentWish): Record<string, string> {
  refuseProduction();
  const secrets = keepSecrets(dataDir);
  setGlobalDispatcher(new ShopifyHere(port));
  const origin = `http://localhost:${port}`;
  return {
    SHOPIFY_API_KEY: secrets.apiKey,
    SHOPIFY_API_SECRET: secrets.apiSecret,
    SHOPIFY_APP_URL: origin,
    APP_URL: origin,
    // The WooCommerce shops are on this very address.
    WOOCOMMERCE_ALLOW_PRIVATE: "1",
    APP_BRIDGE_URL: `${origin}/sandbox/app-bridge.js`,
    ENCRYPTION_KEY: secrets.encryptionKey,
  };
}

/** Sends what is meant for a shop on Shopify to the emulated one, path and all; everything else goes where it was going. */
class ShopifyHere extends Agent {
  constructor(private readonly port: number) {
    super();
  }

  override dispatch(options: Agent.DispatchOptions, handler: Dispatcher.DispatchHandlers): boolean {
    const { hostname } = new URL(String(options.origin));
    if (!hostname.endsWith(".myshopify.com")) return super.dispatch(options, handler);
    const origin = `http://127.0.0.1:${this.port}`;
    return super.dispatch(
      { ...options, origin, path: `/sandbox/shopify/${hostname}${options.path}` },
      handler,
    );
  }
}
