/**
 * Every order a store has, in outline: what an audit compares with what we have, because WooCommerce says nothing of a deleted refund and of an order that is deleted
 * for good. An outline is computed from few fields, and is the same as that of the order's translation.
 */
import * as z from "zod";
import { type Instant, instant, orderId } from "../../../app/loyalty/brand";
import { addMinor, type Minor } from "../../../app/loyalty/money";
import type { OrderStatus } from "../../../app/loyalty/order";
import { believing, gmt, readAmount, readCurrency } from "../believed";
import type { WooCommerceClient } from "../client";
import { isDraft, statusOf, statusWord } from "../order-state";
import { sumOf } from "../refund-shares";
import { restOrder } from "../rest-order";
import { askPage } from "./ask-page";
import { nextPart, PARTS } from "./list-changed";
import { afterText, nextPlace, placeOf, textOf } from "./place";

export interface Outline {
  readonly orderId: ReturnType<typeof orderId>;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  readonly status: OrderStatus;
  readonly refunded: Minor;
}

export interface Outlines {
  readonly orders: readonly Outline[];
  readonly unread: readonly ReturnType<typeof orderId>[];
  readonly cursor: string | null;
}

const fields = restOrder.pick({
  id: true,
  status: true,
  currency: true,
  total: true,
  date_created_gmt: true,
  date_modified_gmt: true,
  date_paid_gmt: true,
  date_completed_gmt: true,
  refunds: true,
});
const row = z.looseObject({ id: z.int().positive(), date_created_gmt: gmt });

const begin = instant(0);

export async function outlineOrders(client: WooCommerceClient, cursor: string | null): Promise<Outlines> {
  const start = placeOf(cursor, begin);
  const {
    rows: data,
    total,
    place,
  } = await askPage(client, start, {
    status: PARTS[start.part] ?? "any",
    ...(start.from > 0 ? { after: afterText(start) } : {}),
    orderby: "date",
    _fields: Object.keys(fields.shape).join(","),
  });
  const named = data.flatMap((one) => row.safeParse(one).data ?? []);
  const rows = named.map(({ id, date_created_gmt }) => ({ id, at: date_created_gmt }));
  const answers = data.map(outlineOf);
  const next = nextPlace(place, rows, total) ?? nextPart(place.part, begin);
  return {
    orders: answers.flatMap((answer) => (answer !== null && "status" in answer ? [answer] : [])),
    unread: answers.flatMap((answer) => (answer !== null && "unread" in answer ? [answer.unread] : [])),
    cursor: next && textOf(next),
  };
}

/** null for a checkout in the making, and for what does not even tell its id. */
export function outlineOf(body: unknown): Outline | { readonly unread: Outline["orderId"] } | null {
  const parsed = fields.safeParse(body);
  if (!parsed.success) {
    const id = z.object({ id: z.int().positive() }).safeParse(body).data?.id;
    return id === undefined ? null : { unread: orderId(String(id)) };
  }
  const order = { ...parsed.data, status: statusWord(parsed.data.status) };
  if (isDraft(order.status)) return null;
  const id = orderId(String(order.id));
  const outline = believing(
    (): Outline => ({
      orderId: id,
      placedAt: order.date_created_gmt,
      updatedAt: order.date_modified_gmt ?? order.date_created_gmt,
      status: statusOf(order),
      refunded: refundedOf(order),
    }),
  );
  return "parked" in outline ? { unread: id } : outline;
}

/** "Refunded" is the store's word for: all that was paid went back, however it was booked. */
function refundedOf(order: z.infer<typeof fields>): Minor {
  const currency = readCurrency(order.currency);
  if (order.status === "refunded") return readAmount(order.total, currency, "the total");
  return addMinor(...(order.refunds ?? []).map(({ total }) => sumOf(total, { currency })));
}
