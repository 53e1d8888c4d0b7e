/**
 * Signatures seen lately. Shopify signs a webhook's body and nothing else: who got hold of a signed body could send it again as another shop's,
 * as another kind of event or under another delivery's name. The first two are refused; the third is known already. (One
 * delivery sent twice keeps its name, and is known by it: the inbox decides.)
 */
import type { WebhookHeaders } from "./webhook-headers";

const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 20_000;

/** Topics whose messages truly have one body: Shopify tells of one change in several ways at once. */
const ONE_BODY: Readonly<Record<string, string>> = {
  "orders/paid": "order",
  "orders/updated": "order",
  "orders/cancelled": "order",
  "customers/create": "customer",
  "customers/update": "customer",
};
const kindOf = (topic: string): string => ONE_BODY[topic] ?? topic;

interface Seen {
  readonly domain: string;
  readonly kind: string;
  /** Delivery by topic. */
  readonly deliveries: Map<string, string>;
  readonly at: number;
}

export type Sighting = "new" | "known" | "replayed";

export interface Replays {
  look(headers: WebhookHeaders): Sighting;
  /** Only what is stored is remembered, so that a delivery that failed may come again. */
  remember(headers: WebhookHeaders): void;
}

export function createReplays(now: () => number): Replays {
  const seen = new Map<string, Seen>();
  const forget = () => {
    for (const [signature, { at }] of seen) {
      if (seen.size <= MOST_REMEMBERED && now() - at < REMEMBERED_MS) break;
      seen.delete(signature);
    }
  };
  return {
    look({ signature, domain, topic, deliveryId }) {
      const before = seen.get(signature);
      if (!before || now() - before.at >= REMEMBERED_MS) return "new";
      if (before.domain !== domain || before.kind !== kindOf(topic)) return "replayed";
      const delivery = before.deliveries.get(topic);
      return delivery !== undefined && delivery !== deliveryId ? "known" : "new";
    },
    remember({ signature, domain, topic, deliveryId }) {
      const deliveries = seen.get(signature)?.deliveries ?? new Map<string, string>();
      deliveries.set(topic, deliveryId);
      seen.delete(signature);
      seen.set(signature, { domain, kind: kindOf(topic), deliveries, at: now() });
      forget();
    },
  };
}
