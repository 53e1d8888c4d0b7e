/** Reading and locking referrals. Members are locked before a referral is, always. */
import type { MemberId, ShopId } from "../loyalty/brand";
import { type RawReferral, type ReferralRow, toReferral } from "./referral-rows";
import type { Sql } from "./transaction";

async function select(sql: Sql, where: string, values: readonly unknown[]): Promise<ReferralRow[]> {
  const raw = await sql.query<RawReferral>(
    `SELECT * FROM "referrals" WHERE "shopId" = $1 AND ${where}`,
    values,
  );
  return raw.map(toReferral);
}

export async function readReferral(sql: Sql, shopId: ShopId, id: number): Promise<ReferralRow | null> {
  return (await select(sql, `"id" = $2`, [shopId, id]))[0] ?? null;
}

/** Locks one for the rest of the transaction; members are locked before. */
export async function lockReferral(sql: Sql, shopId: ShopId, id: number): Promise<ReferralRow | null> {
  return (await select(sql, `"id" = $2 FOR UPDATE`, [shopId, id]))[0] ?? null;
}

export async function lockReferralOfFriend(
  sql: Sql,
  shopId: ShopId,
  friend: string,
): Promise<ReferralRow | null> {
  return (await select(sql, `"friend" = $2 FOR UPDATE`, [shopId, friend]))[0] ?? null;
}

/** The invited friends among whoever bought: by the code they used, or by their e-mail's hash. */
export async function lockInvited(
  sql: Sql,
  shopId: ShopId,
  bought: { readonly codes: readonly string[]; readonly friends: readonly string[] },
): Promise<ReferralRow[]> {
  const { codes, friends } = bought;
  if (codes.length + friends.length === 0) return [];
  const where = `"state" = 'invited' AND ("code" = ANY($2::text[]) OR "friend" = ANY($3::text[])) ORDER BY "id" FOR UPDATE`;
  return select(sql, where, [shopId, codes, friends]);
}

export async function setFriendCode(
  sql: Sql,
  shopId: ShopId,
  { id, storeRef }: { readonly id: number; readonly storeRef: string | null },
): Promise<void> {
  await sql.query(`UPDATE "referrals" SET "storeRef" = $3 WHERE "shopId" = $1 AND "id" = $2`, [
    shopId,
    id,
    storeRef,
  ]);
}

/** Whose return window has closed and for whom nobody has to look any more. */
export async function readDueReferrals(
  sql: Sql,
  shopId: ShopId,
  at: Date,
  limit: number,
): Promise<ReferralRow[]> {
  return select(
    sql,
    `"state" = 'qualified' AND NOT "review" AND "dueAt" <= $2 ORDER BY "dueAt", "id" LIMIT $3`,
    [shopId, at, limit],
  );
}

/** Invited before, and nothing came of it. */
export async function readLapsedReferrals(
  sql: Sql,
  shopId: ShopId,
  before: Date,
  limit: number,
): Promise<ReferralRow[]> {
  return select(sql, `"state" = 'invited' AND "invitedAt" <= $2 ORDER BY "id" LIMIT $3`, [
    shopId,
    before,
    limit,
  ]);
}

/** The friends of one advocate, newest first. */
export async function readFriends(
  sql: Sql,
  shopId: ShopId,
  advocate: MemberId,
  limit = 50,
): Promise<ReferralRow[]> {
  return select(sql, `"advocateId" = $2 ORDER BY "id" DESC LIMIT $3`, [shopId, advocate, limit]);
}

export async function countFriends(
  sql: Sql,
  shopId: ShopId,
  asked: { readonly advocateId: MemberId; readonly since: Date },
): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "referrals" WHERE "shopId" = $1 AND "advocateId" = $2 AND "invitedAt" > $3`,
    [shopId, asked.advocateId, asked.since],
  );
  return row?.n ?? 0;
}

/** Rewards of an advocate between two moments, of whoever was merged into them too. */
export async function countRewarded(
  sql: Sql,
  shopId: ShopId,
  asked: { readonly advocateId: MemberId; readonly from: Date; readonly until: Date },
): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "referrals" r LEFT JOIN "members" m ON m."shopId" = r."shopId" AND m."id" = r."advocateId"
     WHERE r."shopId" = $1 AND (r."advocateId" = $2 OR m."mergedInto" = $2) AND r."state" = 'rewarded' AND r."settledAt" >= $3 AND r."settledAt" < $4`,
    [shopId, asked.advocateId, asked.from, asked.until],
  );
  return row?.n ?? 0;
}
