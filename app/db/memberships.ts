/** When each member is a member: status, the periods in which orders count, the end of a paid membership, and whom a proved e-mail belongs to. */
import { z } from "zod";
import { type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { MemberStatus, MembershipStanding } from "../loyalty/membership-standing";
import type { Sql } from "./transaction";

const moment = (date: Date | null): Instant | null => date && instant(date.getTime());
const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

const periodsSchema = z
  .array(
    z
      .tuple([z.number().int(), z.number().int().nullable()])
      .transform(([from, until]) => ({ from: instant(from), until: until === null ? null : instant(until) })),
  )
  .nullable();

export interface MembershipRow extends MembershipStanding {
  readonly memberId: MemberId;
  readonly joinedVia: string;
  readonly joinedAt: Instant;
}

interface RawMembership {
  id: number;
  status: MemberStatus;
  periods: unknown;
  membershipUntil: Date | null;
  guestsFrom: Date | null;
  joinedVia: string;
  joinedAt: Date;
}

const toMembership = (raw: RawMembership): MembershipRow => ({
  memberId: memberId(raw.id),
  status: raw.status,
  periods: periodsSchema.parse(raw.periods),
  until: moment(raw.membershipUntil),
  guestsFrom: moment(raw.guestsFrom),
  joinedVia: raw.joinedVia,
  joinedAt: instant(raw.joinedAt.getTime()),
});

const membershipColumns = `"id", "status", "periods", "membershipUntil", "guestsFrom", "joinedVia", "joinedAt"`;

const byMember = (raw: readonly RawMembership[]) =>
  new Map(raw.map((row) => [memberId(row.id), toMembership(row)]));

export async function readMemberships(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MembershipRow>> {
  if (ids.length === 0) return new Map();
  const raw = await sql.query<RawMembership>(
    `SELECT ${membershipColumns} FROM "members" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[])`,
    [shopId, [...new Set(ids)]],
  );
  return byMember(raw);
}

/** Of these members, those with whom an order may not count (`whyNotCounted`): in most programs nobody. */
export async function membershipsInQuestion(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MembershipRow>> {
  if (ids.length === 0) return new Map();
  const raw = await sql.query<RawMembership>(
    `SELECT ${membershipColumns} FROM "members" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[])
       AND ("periods" IS NOT NULL OR "status" NOT IN ('active', 'lapsed'))`,
    [shopId, [...new Set(ids)]],
  );
  return byMember(raw);
}

/** Writes when a member is one. The member's row is locked by the caller. */
export async function saveMembership(sql: Sql, shopId: ShopId, row: MembershipRow): Promise<void> {
  const periods = row.periods && JSON.stringify(row.periods.map(({ from, until }) => [from, until]));
  await sql.query(
    `UPDATE "members" SET "status" = $3, "periods" = $4::jsonb, "membershipUntil" = $5, "guestsFrom" = $6, "joinedVia" = $7, "joinedAt" = $8
     WHERE "shopId" = $1 AND "id" = $2`,
    [
      shopId,
      row.memberId,
      row.status,
      periods,
      date(row.until),
      date(row.guestsFrom),
      row.joinedVia,
      date(row.joinedAt),
    ],
  );
}

/** The members whose proved e-mail has one of these fingerprints; the longest-standing one where there are several. */
export async function membersByProvedEmail(
  sql: Sql,
  shopId: ShopId,
  fingerprints: readonly string[],
): Promise<Map<string, MembershipRow>> {
  if (fingerprints.length === 0) return new Map();
  const raw = await sql.query<RawMembership & { verifiedEmail: string }>(
    `SELECT DISTINCT ON (p."verifiedEmail") p."verifiedEmail", m."id", m."status", m."periods", m."membershipUntil", m."guestsFrom",
       m."joinedVia", m."joinedAt" FROM "member_profiles" p
     JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId" AND m."status" IN ('active', 'lapsed')
     WHERE p."shopId" = $1 AND p."verifiedEmail" = ANY($2::text[]) ORDER BY p."verifiedEmail", m."id"`,
    [shopId, [...new Set(fingerprints)]],
  );
  return new Map(raw.map((row) => [row.verifiedEmail, toMembership(row)]));
}

/** Paid memberships that have run out and are still called active. */
export async function findOver(sql: Sql, shopId: ShopId, at: Date, limit: number): Promise<MemberId[]> {
  const raw = await sql.query<{ id: number }>(
    `SELECT "id" FROM "members" WHERE "shopId" = $1 AND "status" = 'active' AND "membershipUntil" IS NOT NULL AND "membershipUntil" <= $2
     ORDER BY "membershipUntil" LIMIT $3`,
    [shopId, at, limit],
  );
  return raw.map((row) => memberId(row.id));
}

/** Everybody who was merged into a member, however many merges ago. Merging keeps this flat. */
export async function mergedInto(sql: Sql, shopId: ShopId, id: MemberId): Promise<MemberId[]> {
  const raw = await sql.query<{ id: number }>(
    `SELECT "id" FROM "members" WHERE "shopId" = $1 AND "mergedInto" = $2 ORDER BY "id"`,
    [shopId, id],
  );
  return raw.map((row) => memberId(row.id));
}
