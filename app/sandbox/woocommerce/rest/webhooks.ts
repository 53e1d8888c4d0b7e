/**
 * `webhooks`. One that is made is pinged in the same breath. The secret is never shown again. One that was switched off after failures can be made active, but its
 * count of failures stays until a delivery succeeds: the next failure switches it off at once.
 */
import * as z from "zod";
import type { WooWebhook } from "../state/records";
import { hooksOf, isTopic } from "../state/topics";
import { newWebhook } from "../state/webhooks";
import { failed, invalidId, ok, type RestAnswer, type RestCall } from "./call";
import { directionOf, paged, sorted } from "./pages";
import { gmtDate, localDate } from "./shapes/dates";
import { selfAndCollection } from "./shapes/links";

const shapeOf =
  ({ shop, home }: Pick<RestCall, "shop" | "home">) =>
  (webhook: WooWebhook) => ({
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource: webhook.topic.split(".")[0],
    event: webhook.topic.split(".").slice(1).join("."),
    hooks: hooksOf(webhook.topic),
    delivery_url: webhook.deliveryUrl,
    date_created: localDate(webhook.createdAt, shop.settings.timezone),
    date_created_gmt: gmtDate(webhook.createdAt),
    date_modified: localDate(webhook.modifiedAt, shop.settings.timezone),
    date_modified_gmt: gmtDate(webhook.modifiedAt),
    _links: selfAndCollection(home, "webhooks", webhook.id),
  });

export function listWebhooks(call: RestCall): RestAnswer {
  const status = call.query.text("status") ?? "all";
  const rows = call.shop.webhooks.rows().filter((one) => status === "all" || one.status === status);
  return paged(
    call,
    sorted(rows, ({ id }) => id, directionOf(call.query.text("order"), "desc")),
    shapeOf(call),
  );
}

export function readWebhook(call: RestCall): RestAnswer {
  const webhook = call.shop.webhooks.get(String(Number(call.ids[0])));
  return webhook === null ? invalidId("shop_webhook") : ok(shapeOf(call)(webhook));
}

const input = z.object({
  name: z.string().optional(),
  topic: z.string().optional(),
  delivery_url: z.string().optional(),
  secret: z.string().optional(),
  status: z.enum(["active", "paused", "disabled"]).optional(),
});

const isAddress = (text: string): boolean => /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text);
const complaint = (what: string, message: string) =>
  failed(`woocommerce_rest_shop_webhook_invalid_${what}`, message, 400);
const topicComplaint = () => complaint("topic", "Webhook topic is required and must be valid.");
const addressComplaint = () =>
  complaint("delivery_url", "Webhook delivery URL must be a valid URL starting with http:// or https://.");

export async function makeWebhook(call: RestCall): Promise<RestAnswer> {
  const parsed = input.safeParse(call.body);
  const { topic = "", delivery_url = "", name, secret } = parsed.data ?? {};
  if (!isTopic(topic)) return topicComplaint();
  if (!isAddress(delivery_url)) return addressComplaint();
  const webhook = newWebhook(call.shop, {
    topic,
    deliveryUrl: delivery_url,
    userId: call.user.id,
    ...(name ? { name } : {}),
    ...(secret ? { secret } : {}),
  });
  await call.ping(webhook);
  return ok(shapeOf(call)(call.shop.webhooks.get(String(webhook.id)) ?? webhook), 201);
}

export async function updateWebhook(call: RestCall): Promise<RestAnswer> {
  const { shop } = call;
  const webhook = shop.webhooks.get(String(Number(call.ids[0])));
  if (webhook === null) return failed("woocommerce_rest_shop_webhook_invalid_id", "ID is invalid.", 400);
  const parsed = input.safeParse(call.body);
  if (!parsed.success) return complaint("status", "Webhook status must be valid.");
  const { topic, delivery_url, secret, status, name } = parsed.data;
  if (topic !== undefined && !isTopic(topic)) return topicComplaint();
  if (delivery_url !== undefined && !isAddress(delivery_url)) return addressComplaint();
  const next: WooWebhook = {
    ...webhook,
    ...(topic ? { topic } : {}),
    ...(delivery_url ? { deliveryUrl: delivery_url } : {}),
    ...(secret ? { secret } : {}),
    ...(status ? { status } : {}),
    ...(name ? { name } : {}),
    modifiedAt: shop.now(),
  };
  shop.webhooks.put(next);
  const moved = next.deliveryUrl !== webhook.deliveryUrl || next.pendingDelivery;
  if (next.status === "active" && moved) await call.ping(next);
  return ok(shapeOf(call)(next));
}

export function removeWebhook(call: RestCall): RestAnswer {
  if (!call.query.flag("force"))
    return failed("woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.", 501);
  const webhook = call.shop.webhooks.get(String(Number(call.ids[0])));
  if (webhook === null) return invalidId("shop_webhook");
  call.shop.webhooks.remove(String(webhook.id));
  return ok(shapeOf(call)(webhook));
}
