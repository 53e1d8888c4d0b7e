/**
 * What shopify.app.toml tells Shopify about the app: its scopes, where webhooks go, its metafield definitions and where the app
 * proxy stands. The sandbox reads the same file that is deployed, so a mistake in it shows here.
 */
import { existsSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import * as z from "zod";
import { parseScopes } from "./admin-api/scopes";
import { projectPath } from "./paths";

const metafield = z.looseObject({ type: z.string() });

const file = z.looseObject({
  access_scopes: z.object({ scopes: z.string() }),
  webhooks: z.looseObject({
    api_version: z.string(),
    subscriptions: z.array(
      z.looseObject({
        uri: z.string(),
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
        include_fields: z.array(z.string()).optional(),
      }),
    ),
  }),
  app_proxy: z.looseObject({ url: z.string(), prefix: z.string(), subpath: z.string() }).optional(),
  customer: z.looseObject({ metafields: z.record(z.string(), z.record(z.string(), metafield)) }).optional(),
});

export interface Subscription {
  readonly topic: string;
  readonly uri: string;
  /** The fields of the payload that are wanted; all of them where none are named. */
  readonly fields?: readonly string[];
}

export interface AppConfig {
  readonly scopes: readonly string[];
  readonly webhookVersion: string;
  /** topic → address in the app, in the order of the file; a topic may stand more than once. */
  readonly subscriptions: readonly Subscription[];
  /** Types of app-owned customer metafields, by key. */
  readonly customerMetafields: ReadonlyMap<string, string>;
  readonly proxy: { readonly url: string; readonly prefix: string; readonly subpath: string };
}

export function parseAppConfig(text: string): AppConfig {
  const { access_scopes, webhooks, app_proxy, customer } = file.parse(parse(text));
  return {
    scopes: parseScopes(access_scopes.scopes),
    webhookVersion: webhooks.api_version,
    subscriptions: webhooks.subscriptions.flatMap(({ uri, topics, compliance_topics, include_fields }) =>
      [...topics, ...compliance_topics].map((topic) => ({
        topic,
        uri: pathOf(uri),
        ...(include_fields ? { fields: include_fields } : {}),
      })),
    ),
    customerMetafields: new Map(
      Object.entries(customer?.metafields.app ?? {}).map(([key, { type }]) => [key, type]),
    ),
    proxy: app_proxy === undefined ? { url: "/proxy", prefix: "apps", subpath: "vafa" } : proxyOf(app_proxy),
  };
}

export function readAppConfig(path = projectPath("shopify.app.toml")): AppConfig {
  if (!existsSync(path)) throw new Error(`the sandbox needs ${path}: it tells which webhooks the app wants`);
  return parseAppConfig(readFileSync(path, "utf8"));
}

/** A uri in the toml is a path or a whole address of the app. */
function pathOf(uri: string): string {
  return uri.startsWith("/") ? uri : new URL(uri).pathname;
}

function proxyOf(proxy: { url: string; prefix: string; subpath: string }) {
  return { url: pathOf(proxy.url), prefix: proxy.prefix, subpath: proxy.subpath };
}
