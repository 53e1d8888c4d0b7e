/**
 * The door of every WooCommerce shop (law 6): verify the raw bytes with that shop's own secret, record, answer. WooCommerce asks once and never again, and switches a webhook off
 * after a few answers other than 2xx. What the answers mean is in docs/decisions/0009-what-a-woocommerce-store-sends.md.
 */
import { tellRequest } from "../../request-context.server";
import { dateOf } from "../../services/context";
import { receiveState } from "../../services/receive-event";
import { countOddity, type Door, findDoor } from "../../services/receive-from-store";
import { services } from "../../services/running.server";
import { type Read, readBounded, textOf } from "../../stores/signed-body";
import { readMessage } from "../../stores/woocommerce.server";
import { deliveryDoor, type Knock } from "./delivery-door.server";

interface Delivered {
  readonly kind: "delivery";
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
}
type Message = Delivered | Exclude<ReturnType<typeof readMessage>, { kind: "delivery" }>;

/** A body that was not kept is recognised by its hash like any other. */
function messageOf(header: Knock["header"], body: Read, secret: string): Message {
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
async function understand(
  header: Knock["header"],
  body: Read,
  door: Door & { secret: string },
): Promise<Message> {
  const message = messageOf(header, body, door.secret);
  if (message.kind !== "refused" || message.why !== "wrong-signature") return message;
  const now = await findDoor(services(), `${door.shopId}-${door.doorId}`, true);
  return now?.secret && now.secret !== door.secret && body.kept
    ? messageOf(header, body, now.secret)
    : message;
}

async function receive({ header, body, door: named }: Knock): Promise<number> {
  const ctx = services();
  const door = await findDoor(ctx, named);
  if (!door) return 404;
  const { shopId, secret } = door;
  tellRequest({ shopId });
  if (secret === null) return 410;
  const message = await understand(header, await readBounded(body, secret), { ...door, secret });
  if (message.kind === "ping") return 200;
  if (message.kind === "refused") {
    ctx.log.warn({ shopId, why: message.why }, "a message at a store's door was refused");
    await countOddity(ctx, { shopId, kind: "refused", code: null });
    return message.why === "no-topic" ? 400 : 401;
  }
  if (message.kind === "error-body") {
    const code = /^\w{1,100}$/.test(message.code) ? message.code : "other";
    ctx.log.info({ shopId, code, status: message.status }, "a store delivered a failure instead of an order");
    await countOddity(ctx, { shopId, kind: "error-body", code });
    return 200;
  }
  const deliveryId = nameOf(message);
  tellRequest({ deliveryId });
  await receiveState(ctx, {
    shopId,
    topic: message.topic,
    deliveryId,
    payload: message.payload,
    triggeredAt: dateOf(ctx.now()),
  });
  return 200;
}

export const receiveWoocommerce = deliveryDoor(receive);
