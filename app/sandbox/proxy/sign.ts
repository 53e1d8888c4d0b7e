/** How Shopify signs what it forwards to an app proxy: HMAC-SHA256 in hex over the sorted `k=v`, joined without anything between. */
import { createHmac } from "node:crypto";

export function proxySignature(secret: string, query: URLSearchParams): string {
  const byName = new Map<string, string[]>();
  for (const [name, value] of query) byName.set(name, [...(byName.get(name) ?? []), value]);
  const message = [...byName]
    .map(([name, values]) => `${name}=${values.join(",")}`)
    .sort()
    .join("");
  return createHmac("sha256", secret).update(message, "utf8").digest("hex");
}
