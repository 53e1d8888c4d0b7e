/** What the order desk can do, for its forms and for the JSON addresses alike: read the wish, change the order, tell how it went. */
import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { cancelBody, editBody, fulfilBody, refundBody, resendBody } from "../api/read-body";
import type { SandboxParts } from "../parts";
import { cancelOrder, markPaid, type OrderChange, refundOrder, wholeRefund } from "../state/change-order";
import { editOrder } from "../state/edit-order";
import type { OrderTopic } from "../state/events";
import { fulfilOrder, unfulfilOrder } from "../state/fulfil-order";
import type { SandboxOrder, SandboxShop } from "../state/types";
import { messagesOf } from "../webhooks/messages";

export type Done = { readonly ok: true; readonly order: SandboxOrder; readonly said: string };
export type Refused = { readonly ok: false; readonly reason: string };

export interface OrderCase {
  readonly parts: SandboxParts;
  readonly shop: SandboxShop;
  readonly order: SandboxOrder;
  readonly body: unknown;
}

export type OrderAct = (given: OrderCase) => Promise<Done | Refused> | Done | Refused;

const told = (change: OrderChange, said: string): Done | Refused =>
  change.ok ? { ok: true, order: change.order, said } : { ok: false, reason: change.reason };

const unreadable = (error: z.ZodError): Refused => ({
  ok: false,
  reason: error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
});

const refund: OrderAct = ({ parts, shop, order, body }) => {
  const wish = refundBody(shop).safeParse(body ?? {});
  if (!wish.success) return unreadable(wish.error);
  const { lines, amount, shipping, note, whole } = wish.data;
  const asked = whole
    ? { ...wholeRefund(order), note: note ?? null }
    : { lines, shippingMinor: shipping ?? 0, amountMinor: amount ?? null, note: note ?? null };
  return told(refundOrder(parts.context.store, order, asked), "Refunded.");
};

const edit: OrderAct = ({ parts, shop, order, body }) => {
  const wish = editBody.safeParse(body ?? {});
  if (!wish.success) return unreadable(wish.error);
  const { quantities, add, addVariant, addQuantity } = wish.data;
  const extra = addVariant ? [{ variantId: addVariant, quantity: addQuantity }] : [];
  const change = editOrder(parts.context.store, shop, order, { quantities, add: [...add, ...extra] });
  return told(change, "Edited.");
};

const cancel: OrderAct = ({ parts, order, body }) => {
  const wish = cancelBody.safeParse(body ?? {});
  if (!wish.success) return unreadable(wish.error);
  return told(cancelOrder(parts.context.store, order, wish.data), "Cancelled, and the money given back.");
};

const fulfil: OrderAct = ({ parts, order, body }) => {
  const wish = fulfilBody.safeParse(body ?? {});
  if (!wish.success) return unreadable(wish.error);
  const lines = wish.data.whole ? [] : wish.data.lines.filter(({ quantity }) => quantity > 0);
  return told(fulfilOrder(parts.context.store, order, lines), "Sent.");
};

const unfulfil: OrderAct = ({ parts, order }) =>
  told(unfulfilOrder(parts.context.store, order), "Called the parcels back.");

const paid: OrderAct = ({ parts, order }) => told(markPaid(parts.context.store, order), "Marked as paid.");

/** Sends a state of the order again: the newest one, or an older one after it; once, or many times at once. */
const resend: OrderAct = async ({ parts, shop, order, body }) => {
  const wish = resendBody.safeParse(body ?? {});
  if (!wish.success) return unreadable(wish.error);
  const { which, times, topic } = wish.data;
  const older = parts.context.store.revisions(order.id).at(-1);
  if (which === "older" && older === undefined) {
    return { ok: false, reason: "the order has no older state: change it first" };
  }
  await sendState({ parts, shop, order, topic, times });
  if (which === "older" && older !== undefined)
    await sendState({ parts, shop, order: older, topic, times: 1 });
  const said =
    which === "older"
      ? "Sent the newest state, and an older one after it."
      : times === 1
        ? "Sent again."
        : `Sent ${times} times at once.`;
  return { ok: true, order, said };
};

interface Sending extends Omit<OrderCase, "body"> {
  readonly topic: OrderTopic;
  readonly times: number;
}

async function sendState({ parts, shop, order, topic, times }: Sending): Promise<void> {
  const { context, config, deliveries } = parts;
  const happening = {
    shop: shop.domain,
    eventId: randomUUID(),
    at: context.store.now(),
    events: [{ topic, order }],
  };
  const messages = messagesOf(context.store, config, happening);
  await Promise.all(messages.map((message) => deliveries.repeat(message, times)));
}

export const orderActs: Readonly<Record<string, OrderAct>> = {
  refund,
  edit,
  cancel,
  paid,
  fulfil,
  unfulfil,
  resend,
};
