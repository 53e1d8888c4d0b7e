/**
 * One page of a walk through everything the store has, compared with what we have: which orders differ, and which of ours are missing between two others. Reading only. What
 * the walk has found so far is a value that can be written down, so that it goes on where it was.
 */
import * as z from "zod";
import { importedSince, parkedAmong, placedWithin, type Window } from "../db/order-windows";
import { readOrders } from "../db/orders";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, instant, type OrderId, orderId } from "../loyalty/brand";
import { type OrderOutline, outlineOf } from "../stores/outline";
import type { AuditPage } from "../stores/store";

const ids = z.array(z.string().transform(orderId));

/** Written down between two pages. */
export const placeSchema = z.object({
  /** The store's own word for where the next page begins; null for the first. */
  store: z.string().nullable(),
  /** Orders placed before this have been judged. */
  from: z.number().transform(instant).nullable(),
  /** Seen already, and placed at that very moment, or nobody knows when. */
  edge: ids,
  missing: ids,
  looked: z.number().int(),
  changed: z.number().int(),
  /** What was on the page before, and for how many pages in a row it has been the same. */
  last: ids,
  idle: z.number().int(),
});
export type Place = z.infer<typeof placeSchema>;

export const beginning: Place = {
  store: null,
  from: null,
  edge: [],
  missing: [],
  looked: 0,
  changed: 0,
  last: [],
  idle: 0,
};

export interface Walk {
  readonly shop: ShopRow;
  /** When the walk began: orders placed later are not judged by it. */
  readonly since: Instant;
}

/** What differs has to be fetched. What we have newer changed while we looked. */
function differs(theirs: OrderOutline, ours: OrderOutline): boolean {
  if (ours.status === "deleted") return true;
  if (theirs.updatedAt < ours.updatedAt) return false;
  return (
    theirs.updatedAt !== ours.updatedAt || theirs.status !== ours.status || theirs.refunded !== ours.refunded
  );
}

/** Orders from before we were here count only as far back as they were imported; what was parked waits for a person. */
async function neverArrived(sql: Sql, { shop }: Walk, unknown: readonly OrderOutline[]): Promise<OrderId[]> {
  if (unknown.length === 0) return [];
  const imported = (await importedSince(sql, shop.shopId)) ?? Number.POSITIVE_INFINITY;
  const here = shop.installedAt.getTime();
  const ours = unknown.filter(({ placedAt, updatedAt }) => placedAt >= imported || updatedAt >= here);
  const among = ours.map((one) => one.orderId);
  const parked = await parkedAmong(sql, shop.shopId, among);
  return among.filter((id) => !parked.has(id));
}

async function changedOf(sql: Sql, walk: Walk, page: AuditPage): Promise<OrderId[]> {
  const listed = page.orders.map((one) => one.orderId);
  const stored = await readOrders(sql, walk.shop.shopId, listed);
  const unknown: OrderOutline[] = [];
  const changed: OrderId[] = [];
  for (const theirs of page.orders) {
    const ours = stored.get(theirs.orderId);
    if (!ours) unknown.push(theirs);
    else if (differs(theirs, outlineOf(ours.order))) changed.push(theirs.orderId);
  }
  return [...changed, ...(await neverArrived(sql, walk, unknown))];
}

/** What this page lets us judge: up to its last order, or up to the walk's beginning when it is the last. */
function windowOf(page: AuditPage, place: Place, since: Instant): Window {
  const last = page.orders.reduce<number>(
    (latest, { placedAt }) => Math.max(latest, placedAt),
    place.from ?? 0,
  );
  return { from: place.from, to: instant(page.cursor === null ? since : Math.min(last, since)) };
}

export interface Step {
  readonly place: Place;
  /** Have to be fetched. */
  readonly changed: readonly OrderId[];
}

export async function judgePage(
  sql: Sql,
  walk: Walk,
  { page, place }: { page: AuditPage; place: Place },
): Promise<Step> {
  const seen = new Set([...page.orders.map((one) => one.orderId), ...page.unread]);
  const known = new Set([...seen, ...place.edge]);
  const window = windowOf(page, place, walk.since);
  const within = await placedWithin(sql, walk.shop.shopId, window);
  const changed = await changedOf(sql, walk, page);
  const atEdge = page.orders.filter(({ placedAt }) => placedAt >= window.to).map((one) => one.orderId);
  const stays = window.to === place.from ? place.edge : [];
  return {
    changed,
    place: {
      store: page.cursor,
      from: window.to,
      edge: [...new Set([...stays, ...atEdge, ...page.unread])],
      // A walk may have parts, such as the trash after everything else: what comes later is not missing after all.
      missing: [...place.missing, ...within].filter((id) => !known.has(id)),
      looked: place.looked + seen.size,
      changed: place.changed + changed.length,
      last: [...seen],
      idle: [...seen].every((id) => place.last.includes(id)) ? place.idle + 1 : 0,
    },
  };
}
