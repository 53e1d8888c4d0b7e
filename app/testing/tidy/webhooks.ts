/**
 * What stores are asked to send, and who opens the door: for Shopify the subscriptions of shopify.app.toml against the routes; for a store that is told an address of its own,
 * the addresses that services put together against the routes with a part that varies.
 */
import { parse } from "smol-toml";
import * as z from "zod";
import { filesOf, type House, isTest, type Rule } from "./house";

const appToml = z.object({
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z.array(
      z.object({
        uri: z.string(),
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});

const COMPLIANCE: Readonly<Record<string, string>> = {
  "customers/data_request": "/webhooks/compliance/data-request",
  "customers/redact": "/webhooks/compliance/customer-redact",
  "shop/redact": "/webhooks/compliance/shop-redact",
};

/** topic → address, as the toml has it. */
export function subscriptions(house: House): Map<string, string> {
  const text = house.get("shopify.app.toml");
  const found = new Map<string, string>();
  if (text === undefined) return found;
  for (const { uri, topics, compliance_topics } of appToml.parse(parse(text)).webhooks.subscriptions) {
    for (const topic of [...topics, ...compliance_topics]) found.set(topic, uri);
  }
  return found;
}

/** address → file, of every route below /webhooks that is a door (a layout is not). */
export function webhookRoutes(house: House): Map<string, string> {
  const routes = new Map<string, string>();
  for (const [path, text] of filesOf(house, /^app\/routes\/webhooks\.[^/]+(\/route)?\.tsx?$/)) {
    if (
      isTest(path) ||
      !/export\s+(const|async function|function)\s+action\b|export\s*\{[^}]*\baction\b/.test(text)
    )
      continue;
    const name = path.replace(/^app\/routes\//, "").replace(/(\/route)?\.tsx?$/, "");
    routes.set(`/${name.replace(/_(?=\.|$)/g, "").replaceAll(".", "/")}`, path);
  }
  return routes;
}

/** `/webhooks/woocommerce/${shopId}-${doorId}` → the file that tells it, by what stands before the part that varies. */
export function toldAddresses(house: House): Map<string, string> {
  const told = new Map<string, string>();
  for (const [path, text] of filesOf(house, /^app\/services\/.+\.ts$/)) {
    if (isTest(path)) continue;
    for (const [, before] of text.matchAll(/\$\{\w+\}(\/webhooks\/[\w/-]+\/)\$\{/g))
      told.set(before ?? "", path);
  }
  return told;
}

/** What of a route's address does not vary; null when all of it stands fast. */
const beforeTheVarying = (uri: string): string | null => /^([^$]+\/)\$\w+$/.exec(uri)?.[1] ?? null;

export const webhooksHaveRoutes: Rule = {
  rule: "each webhook of shopify.app.toml has a route of its name, each address that a store is told has one, and each webhook route is subscribed or told",
  why: "a subscription without a door loses events silently; a door without a subscription is code that never runs",
  mend: "topic orders/paid is subscribed at /webhooks/orders/paid and answered by app/routes/webhooks.orders.paid.ts; /webhooks/woocommerce/… is told by a service and answered by app/routes/webhooks.woocommerce.$door.ts",
  look(house) {
    const subscribed = subscriptions(house);
    const routes = webhookRoutes(house);
    const findings: string[] = [];
    for (const [topic, uri] of subscribed) {
      const wanted =
        COMPLIANCE[topic] ?? `/webhooks/${topic.toLowerCase().replaceAll(".", "/").replaceAll("_", "-")}`;
      if (uri !== wanted) findings.push(`${topic} goes to ${uri}, not to ${wanted}`);
      if (!routes.has(uri)) findings.push(`${topic} has no route at ${uri}`);
    }
    const addresses = new Set(subscribed.values());
    const told = toldAddresses(house);
    for (const [uri, path] of routes) {
      const before = beforeTheVarying(uri);
      if (before === null ? !addresses.has(uri) : !told.has(before))
        findings.push(`${path} has no subscription`);
    }
    const answered = new Set([...routes.keys()].map(beforeTheVarying));
    for (const [before, path] of told)
      if (!answered.has(before)) findings.push(`${path} tells stores ${before}…, which has no route`);
    for (const topic of Object.keys(COMPLIANCE)) {
      if (!subscribed.has(topic)) findings.push(`the compliance topic ${topic} is not subscribed`);
    }
    return { seen: Math.min(subscribed.size, routes.size), findings };
  },
};
