/**
 * The door of every WooCommerce shop (law 6): verify the raw bytes with that shop's own secret, record, answer. WooCommerce asks once and never again, and switches a webhook off
 * after a few answers other than 2xx. What the answers mean is in docs/decisions/0009-what-a-woocommerce-store-sends.md.
 */
import type { ActionFunctionArgs } from "@remix-run/node";
import { dateOf } from "../../services/context";
import { receiveState } from "../../services/receive-event";
import { countOddity, type Door, findDoor } from "../../services/receive-from-store";
import { services } from "../../services/running.server";
import { type Read, readBounded, textOf } from "../../stores/signed-body";
import { readMessage } from "../../stores/woocommerce.server";

const answer = (status: number): Response => new Response(null, { status });

interface Delivered {
  readonly kind: "delivery";
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
}
type Message = Delivered | Exclude<ReturnType<typeof readMessage>, { kind: "delivery" }>;

/** A body that was not kept is recognised by its hash like any other. */
function messageOf(headers: Headers, body: Read, secret: string): Message {
  const header = (name: string) => headers.get(name);
  if (body.kept) {
    const message = readMessage({ header, body: body.bytes, secret });
    return message.kind === "delivery" ? { ...message, payload: textOf(body.bytes) } : message;
  }
  const topic = header("x-wc-webhook-topic");
  if (!body.signedBy(header("x-wc-webhook-signature") ?? ""))
    return { kind: "refused", why: "wrong-signature" };
  if (!topic) return { kind: "refused", why: "no-topic" };
  return { kind: "delivery", topic, key: `${topic.split(".")[0]}:${body.hash}`, payload: body.note };
}

/** An account that is made and changed in one breath is told of in the same words twice, and only one of the two says that it is new. */
const nameOf = ({ topic, key }: Delivered): string => (topic === "customer.created" ? `new-${key}` : key);

/** A secret that was changed a moment ago is not what is remembered. */
async function understand(headers: Headers, body: Read, door: Door & { secret: string }): Promise<Message> {
  const message = messageOf(headers, body, door.secret);
  if (message.kind !== "refused" || message.why !== "wrong-signature") return message;
  const now = await findDoor(services(), `${door.shopId}-${door.doorId}`, true);
  return now?.secret && now.secret !== door.secret && body.kept
    ? messageOf(headers, body, now.secret)
    : message;
}

export async function receiveWoocommerce({ request, params }: ActionFunctionArgs): Promise<Response> {
  const ctx = services();
  const door = await findDoor(ctx, params.door ?? "");
  if (!door) return answer(404);
  const { shopId, secret } = door;
  if (secret === null) return answer(410);
  const body = await readBounded(request.body, secret);
  const message = await understand(request.headers, body, { ...door, secret });
  if (message.kind === "ping") return answer(200);
  if (message.kind === "refused") {
    ctx.log.warn({ shopId, why: message.why }, "a message at a store's door was refused");
    await countOddity(ctx, { shopId, kind: "refused", code: null });
    return answer(message.why === "no-topic" ? 400 : 401);
  }
  if (message.kind === "error-body") {
    const code = /^\w{1,100}$/.test(message.code) ? message.code : "other";
    ctx.log.info({ shopId, code, status: message.status }, "a store delivered a failure instead of an order");
    await countOddity(ctx, { shopId, kind: "error-body", code });
    return answer(200);
  }
  await receiveState(ctx, {
    shopId,
    topic: message.topic,
    deliveryId: nameOf(message),
    payload: message.payload,
    triggeredAt: dateOf(ctx.now()),
  });
  return answer(200);
}
