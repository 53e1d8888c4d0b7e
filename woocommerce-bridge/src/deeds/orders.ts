/**
 * One order as it is now, with its refunds in full: an order tells only their sums, and which lines they are from would differ between two readings of it.
 */
import * as z from "zod";
import { complaint, type Parked } from "../believed";
import type { Fingerprint } from "../buyer";
import { StoreMisspoke, StoreRefused, type WooCommerceClient } from "../client";
import { isDraft } from "../order-state";
import { restRefund } from "../rest-order";
import { type Translation, translateOrder } from "../translate-order";
import { PER_PAGE } from "./place";

export interface Line {
  readonly client: WooCommerceClient;
  readonly fingerprint: Fingerprint;
}

export type Read = Translation | Parked;

/** null: there is no such order, or it is none yet. One in the trash is cancelled. */
export async function fetchOrder(line: Line, orderId: string): Promise<Read | null> {
  if (!/^[1-9]\d{0,15}$/.test(orderId)) return null;
  const found = await orNone(line.client.get(`orders/${orderId}`, { answer: z.unknown() }));
  return found === null ? null : readOrder(line, found.data);
}

const outlined = z.object({
  id: z.int().positive(),
  status: z.string(),
  refunds: z.array(z.object({ id: z.int() })).nullish(),
});

/** null for a checkout in the making. A refund that went while its order was read is not waited for: the order is read anew. */
export async function readOrder(line: Line, body: unknown): Promise<Read | null> {
  const read = await readOnce(line, body);
  if (read === null || "parked" in read || !read.refundsUnnamed) return read;
  const { orderId } = read.order;
  const again = await orNone(line.client.get(`orders/${orderId}`, { answer: z.unknown() }));
  // What our keys may not see of its refunds even now is shared out over the lines: the sum is right.
  return again === null ? null : readOnce(line, again.data);
}

async function readOnce(line: Line, body: unknown): Promise<Read | null> {
  const outline = outlined.safeParse(body);
  if (!outline.success) return { parked: "malformed", detail: complaint(outline.error) };
  const { id, status, refunds } = outline.data;
  if (isDraft(status)) return null;
  const full = (refunds ?? []).length === 0 ? [] : await refundsOf(line.client, id);
  return translateOrder(body, { fingerprint: line.fingerprint, refunds: full });
}

/** All of them: a page is ten where nothing is said, and a hundred at most. */
async function refundsOf(client: WooCommerceClient, orderId: number): Promise<unknown[]> {
  const refunds = new Map<number, z.infer<typeof restRefund>>();
  for (let page = 1; ; page += 1) {
    const { data, total } = await client.get(`orders/${orderId}/refunds`, {
      answer: z.array(restRefund),
      params: { per_page: PER_PAGE, page, orderby: "id", order: "asc" },
    });
    for (const refund of data) refunds.set(refund.id, refund);
    if (data.length < PER_PAGE || refunds.size === total) return [...refunds.values()];
  }
}

/**
 * What is not there is no error to who asks whether it is. Only WooCommerce's own words for it count (`woocommerce_rest_shop_order_invalid_id`, and `wc_user_invalid_id` for accounts):
 * while it is switched off, WordPress answers `rest_no_route` with the same status to everything, and nothing must be taken for deleted by that.
 */
export async function orNone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof StoreRefused) || (error.status !== 404 && error.status !== 410)) throw error;
    if (/^(woocommerce_rest|wc_user)_/.test(error.code ?? "")) return null;
    throw new StoreMisspoke(`what says that there is no such thing is not WooCommerce: ${error.message}`);
  }
}
