/** What a happening means to its subscribers: one message for each event and each subscription of its topic. */
import { randomUUID } from "node:crypto";
import { including } from "../../stores/shopify/include-fields";
import type { AppConfig } from "../app-config";
import type { Happening, ShopEvent } from "../state/events";
import type { SandboxStore } from "../state/store";
import type { DeliveryRow } from "./delivery";
import { payloadOf } from "./payload";

/** What Shopify sends to an app that is not installed (any more). */
const ALSO_WHEN_GONE: ReadonlySet<string> = new Set([
  "app/uninstalled",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
]);

export function messagesOf(
  store: SandboxStore,
  config: Pick<AppConfig, "subscriptions">,
  happening: Happening,
): DeliveryRow[] {
  const shop = store.findShop(happening.shop);
  if (shop === null) return [];
  const installed = store.installation(shop.domain) !== null;
  return happening.events.flatMap((event) => {
    if (!installed && !ALSO_WHEN_GONE.has(event.topic)) return [];
    const targets = config.subscriptions.filter(({ topic }) => topic === event.topic);
    if (targets.length === 0) return [];
    const payload = payloadOf(store, shop, event, happening.at);
    return targets.map(({ uri, fields }) => ({
      id: store.nextId("delivery", 1),
      webhookId: randomUUID(),
      eventId: happening.eventId,
      topic: event.topic,
      shop: happening.shop,
      uri,
      about: aboutOf(event),
      orderId: "order" in event ? event.order.id : null,
      body: JSON.stringify(fields ? including(payload, fields) : payload),
      triggeredAt: happening.at,
    }));
  });
}

function aboutOf(event: ShopEvent): string {
  if ("order" in event) return event.order.name;
  const customer = "customer" in event ? event.customer : "kept" in event ? event.kept : null;
  return customer === null ? "" : `${customer.firstName} ${customer.lastName}`.trim();
}
