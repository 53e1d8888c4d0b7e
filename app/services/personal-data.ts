/**
 * Everything we hold of one person, as JSON, for them to take along: the profile, the ledger with staff's notes, orders and what they earned, claims, consents, actions,
 * referrals (never the friend's own data), invitations, events, tiers; with whatever belonged to members who were merged into them.
 */
import { readLedger } from "../db/entries";
import { mergedInto, readMemberships } from "../db/memberships";
import type { Sql } from "../db/transaction";
import type { CustomerId, MemberId, ShopId } from "../loyalty/brand";

/** One question per table: what it is called in the export, and what of it is the person's. */
const parts: Readonly<Record<string, string>> = {
  customers: `SELECT "customerId" FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`,
  notes: `SELECT "seq", "note" FROM "entry_notes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "seq"`,
  orders: `SELECT "orderId", "name", "placedAt", "status", "state" FROM "orders" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "placedAt"`,
  awards: `SELECT "orderId", "points", "eligible", "breakdown", "factors", "awardedAt" FROM "awards" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "placedAt"`,
  redemptions: `SELECT "rewardId", "rewardKind", "state", "points", "valueMinor", "currency", "code", "channel", "reservedAt", "issuedAt", "settledAt", "usedByOrder"
    FROM "redemptions" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "reservedAt"`,
  consents: `SELECT "purpose", "granted", "text", "locale", "source", "at" FROM "consents" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
  actions: `SELECT "kind", "ruleId", "key", "points", "declined", "at" FROM "actions" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
  tiers: `SELECT "fromTierId", "toTierId", "cause", "at" FROM "tier_changes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
  memberships: `SELECT "orderId", "productId", "months", "placedAt", "stands" FROM "membership_purchases" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "placedAt"`,
  invitations: `SELECT "invitedAt", "acceptedAt", "revokedAt" FROM "invitations" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "id"`,
  referralCodes: `SELECT "code" FROM "referral_codes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`,
  friendsInvited: `SELECT "state", "invitedAt", "qualifiedAt", "settledAt", "reason" FROM "referrals" WHERE "shopId" = $1 AND "advocateId" = ANY($2::bigint[]) ORDER BY "id"`,
  invitedBy: `SELECT "state", "code", "invitedAt", "qualifiedAt", "settledAt", "signals", "score", "fingerprints" FROM "referrals"
    WHERE "shopId" = $1 AND "friendId" = ANY($2::bigint[]) ORDER BY "id"`,
  codes: `SELECT "batchId", "number", "redeemedAt" FROM "earning_codes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "redeemedAt"`,
  before: `SELECT "at", "points", "description" FROM "past_events" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
  broughtAlong: `SELECT "spend", "points", "orders", "balance", "lots", "tierId", "tierUntil" FROM "former_standings"
    WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "subject"`,
  events: `SELECT "kind", "data", "at" FROM "member_events" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
};

export interface PersonalData {
  readonly member: MemberId;
  readonly [part: string]: unknown;
}

export async function readPersonalData(sql: Sql, shopId: ShopId, member: MemberId): Promise<PersonalData> {
  const people = [member, ...(await mergedInto(sql, shopId, member))];
  const [profile] = await sql.query(
    `SELECT "name", "email", "phone", "locale", "birthday", "birthdaySetAt", "tags", "updatedAt" FROM "member_profiles"
     WHERE "shopId" = $1 AND "memberId" = $2`,
    [shopId, member],
  );
  const ledger: unknown[] = [];
  for (const person of people) ledger.push(...(await readLedger(sql, shopId, person)));
  const held: Record<string, unknown> = {};
  for (const [part, text] of Object.entries(parts)) held[part] = await sql.query(text, [shopId, people]);
  const membership = (await readMemberships(sql, shopId, [member])).get(member) ?? null;
  return { member, membership, profile: profile ?? null, ledger, ...held };
}

/** Orders we keep of a customer who is no member. */
export async function readStrangersOrders(
  sql: Sql,
  shopId: ShopId,
  customer: CustomerId,
): Promise<{ member: null; orders: unknown[] }> {
  const orders = await sql.query(
    `SELECT "orderId", "name", "placedAt", "status", "state" FROM "orders" WHERE "shopId" = $1 AND "customerId" = $2 ORDER BY "placedAt"`,
    [shopId, customer],
  );
  return { member: null, orders };
}
