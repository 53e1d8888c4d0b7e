/**
 * What a WooCommerce store is asked beside the store port: whether it lets us in, its webhooks, and the companion plugin. Shopify has an app's manifest for
 * this; here connecting, watching and disconnecting do it.
 */
import type { ShopFacts } from "../store";
import type { Signing } from "./connection";

/** Why a store cannot be connected; the key of a message. */
export const accessProblems = [
  /** Not an address, or one that we do not go to. */
  "address-refused",
  "unreachable",
  /** Something answers, but not WooCommerce's REST API: no shop, plain permalinks, a firewall's page. */
  "not-woocommerce",
  "keys-refused",
  "keys-read-only",
  /** Their owner may not read or change what a programme needs. */
  "keys-lack-rights",
  "currency-unknown",
] as const;
export type AccessProblem = (typeof accessProblems)[number];

export type Access =
  | { readonly signing: Signing; readonly facts: ShopFacts; readonly version: string | null }
  | { readonly problem: AccessProblem; readonly detail: string };

/** `domain` is what the shop is known by: host, port and folder; `storeUrl` has the scheme too. */
export type StoreAddress =
  | { readonly storeUrl: string; readonly domain: string }
  | { readonly problem: "address-refused"; readonly detail: string };

/** What was done to the webhooks. */
export interface WebhookCare {
  /** topic → the webhook's id in the store. */
  readonly ids: Readonly<Record<string, string>>;
  readonly created: readonly string[];
  /** Topics whose webhook the store had switched off or paused. */
  readonly enabled: readonly string[];
}

export interface PluginState {
  readonly version: string;
  readonly connected: boolean;
  readonly shopId: string | null;
}

export interface WoocommerceSite {
  /** One webhook of ours for each topic, active, with our secret. Made once, whoever asks how often: found by where they deliver to. */
  ensureWebhooks(wanted: { readonly deliverTo: string; readonly secret: string }): Promise<WebhookCare>;
  /** Only those that deliver there. */
  removeWebhooks(deliverTo: string): Promise<void>;
  /** null while the store has no companion plugin. */
  readPlugin(): Promise<PluginState | null>;
  /** The plugin's state afterwards; null while the store has none. */
  connectPlugin(connection: {
    readonly appUrl: string;
    readonly shopId: string;
    readonly secret: string;
  }): Promise<PluginState | null>;
  disconnectPlugin(): Promise<void>;
}
