/** The webhook subscriptions of shopify.app.toml, for whoever plays Shopify in tests and measurements: the payload of a topic, cut to the fields that are asked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import * as z from "zod";
import { including } from "../stores/shopify/include-fields";

const file = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        include_fields: z.array(z.string()).optional(),
      }),
    ),
  }),
});

/** topic → the fields it is subscribed with, where not all are wanted. */
export const fieldsOfTopics: ReadonlyMap<string, readonly string[]> = new Map(
  file
    .parse(parse(readFileSync(join(process.cwd(), "shopify.app.toml"), "utf8")))
    .webhooks.subscriptions.flatMap(({ topics, include_fields }) =>
      include_fields ? topics.map((topic): [string, readonly string[]] => [topic, include_fields]) : [],
    ),
);

/** The payload as Shopify sends it to us. */
export function asSubscribed(topic: string, payload: unknown): unknown {
  const fields = fieldsOfTopics.get(topic);
  return fields ? including(payload, fields) : payload;
}
