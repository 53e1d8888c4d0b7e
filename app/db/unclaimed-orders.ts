/**
 * Stored orders that a member may claim: their own from before they joined, guests' orders with their proved e-mail, and those that counted for nothing because
 * they were no member then. Whether each counts is judged by the core when it is reconciled again.
 */
import { type MemberId, memberId, type OrderId, orderId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export async function findClaimable(
  sql: Sql,
  shopId: ShopId,
  wish: { readonly memberId: MemberId; readonly after: string; readonly limit: number },
): Promise<OrderId[]> {
  const raw = await sql.query<{ orderId: string }>(
    `SELECT "orderId" FROM (
       SELECT o."orderId" FROM "member_identities" i JOIN "orders" o ON o."shopId" = i."shopId" AND o."customerId" = i."customerId"
         WHERE i."shopId" = $1 AND i."memberId" = $2 AND o."memberId" IS NULL
       UNION SELECT o."orderId" FROM "member_profiles" p
         JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId"
         JOIN "orders" o ON o."shopId" = p."shopId" AND o."buyerEmail" = p."verifiedEmail"
         WHERE p."shopId" = $1 AND p."memberId" = $2 AND o."memberId" IS NULL AND o."customerId" IS NULL AND o."placedAt" >= m."guestsFrom"
       UNION SELECT a."orderId" FROM "awards" a
         WHERE a."shopId" = $1 AND a."memberId" = $2 AND a."points" = 0 AND a."breakdown"->>'none' IN ('not-a-member', 'membership-over')
     ) AS claimable WHERE "orderId" > $3 ORDER BY "orderId" LIMIT $4`,
    [shopId, wish.memberId, wish.after, wish.limit],
  );
  return raw.map((row) => orderId(row.orderId));
}

/** Whose order a guest's stored one has become: a claim, once made, stays with whoever made it. */
export async function readClaims(
  sql: Sql,
  shopId: ShopId,
  orders: readonly OrderId[],
): Promise<Map<OrderId, MemberId>> {
  if (orders.length === 0) return new Map();
  const raw = await sql.query<{ orderId: string; memberId: number }>(
    `SELECT "orderId", "memberId" FROM "orders" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[]) AND "customerId" IS NULL AND "memberId" IS NOT NULL`,
    [shopId, orders],
  );
  return new Map(raw.map((row) => [orderId(row.orderId), memberId(row.memberId)]));
}

/** Which of these members have stored orders that nobody has claimed for them. */
export async function membersWithUnclaimed(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
): Promise<MemberId[]> {
  if (members.length === 0) return [];
  const raw = await sql.query<{ memberId: number }>(
    `SELECT i."memberId" FROM "member_identities" i
       JOIN "orders" o ON o."shopId" = i."shopId" AND o."customerId" = i."customerId" AND o."memberId" IS NULL
       WHERE i."shopId" = $1 AND i."memberId" = ANY($2::bigint[])
     UNION SELECT p."memberId" FROM "member_profiles" p
       JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId"
       JOIN "orders" o ON o."shopId" = p."shopId" AND o."buyerEmail" = p."verifiedEmail" AND o."memberId" IS NULL
         AND o."customerId" IS NULL AND o."placedAt" >= m."guestsFrom"
       WHERE p."shopId" = $1 AND p."memberId" = ANY($2::bigint[])`,
    [shopId, members],
  );
  return raw.map((row) => memberId(row.memberId));
}

/** Members who may have orders among those that came lately and that nobody has claimed. */
export async function membersOfLateOrders(sql: Sql, shopId: ShopId, since: Date): Promise<MemberId[]> {
  const raw = await sql.query<{ memberId: number }>(
    `SELECT i."memberId" FROM "orders" o JOIN "member_identities" i ON i."shopId" = o."shopId" AND i."customerId" = o."customerId"
       WHERE o."shopId" = $1 AND o."memberId" IS NULL AND o."receivedAt" >= $2
     UNION SELECT p."memberId" FROM "orders" o
       JOIN "member_profiles" p ON p."shopId" = o."shopId" AND p."verifiedEmail" = o."buyerEmail"
       WHERE o."shopId" = $1 AND o."memberId" IS NULL AND o."customerId" IS NULL AND o."receivedAt" >= $2`,
    [shopId, since],
  );
  return raw.map((row) => memberId(row.memberId));
}
