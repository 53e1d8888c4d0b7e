/**
 * Our webhooks in a store: one for each topic, active and with our secret, found by where they deliver to. A store switches one off after a few failures and says
 * nothing, so they are looked after again and again; whoever asks how often, none is made twice.
 */
import * as z from "zod";
import type { WooCommerceClient } from "../client";
import { orNone } from "./orders";
import { PER_PAGE } from "./place";

/** There is none for refunds or completion: those are states of an order. */
export const TOPICS = [
  "order.created",
  "order.updated",
  "order.deleted",
  "order.restored",
  "customer.created",
  "customer.updated",
  "customer.deleted",
] as const;

const webhook = z.object({
  id: z.int().positive(),
  name: z.string().nullish(),
  status: z.string(),
  topic: z.string(),
  delivery_url: z.string(),
});
type Webhook = z.infer<typeof webhook>;

export interface Wanted {
  readonly deliverTo: string;
  readonly secret: string;
  /** Tells one secret from another without telling it: the store never says which it has. */
  readonly mark: string;
}

export interface Care {
  readonly ids: Readonly<Record<string, string>>;
  readonly created: readonly string[];
  readonly enabled: readonly string[];
}

export async function ensureWebhooks(client: WooCommerceClient, wanted: Wanted): Promise<Care> {
  const before = await oursIn(client, wanted.deliverTo);
  const created: string[] = [];
  const enabled: string[] = [];
  for (const topic of TOPICS) {
    const there = before.find((one) => one.topic === topic);
    if (!there) {
      await client.post("webhooks", {
        answer: webhook,
        body: { ...bodyOf(topic, wanted), topic, delivery_url: wanted.deliverTo },
      });
      created.push(topic);
      continue;
    }
    if (there.status === "active" && there.name === nameOf(topic, wanted)) continue;
    await client.put(`webhooks/${there.id}`, { answer: webhook, body: bodyOf(topic, wanted) });
    if (there.status !== "active") enabled.push(topic);
  }
  // Somebody else may have made some at the same moment.
  const after = created.length > 0 ? await oursIn(client, wanted.deliverTo) : before;
  return { ids: await withoutDoubles(client, after), created, enabled };
}

const nameOf = (topic: string, { mark }: Wanted): string => `Vafa ${topic} (${mark})`;

const bodyOf = (topic: string, wanted: Wanted) => ({
  name: nameOf(topic, wanted),
  status: "active",
  secret: wanted.secret,
});

/** The first of each topic stays; others of ours, and those of topics that we do not ask for any more, go. */
async function withoutDoubles(
  client: WooCommerceClient,
  ours: readonly Webhook[],
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { id, topic } of ours) {
    if (ids[topic] === undefined && TOPICS.some((one) => one === topic)) ids[topic] = String(id);
    else await remove(client, id);
  }
  return ids;
}

export async function removeWebhooks(client: WooCommerceClient, deliverTo: string): Promise<void> {
  for (const { id } of await oursIn(client, deliverTo)) await remove(client, id);
}

const remove = (client: WooCommerceClient, id: number) =>
  orNone(client.delete(`webhooks/${id}`, { answer: z.unknown(), params: { force: true } }));

/** Oldest first. Other people's are not even read further than their address. */
async function oursIn(client: WooCommerceClient, deliverTo: string): Promise<Webhook[]> {
  const ours = new Map<number, Webhook>();
  for (let page = 1; ; page += 1) {
    const { data, total } = await client.get("webhooks", {
      answer: z.array(webhook),
      params: { status: "all", per_page: PER_PAGE, page, orderby: "id", order: "asc" },
    });
    for (const one of data) if (one.delivery_url === deliverTo) ours.set(one.id, one);
    if (data.length < PER_PAGE || (total !== null && page * PER_PAGE >= total)) break;
  }
  return [...ours.values()].sort((one, other) => one.id - other.id);
}
