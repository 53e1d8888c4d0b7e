/** Members' birthdays: month and day, personal data, kept with the profile and erased with it. */
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface KnownBirthday {
  /** "03-21" */
  readonly birthday: string;
  readonly setAt: Instant;
}

interface RawBirthday {
  memberId: number;
  birthday: string | null;
  birthdaySetAt: Date | null;
}

const known = ({ birthday, birthdaySetAt }: RawBirthday): KnownBirthday | null =>
  birthday === null ? null : { birthday, setAt: instant(birthdaySetAt?.getTime() ?? 0) };

export async function readBirthday(sql: Sql, shopId: ShopId, id: MemberId): Promise<KnownBirthday | null> {
  const [row] = await sql.query<RawBirthday>(
    `SELECT "memberId", "birthday", "birthdaySetAt" FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, id],
  );
  return row ? known(row) : null;
}

/** null forgets it. */
export async function saveBirthday(
  sql: Sql,
  shopId: ShopId,
  { memberId: id, birthday, at }: { memberId: MemberId; birthday: string | null; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO "member_profiles" ("shopId", "memberId", "birthday", "birthdaySetAt") VALUES ($1, $2, $3, $4)
     ON CONFLICT ("shopId", "memberId") DO UPDATE SET "birthday" = excluded."birthday", "birthdaySetAt" = excluded."birthdaySetAt"`,
    [shopId, id, birthday, at],
  );
}

export interface BirthdayChild extends KnownBirthday {
  readonly memberId: MemberId;
}

export interface BirthdayQuery {
  readonly birthdays: readonly string[];
  /** What has been judged under this key is not asked again. */
  readonly ruleId: string;
  readonly keyOf: (birthday: string) => string;
  readonly limit: number;
}

/** Active members who have one of these birthdays and were not looked at yet. */
export async function membersWithBirthday(
  sql: Sql,
  shopId: ShopId,
  { birthdays, ruleId, keyOf, limit }: BirthdayQuery,
): Promise<BirthdayChild[]> {
  const rows = await sql.query<RawBirthday>(
    `SELECT p."memberId", p."birthday", p."birthdaySetAt" FROM "member_profiles" p
       JOIN unnest($2::text[], $3::text[]) AS wanted(birthday, key) ON p."birthday" = wanted.birthday
       JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId" AND m."status" = 'active'
     WHERE p."shopId" = $1 AND NOT EXISTS (SELECT 1 FROM "actions" a WHERE a."shopId" = p."shopId"
       AND a."memberId" = p."memberId" AND a."ruleId" = $4 AND a."key" = wanted.key)
     ORDER BY p."memberId" LIMIT $5`,
    [shopId, birthdays, birthdays.map(keyOf), ruleId, limit],
  );
  return rows.flatMap((row) => {
    const birthday = known(row);
    return birthday ? [{ memberId: memberId(row.memberId), ...birthday }] : [];
  });
}
