/** A member's own referral code. It stays with them when they are merged into another: the code then leads to whoever is left. */
import { type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** The member who is left at the end of a chain of merges. */
export async function survivorOf(sql: Sql, shopId: ShopId, id: MemberId): Promise<MemberId> {
  const [row] = await sql.query<{ id: number }>(
    `WITH RECURSIVE chain AS (
       SELECT "id", "mergedInto", 1 AS step FROM "members" WHERE "shopId" = $1 AND "id" = $2
       UNION ALL
       SELECT m."id", m."mergedInto", chain.step + 1 FROM "members" m JOIN chain ON m."id" = chain."mergedInto" WHERE m."shopId" = $1 AND chain.step < 20)
     SELECT "id" FROM chain ORDER BY step DESC LIMIT 1`,
    [shopId, id],
  );
  return row ? memberId(row.id) : id;
}

/** Whose code it is; null for one that nobody has. */
export async function advocateOfCode(sql: Sql, shopId: ShopId, code: string): Promise<MemberId | null> {
  const [row] = await sql.query<{ memberId: number }>(
    `SELECT "memberId" FROM "referral_codes" WHERE "shopId" = $1 AND "code" = $2`,
    [shopId, code],
  );
  return row ? survivorOf(sql, shopId, memberId(row.memberId)) : null;
}

export async function readReferralCode(sql: Sql, shopId: ShopId, id: MemberId): Promise<string | null> {
  const [row] = await sql.query<{ code: string }>(
    `SELECT "code" FROM "referral_codes" WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, id],
  );
  return row?.code ?? null;
}

/** Keeps a code for a member who has none. Asked twice at once, the first is kept; a code somebody else has is not taken. */
export async function insertReferralCode(
  sql: Sql,
  shopId: ShopId,
  { memberId: id, code }: { readonly memberId: MemberId; readonly code: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO "referral_codes" ("shopId", "code", "memberId") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [shopId, code, id],
  );
}
