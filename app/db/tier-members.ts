/** Which members' tiers are to be looked at: everybody in turn, those whose time has come, those with other tags in the store. */
import { type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

const idsOf = (rows: readonly { id: number }[]): MemberId[] => rows.map((row) => memberId(row.id));

export interface MemberSlice {
  readonly after: number;
  readonly limit: number;
  /** Only who holds one of these tiers. */
  readonly tierIds?: readonly string[];
}

/** Active members in the order of their ids. */
export async function readMembersAfter(
  sql: Sql,
  shopId: ShopId,
  { after, limit, tierIds }: MemberSlice,
): Promise<MemberId[]> {
  return idsOf(
    await sql.query(
      `SELECT "id" FROM "members" WHERE "shopId" = $1 AND "id" > $2 AND "status" = 'active'
         AND ($4::text[] IS NULL OR "tierId" = ANY($4)) ORDER BY "id" LIMIT $3`,
      [shopId, after, limit, tierIds ?? null],
    ),
  );
}

/** Whose grace or pin has ended. */
export async function readDueMembers(
  sql: Sql,
  shopId: ShopId,
  { at, limit }: { at: Date; limit: number },
): Promise<MemberId[]> {
  return idsOf(
    await sql.query(
      `(SELECT "id" FROM "members" WHERE "shopId" = $1 AND "status" = 'active' AND "tierGraceUntil" IS NOT NULL AND "tierGraceUntil" <= $2 LIMIT $3)
       UNION
       (SELECT "id" FROM "members" WHERE "shopId" = $1 AND "status" = 'active' AND "pinnedUntil" IS NOT NULL AND "pinnedUntil" <= $2 LIMIT $3)
       ORDER BY 1 LIMIT $3`,
      [shopId, at, limit],
    ),
  );
}

/** Tags that tell a store of a tier's benefits. */
export const benefitTags = {
  earlyAccess: "vafa-early-access",
  prioritySupport: "vafa-priority-support",
} as const;

/** Of these members, whose customer has our tags or should have them. */
export async function readTaggedMembers(
  sql: Sql,
  shopId: ShopId,
  { ids, tierIds }: { ids: readonly MemberId[]; tierIds: readonly string[] },
): Promise<MemberId[]> {
  return idsOf(
    await sql.query(
      `SELECT m."id" FROM "members" m LEFT JOIN "member_profiles" p ON p."shopId" = m."shopId" AND p."memberId" = m."id"
       WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[]) AND (m."tierId" = ANY($3::text[]) OR p."tags" && $4::text[])`,
      [shopId, ids, tierIds, Object.values(benefitTags)],
    ),
  );
}

/** Of these members, who takes part and may have tags for it, and who goes and has some, or is being given some at this moment. */
export async function readRetagged(sql: Sql, shopId: ShopId, ids: readonly MemberId[]): Promise<MemberId[]> {
  return idsOf(
    await sql.query(
      `SELECT m."id" FROM "members" m LEFT JOIN "member_profiles" p ON p."shopId" = m."shopId" AND p."memberId" = m."id"
       WHERE m."shopId" = $1 AND m."id" = ANY($2::bigint[]) AND ((m."status" = 'active' AND m."tierId" IS NOT NULL) OR p."tags" && $3::text[]
         OR EXISTS (SELECT 1 FROM "outbox" o WHERE o."shopId" = $1 AND o."kind" = 'change-tags' AND o."subject" = m."id"::text))`,
      [shopId, ids, Object.values(benefitTags)],
    ),
  );
}

/** Members with an order that was placed in this time: what a window has let go since it was looked at last. */
export async function readBuyersBetween(
  sql: Sql,
  shopId: ShopId,
  { from, until }: { from: Date; until: Date },
): Promise<MemberId[]> {
  return idsOf(
    await sql.query(
      `SELECT DISTINCT "memberId" AS "id" FROM "orders" WHERE "shopId" = $1 AND "placedAt" >= $2 AND "placedAt" < $3 AND "memberId" IS NOT NULL`,
      [shopId, from, until],
    ),
  );
}

/** A member's tags in the store, as it told them last; null when the profile was erased, and nothing is known. */
export async function readTags(sql: Sql, shopId: ShopId, id: MemberId): Promise<readonly string[] | null> {
  const [row] = await sql.query<{ tags: string[] }>(
    `SELECT "tags" FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, id],
  );
  return row?.tags ?? null;
}

/** Remembers which of our tags a member's customers have now, until the store tells. */
export async function saveBenefitTags(
  sql: Sql,
  shopId: ShopId,
  { memberId: id, tags }: { memberId: MemberId; tags: readonly string[] },
): Promise<void> {
  await sql.query(
    `UPDATE "member_profiles" SET "tags" = ARRAY(SELECT t FROM unnest("tags") AS t WHERE t <> ALL($3::text[])) || $4::text[]
     WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, id, Object.values(benefitTags), tags],
  );
}
