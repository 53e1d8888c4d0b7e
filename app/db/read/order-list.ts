/** Orders with what they earned, or why nothing: found by their name, or a member's latest. */
import { z } from "zod";
import type { AwardExclusion } from "../../loyalty/award";
import { awardExclusions } from "../../loyalty/award";
import { type MemberId, memberId, type OrderId, orderId, type ShopId } from "../../loyalty/brand";
import { whyNothing } from "../../loyalty/eligible-money";
import { parseOrder } from "../order-state";
import type { Sql } from "../transaction";

export interface OrderListItem {
  readonly orderId: OrderId;
  readonly name: string;
  readonly memberId: MemberId | null;
  readonly placedAt: Date;
  readonly points: number;
  /** Why it earned nothing; null when it earned, or when its lines decided. */
  readonly none: AwardExclusion | null;
}

interface RawItem {
  orderId: string;
  name: string;
  memberId: number | null;
  placedAt: Date;
  state: unknown;
  points: number | null;
  none: string | null;
}

const noneSchema = z.enum(awardExclusions).nullable().catch(null);

function toItem({ state, ...raw }: RawItem): OrderListItem {
  const none = noneSchema.parse(raw.none);
  const awarded = raw.points === null ? null : { none };
  const points = raw.points ?? 0;
  return {
    orderId: orderId(raw.orderId),
    name: raw.name,
    memberId: raw.memberId === null ? null : memberId(raw.memberId),
    placedAt: raw.placedAt,
    points,
    none: points > 0 ? null : (whyNothing(parseOrder(state), awarded) ?? "nothing-eligible"),
  };
}

const select = `SELECT o."orderId", o."name", COALESCE(a."memberId", o."memberId") AS "memberId", o."placedAt", o."state", a."points",
  a."breakdown"->>'none' AS "none" FROM "orders" o LEFT JOIN "awards" a ON a."shopId" = o."shopId" AND a."orderId" = o."orderId"`;

/** People leave the sign out, or give the store's own number. */
export async function findOrders(
  sql: Sql,
  shopId: ShopId,
  { words, limit }: { readonly words: string; readonly limit: number },
): Promise<OrderListItem[]> {
  const name = words.trim();
  const raw = await sql.query<RawItem>(
    `${select} WHERE o."shopId" = $1 AND (o."name" = ANY($2::text[]) OR o."orderId" = $3) ORDER BY o."placedAt" DESC, o."orderId" LIMIT $4`,
    [shopId, [name, `#${name}`, name.replace(/^#/, "")], name, limit],
  );
  return raw.map(toItem);
}

export async function readLatestOrders(sql: Sql, shopId: ShopId, limit: number): Promise<OrderListItem[]> {
  const raw = await sql.query<RawItem>(
    `${select} WHERE o."shopId" = $1 ORDER BY o."placedAt" DESC, o."orderId" LIMIT $2`,
    [shopId, limit],
  );
  return raw.map(toItem);
}

export async function readOrdersOf(
  sql: Sql,
  shopId: ShopId,
  { memberId: member, limit }: { readonly memberId: MemberId; readonly limit: number },
): Promise<OrderListItem[]> {
  const raw = await sql.query<RawItem>(
    `${select} WHERE o."shopId" = $1 AND o."memberId" = $2 ORDER BY o."placedAt" DESC, o."orderId" LIMIT $3`,
    [shopId, member, limit],
  );
  return raw.map(toItem);
}
