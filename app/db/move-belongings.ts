/**
 * What belongs to a member besides points follows a merge: customers, awards, orders, purchases, actions, referrals, invitations, codes, events, birthday. What only grows
 * (ledger, consents, history of tiers) stays where it was written and is read together with whoever it was merged into.
 */
import type { MemberId, ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface Movers {
  readonly kept: MemberId;
  readonly merged: MemberId;
}

const plain: readonly (readonly [table: string, column: string])[] = [
  ["member_identities", "memberId"],
  ["awards", "memberId"],
  ["orders", "memberId"],
  ["membership_purchases", "memberId"],
  ["referrals", "advocateId"],
  ["referrals", "friendId"],
  ["invitations", "memberId"],
  ["earning_codes", "memberId"],
];

/** Both did the same thing once: it is done once, and what the merged one did stays visible under a name of its own. */
async function moveActions(sql: Sql, shopId: ShopId, { kept, merged }: Movers): Promise<void> {
  await sql.query(
    `UPDATE "actions" a SET "memberId" = $3, "key" = CASE WHEN EXISTS (
         SELECT 1 FROM "actions" k WHERE k."shopId" = $1 AND k."memberId" = $3 AND k."ruleId" = a."ruleId" AND k."key" = a."key")
       THEN a."key" || ':member:' || $2::bigint ELSE a."key" END
     WHERE a."shopId" = $1 AND a."memberId" = $2`,
    [shopId, merged, kept],
  );
}

async function moveEvents(sql: Sql, shopId: ShopId, { kept, merged }: Movers): Promise<void> {
  await sql.query(
    `DELETE FROM "member_events" e WHERE e."shopId" = $1 AND e."memberId" = $2 AND EXISTS (
       SELECT 1 FROM "member_events" k WHERE k."shopId" = $1 AND k."memberId" = $3 AND k."kind" = e."kind" AND k."key" = e."key")`,
    [shopId, merged, kept],
  );
  await sql.query(`UPDATE "member_events" SET "memberId" = $3 WHERE "shopId" = $1 AND "memberId" = $2`, [
    shopId,
    merged,
    kept,
  ]);
}

/** What the kept member's profile does not say, the merged one's says. The rest of that goes: one person has one name. */
async function joinProfiles(sql: Sql, shopId: ShopId, { kept, merged }: Movers): Promise<void> {
  await sql.query(
    `UPDATE "member_profiles" k SET "birthday" = COALESCE(k."birthday", m."birthday"),
       "birthdaySetAt" = CASE WHEN k."birthday" IS NULL THEN m."birthdaySetAt" ELSE LEAST(k."birthdaySetAt", m."birthdaySetAt") END,
       "phone" = COALESCE(k."phone", m."phone"), "email" = COALESCE(k."email", m."email"), "locale" = COALESCE(k."locale", m."locale"),
       "name" = CASE WHEN k."name" = '' THEN m."name" ELSE k."name" END, "verifiedEmail" = COALESCE(k."verifiedEmail", m."verifiedEmail")
     FROM "member_profiles" m WHERE k."shopId" = $1 AND k."memberId" = $3 AND m."shopId" = $1 AND m."memberId" = $2`,
    [shopId, merged, kept],
  );
  await sql.query(
    `UPDATE "member_profiles" SET "memberId" = $3 WHERE "shopId" = $1 AND "memberId" = $2
       AND NOT EXISTS (SELECT 1 FROM "member_profiles" k WHERE k."shopId" = $1 AND k."memberId" = $3)`,
    [shopId, merged, kept],
  );
  await sql.query(`DELETE FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = $2`, [shopId, merged]);
  await sql.query(
    `INSERT INTO "member_words" ("shopId", "word", "memberId") SELECT "shopId", "word", $3 FROM "member_words"
     WHERE "shopId" = $1 AND "memberId" = $2 ON CONFLICT DO NOTHING`,
    [shopId, merged, kept],
  );
  await sql.query(`DELETE FROM "member_words" WHERE "shopId" = $1 AND "memberId" = $2`, [shopId, merged]);
}

/** Everybody who was merged into the merged member is merged into the kept one: however long the chain, it is one step to who is left. */
async function flatten(sql: Sql, shopId: ShopId, { kept, merged }: Movers): Promise<void> {
  await sql.query(
    `UPDATE "members" SET "mergedInto" = $3 WHERE "shopId" = $1 AND ("id" = $2 OR "mergedInto" = $2) AND "id" <> $3`,
    [shopId, merged, kept],
  );
  await sql.query(
    `UPDATE "members" k SET "joinedAt" = LEAST(k."joinedAt", m."joinedAt"), "lastOrderAt" = GREATEST(k."lastOrderAt", m."lastOrderAt")
     FROM "members" m WHERE k."shopId" = $1 AND k."id" = $3 AND m."shopId" = $1 AND m."id" = $2`,
    [shopId, merged, kept],
  );
}

/** Both members' rows are locked by the caller. Safe to run again. */
export async function moveBelongings(sql: Sql, shopId: ShopId, movers: Movers): Promise<void> {
  for (const [table, column] of plain) {
    await sql.query(`UPDATE "${table}" SET "${column}" = $3 WHERE "shopId" = $1 AND "${column}" = $2`, [
      shopId,
      movers.merged,
      movers.kept,
    ]);
  }
  await moveActions(sql, shopId, movers);
  await moveEvents(sql, shopId, movers);
  await joinProfiles(sql, shopId, movers);
  await flatten(sql, shopId, movers);
}

/** Orders of whose points something was written off: what a merge has to move besides what is left. */
export async function ordersWithExpired(sql: Sql, shopId: ShopId, member: MemberId): Promise<string[]> {
  const rows = await sql.query<{ orderId: string }>(
    `SELECT DISTINCT l."orderId" FROM "lots" l
     JOIN "allocations" a ON a."shopId" = l."shopId" AND a."memberId" = l."memberId" AND a."lotSeq" = l."seq"
     WHERE l."shopId" = $1 AND l."memberId" = $2 AND l."orderId" IS NOT NULL AND a."debitKind" = 'expire' AND a."points" > a."returned"`,
    [shopId, member],
  );
  return rows.map((row) => row.orderId);
}
