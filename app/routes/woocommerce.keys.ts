/**
 * Where a store sends the keys that its owner has let us have. They are sealed and kept, and nothing else happens: the store waits for this answer, and one with a single PHP worker can
 * give none meanwhile. Whatever is not answered with 200 makes WooCommerce delete the keys again.
 */
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { receiveStoreKeys } from "../services/connecting-requests";
import { services } from "../services/running.server";
import { json, notAllowed, readWish } from "./shared/door-response.server";
import { mayTell } from "./shared/public-visitor.server";

const sentSchema = z.object({
  user_id: z.union([z.string().max(200), z.number()]).transform(String),
  consumer_key: z.string().min(8).max(200),
  consumer_secret: z.string().min(8).max(200),
  key_permissions: z.string().max(40),
});

export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return notAllowed();
  if (mayTell(context) > 0) return json({ received: false }, 429);
  const sent = sentSchema.safeParse(await readWish(request));
  if (!sent.success) return json({ received: false }, 400);
  const { user_id: state, consumer_key, consumer_secret, key_permissions: permissions } = sent.data;
  const keys = { consumerKey: consumer_key, consumerSecret: consumer_secret };
  const received = await receiveStoreKeys(services(), { state, keys, permissions });
  return json({ received: received.done }, received.done ? 200 : 403);
}

export const loader = notAllowed;
