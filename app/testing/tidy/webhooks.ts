/** What Shopify is asked to send, and who opens the door: the subscriptions of shopify.app.toml against the routes. */
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

export const webhooksHaveRoutes: Rule = {
  rule: "each webhook of shopify.app.toml has a route of its name, and each webhook route a subscription",
  why: "a subscription without a door loses events silently; a door without a subscription is code that never runs",
  mend: "topic orders/paid is subscribed at /webhooks/orders/paid and answered by app/routes/webhooks.orders.paid.ts",
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
    for (const [uri, path] of routes) if (!addresses.has(uri)) findings.push(`${path} has no subscription`);
    for (const topic of Object.keys(COMPLIANCE)) {
      if (!subscribed.has(topic)) findings.push(`the compliance topic ${topic} is not subscribed`);
    }
    return { seen: Math.min(subscribed.size, routes.size), findings };
  },
};
