/**
 * Signatures seen lately. Shopify signs a webhook's body and nothing else: who got hold of a signed body could send it again as another shop's,
 * as another kind of event or under another delivery's name. The first two are refused; the third is known already. (One
 * delivery sent twice keeps its name, and is known by it: the inbox decides.)
 */
import type { WebhookHeaders } from "./webhook-headers";

const REMEMBERED_MS = 10 * 60_000;
/** Those of before are let go of all at once, so that remembering costs the same however many there are: between one and two times as many are known. */
const GENERATION = 10_000;

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
  readonly deliveries: readonly Pick<WebhookHeaders, "topic" | "deliveryId">[];
  readonly at: number;
}

export type Sighting = "new" | "known" | "replayed";

export interface Replays {
  look(headers: WebhookHeaders): Sighting;
  /** Only what is stored is remembered, so that a delivery that failed may come again. */
  remember(headers: WebhookHeaders): void;
}

export function createReplays(now: () => number): Replays {
  let young = new Map<string, Seen>();
  let old = new Map<string, Seen>();
  const find = (signature: string): Seen | undefined => {
    const seen = young.get(signature) ?? old.get(signature);
    return seen && now() - seen.at < REMEMBERED_MS ? seen : undefined;
  };
  return {
    look({ signature, domain, topic, deliveryId }) {
      const before = find(signature);
      if (!before) return "new";
      if (before.domain !== domain || before.kind !== kindOf(topic)) return "replayed";
      const same = before.deliveries.find((one) => one.topic === topic);
      return same && same.deliveryId !== deliveryId ? "known" : "new";
    },
    remember({ signature, domain, topic, deliveryId }) {
      const others = find(signature)?.deliveries.filter((one) => one.topic !== topic) ?? [];
      const deliveries = [...others, { topic, deliveryId }];
      young.set(signature, { domain, kind: kindOf(topic), deliveries, at: now() });
      if (young.size < GENERATION) return;
      old = young;
      young = new Map();
    },
  };
}
