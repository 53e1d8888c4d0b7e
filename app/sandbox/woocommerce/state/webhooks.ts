/** Webhooks as records: made, and what a delivery's end does to them. After more than five failures in a row the next one switches a webhook off, and nobody is told. */
import { randomBytes } from "node:crypto";
import type { WooWebhook } from "./records";
import type { WooShop } from "./shop";

const MOST_FAILURES = 5;

export interface NewWebhook {
  readonly topic: string;
  readonly deliveryUrl: string;
  readonly userId: number;
  readonly name?: string;
  readonly secret?: string;
}

export function newWebhook(shop: WooShop, wish: NewWebhook): WooWebhook {
  const at = shop.now();
  const webhook: WooWebhook = {
    id: shop.nextId("webhook"),
    name: wish.name ?? `Webhook created on ${new Date(at).toISOString().slice(0, 10)}`,
    status: "active",
    topic: wish.topic,
    deliveryUrl: wish.deliveryUrl,
    secret: wish.secret ?? randomBytes(25).toString("hex"),
    userId: wish.userId,
    failureCount: 0,
    pendingDelivery: true,
    createdAt: at,
    modifiedAt: at,
  };
  shop.webhooks.put(webhook);
  return webhook;
}

/** One attempt, never repeated: this is all that comes of it. */
export function noteDelivery(shop: WooShop, id: number, status: number): void {
  const webhook = shop.webhooks.get(String(id));
  if (webhook === null) return;
  const succeeded = status >= 200 && status < 303;
  if (succeeded) {
    if (webhook.failureCount > 0) shop.webhooks.put({ ...webhook, failureCount: 0 });
    return;
  }
  const over = webhook.failureCount > MOST_FAILURES;
  shop.webhooks.put(
    over ? { ...webhook, status: "disabled" } : { ...webhook, failureCount: webhook.failureCount + 1 },
  );
}

/** The ping was answered with 200; otherwise it comes again when the webhook is saved. */
export function notePing(shop: WooShop, id: number): void {
  const webhook = shop.webhooks.get(String(id));
  if (webhook !== null) shop.webhooks.put({ ...webhook, pendingDelivery: false });
}
