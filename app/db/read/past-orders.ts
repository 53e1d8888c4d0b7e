/**
 * A shop's past orders with what was known of their members when they were placed: what a draft of terms is tried on. Oldest first, so that a budget runs out as it would
 * have.
 */
import { z } from "zod";
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { Order } from "../../loyalty/order";
import { parseOrder } from "../order-state";
import type { Sql } from "../transaction";

export interface PastOrder {
  readonly order: Order;
  readonly memberId: MemberId;
  readonly tierId: string | null;
  readonly multiplierBp: number;
  /** What the member had ordered before this order. */
  readonly before: { readonly orders: number; readonly spend: number; readonly lastOrderAt: Instant | null };
}

interface RawPast {
  state: unknown;
  memberId: number;
  tierId: string | null;
  multiplierBp: number;
  orders: number;
  spend: number;
  lastOrderAt: Date | null;
}

const placeSchema = z.string().regex(/^\d+:.+$/s);

/** Where an order stands in the list. */
export const placeOf = (order: Order): string => `${order.placedAt}:${order.orderId}`;

function afterPlace(cursor: string | null, from: Date): [Date, string] {
  if (cursor === null) return [from, ""];
  const text = placeSchema.parse(cursor);
  const colon = text.indexOf(":");
  return [new Date(Number(text.slice(0, colon))), text.slice(colon + 1)];
}

export interface PastWanted {
  readonly from: Date;
  /** After which place; null for the beginning. */
  readonly cursor: string | null;
  readonly limit: number;
}

const which = `a."shopId" = $1 AND o."status" = 'paid' AND a."placedAt" >= $2`;
const join = `FROM "awards" a JOIN "orders" o ON o."shopId" = a."shopId" AND o."orderId" = a."orderId"`;

export async function countPastOrders(sql: Sql, shopId: ShopId, from: Date): Promise<number> {
  const [row] = await sql.query<{ count: number }>(`SELECT count(*) AS "count" ${join} WHERE ${which}`, [
    shopId,
    from,
  ]);
  return row?.count ?? 0;
}

export async function readPastOrders(sql: Sql, shopId: ShopId, wanted: PastWanted): Promise<PastOrder[]> {
  const [at, id] = afterPlace(wanted.cursor, wanted.from);
  const rows = await sql.query<RawPast>(
    `SELECT o."state", a."memberId", a."tierId", a."multiplierBp", had."orders", had."spend", had."lastOrderAt" ${join}
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE b."eligible" > 0) AS "orders", COALESCE(sum(b."eligible"), 0)::bigint AS "spend",
         max(b."placedAt") AS "lastOrderAt" FROM "awards" b
       WHERE b."shopId" = $1 AND b."memberId" = a."memberId" AND b."placedAt" < a."placedAt") had
     WHERE ${which} AND (a."placedAt", a."orderId") > ($3, $4) ORDER BY a."placedAt", a."orderId" LIMIT $5`,
    [shopId, wanted.from, at, id, wanted.limit],
  );
  return rows.map(({ state, memberId: member, orders, spend, lastOrderAt, ...factors }) => ({
    ...factors,
    order: parseOrder(state),
    memberId: memberId(member),
    before: { orders, spend, lastOrderAt: lastOrderAt && instant(lastOrderAt.getTime()) },
  }));
}
