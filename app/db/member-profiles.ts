/**
 * Members' personal data, apart from the ledger so that erasing it leaves the sums true (field lesson 22), and the words they are found by.
 */
import type { MemberId, ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface ProfileRow {
  readonly memberId: MemberId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
}

/** A profile as the store tells it: what it does not tell stays as it is. */
export interface ToldProfile extends ProfileRow {
  /** Lower case. */
  readonly tags?: readonly string[];
  /** Fingerprint of the e-mail once it is proved; null takes the proof back. */
  readonly verifiedEmail?: string | null;
}

/** Arabic and Persian keyboards type the same letter differently; marks and joiners are not typed in a search at all. */
const sameLetters: Readonly<Record<string, string>> = {
  ي: "ی",
  ى: "ی",
  ك: "ک",
  ة: "ه",
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ؤ: "و",
  ئ: "ی",
};

function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u064B-\u065F\u0670\u0640]/g, "")
    .replace(/\u200c/g, " ")
    .replace(/[ييىكةأإآؤئ]/g, (letter) => sameLetters[letter] ?? letter);
}

/** The words of a text, as they are stored and searched. */
export function searchWords(text: string): string[] {
  const words = normalise(text).split(/[\s,;"'()]+/);
  return [...new Set(words.map((word) => word.slice(0, 100)).filter((word) => word.length > 0))];
}

/** Writes profiles and the words they are found by; what was there before is replaced. */
export async function saveProfiles(
  sql: Sql,
  shopId: ShopId,
  profiles: readonly ToldProfile[],
  at: Date,
): Promise<void> {
  if (profiles.length === 0) return;
  const newest = [...new Map(profiles.map((profile) => [profile.memberId, profile])).values()];
  await insertRows(
    sql,
    {
      table: "member_profiles",
      shopId,
      columns: {
        memberId: "bigint",
        name: "text",
        email: "text",
        phone: "text",
        locale: "text",
        updatedAt: "timestamptz",
      },
      rows: newest.map(({ memberId, name, email, phone, locale }) => ({
        memberId,
        name,
        email,
        phone,
        locale,
        updatedAt: at.getTime(),
      })),
    },
    `ON CONFLICT ("shopId", "memberId") DO UPDATE SET "name" = excluded."name", "email" = excluded."email",
       "phone" = excluded."phone", "locale" = COALESCE(excluded."locale", "member_profiles"."locale"), "updatedAt" = excluded."updatedAt"`,
  );
  await saveTold(sql, shopId, newest);
  const words = newest.flatMap((profile) =>
    searchWords(`${profile.name} ${profile.email ?? ""} ${profile.phone ?? ""}`).map((word) => ({
      word,
      memberId: profile.memberId,
    })),
  );
  await forgetWords(
    sql,
    shopId,
    newest.map((profile) => profile.memberId),
  );
  await insertRows(
    sql,
    { table: "member_words", shopId, columns: { word: "text", memberId: "bigint" }, rows: words },
    "ON CONFLICT DO NOTHING",
  );
}

/** Tags and the proof of an e-mail, where the store tells of them. */
async function saveTold(sql: Sql, shopId: ShopId, profiles: readonly ToldProfile[]): Promise<void> {
  const told = profiles.filter(
    ({ tags, verifiedEmail }) => tags !== undefined || verifiedEmail !== undefined,
  );
  if (told.length === 0) return;
  await sql.query(
    `UPDATE "member_profiles" p SET
       "tags" = CASE WHEN told.tags IS NULL THEN p."tags" ELSE ARRAY(SELECT jsonb_array_elements_text(told.tags::jsonb)) END,
       "verifiedEmail" = CASE WHEN told.tells THEN told.email ELSE p."verifiedEmail" END
     FROM unnest($2::bigint[], $3::text[], $4::boolean[], $5::text[]) AS told(id, tags, tells, email)
     WHERE p."shopId" = $1 AND p."memberId" = told.id`,
    [
      shopId,
      told.map((profile) => profile.memberId),
      told.map(({ tags }) => (tags === undefined ? null : JSON.stringify(tags))),
      told.map(({ verifiedEmail }) => verifiedEmail !== undefined),
      told.map(({ verifiedEmail }) => verifiedEmail ?? null),
    ],
  );
}

async function forgetWords(sql: Sql, shopId: ShopId, ids: readonly MemberId[]): Promise<void> {
  await sql.query(`DELETE FROM "member_words" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`, [
    shopId,
    ids,
  ]);
}

/** Erases the personal data of members; the ledger stays. */
export async function eraseProfiles(sql: Sql, shopId: ShopId, ids: readonly MemberId[]): Promise<void> {
  await forgetWords(sql, shopId, ids);
  await sql.query(`DELETE FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`, [
    shopId,
    ids,
  ]);
}

export async function readProfile(sql: Sql, shopId: ShopId, id: MemberId): Promise<ProfileRow | null> {
  const [row] = await sql.query<ProfileRow>(
    `SELECT "memberId", "name", "email", "phone", "locale" FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, id],
  );
  return row ?? null;
}

/** The fingerprints of these members' proved e-mails; those without one are absent. */
export async function readProvedEmails(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ memberId: number; verifiedEmail: string }>(
    `SELECT "memberId", "verifiedEmail" FROM "member_profiles"
     WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND "verifiedEmail" IS NOT NULL`,
    [shopId, ids],
  );
  return new Map(rows.map((row) => [row.memberId, row.verifiedEmail]));
}
