/** What an import knows of people: whom an e-mail belongs to, birthdays and dates of joining. It fills in what was not known and never overwrites what the store or the member said. */
import { type Instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

/** The members with these e-mails, which are given in lower case as stores keep them. */
export async function membersByEmail(
  sql: Sql,
  shopId: ShopId,
  emails: readonly string[],
): Promise<Map<string, MemberId[]>> {
  const found = new Map<string, MemberId[]>();
  if (emails.length === 0) return found;
  const rows = await sql.query<{ email: string; memberId: number }>(
    `SELECT p."email", p."memberId" FROM "member_profiles" p JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId"
     WHERE p."shopId" = $1 AND p."email" = ANY($2::text[]) AND m."status" <> 'merged' ORDER BY p."memberId"`,
    [shopId, emails],
  );
  for (const row of rows) found.set(row.email, [...(found.get(row.email) ?? []), memberId(row.memberId)]);
  return found;
}

export interface BroughtAlong {
  readonly memberId: MemberId;
  /** "03-21" */
  readonly birthday: string | null;
  readonly joinedAt: Instant | null;
}

/** A birthday that the former program knew has been on record for longer than we can tell. */
export async function keepBroughtAlong(
  sql: Sql,
  shopId: ShopId,
  brought: readonly BroughtAlong[],
): Promise<void> {
  const born = brought.filter((one) => one.birthday !== null);
  if (born.length > 0)
    await sql.query(
      `INSERT INTO "member_profiles" ("shopId", "memberId", "birthday") SELECT $1, id, birthday FROM unnest($2::bigint[], $3::text[]) AS batch(id, birthday)
       ON CONFLICT ("shopId", "memberId") DO UPDATE SET "birthday" = excluded."birthday" WHERE "member_profiles"."birthday" IS NULL`,
      [shopId, born.map((one) => one.memberId), born.map((one) => one.birthday)],
    );
  const dated = brought.flatMap(({ memberId: id, joinedAt }) =>
    joinedAt === null ? [] : [{ id, joinedAt }],
  );
  if (dated.length > 0)
    await sql.query(
      `UPDATE "members" SET "joinedAt" = batch.joined FROM unnest($2::bigint[], $3::timestamptz[]) AS batch(id, joined)
       WHERE "members"."shopId" = $1 AND "members"."id" = batch.id AND "members"."joinedAt" > batch.joined`,
      [shopId, dated.map((one) => one.id), dated.map((one) => new Date(one.joinedAt))],
    );
}

/** Which of these sources there are entries of already. */
export async function knownSources(
  sql: Sql,
  shopId: ShopId,
  sources: readonly string[],
): Promise<Set<string>> {
  if (sources.length === 0) return new Set();
  const rows = await sql.query<{ source: string }>(
    `SELECT "source" FROM "ledger_entries" WHERE "shopId" = $1 AND "source" = ANY($2::text[])`,
    [shopId, sources],
  );
  return new Set(rows.map((row) => row.source));
}
