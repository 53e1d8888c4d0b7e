/**
 * Erasing a person: everything personal goes, in every table; what was posted stays without a name, so that every sum is as true as before (field lesson 22). Consents keep their
 * words and their time, for proof that there were some, and nobody's name.
 */
import { recordAudit } from "../db/audit";
import { eraseNotes } from "../db/entry-notes";
import { dropWaitingImports } from "../db/member-imports";
import { eraseProfiles } from "../db/member-profiles";
import { mergedInto } from "../db/memberships";
import type { Sql } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import { unknownBuyer } from "../loyalty/order";
import { closeMember } from "./close-member";
import { dateOf, type ServiceContext } from "./context";

/** What is left in place of a customer's id. */
const nobody = "erased";

const erasures: readonly string[] = [
  `UPDATE "orders" SET "customerId" = NULL, "buyerEmail" = NULL, "state" = "state" || jsonb_build_object('customerId', NULL, 'buyer', $3::jsonb)
     WHERE "shopId" = $1 AND ("memberId" = ANY($2::bigint[])
       OR "customerId" IN (SELECT "customerId" FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])))`,
  `UPDATE "redemptions" SET "customerId" = '${nobody}' WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `UPDATE "actions" SET "key" = '${nobody}:' || "id" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `UPDATE "invitations" SET "address" = NULL, "email" = '${nobody}:' || "id", "customerId" = NULL WHERE "shopId" = $1 AND $3::jsonb IS NOT NULL
     AND ("memberId" = ANY($2::bigint[])
       OR "customerId" IN (SELECT "customerId" FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]))
       OR "email" IN (SELECT "verifiedEmail" FROM "member_profiles" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])))`,
  `UPDATE "referrals" SET "friend" = '${nobody}:' || "id", "customerId" = NULL, "fingerprints" = '{}' WHERE "shopId" = $1
     AND "friendId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `DELETE FROM "referral_codes" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `UPDATE "past_events" SET "description" = '' WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `DELETE FROM "former_standings" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
  `DELETE FROM "member_events" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) AND $3::jsonb IS NOT NULL`,
];

export interface EraseRequest {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  /** `store`, `member`, or who of the staff. */
  readonly actor: string;
}

export async function eraseMember(ctx: ServiceContext, sql: Sql, request: EraseRequest): Promise<void> {
  const { shopId, memberId, actor } = request;
  const people = [memberId, ...(await mergedInto(sql, shopId, memberId))];
  await closeMember(ctx, sql, { shopId, memberId });
  for (const text of erasures) await sql.query(text, [shopId, people, JSON.stringify(unknownBuyer)]);
  await eraseProfiles(sql, shopId, people);
  await eraseNotes(sql, shopId, people);
  // A file that waits for staff may name them, and would enroll them again.
  await dropWaitingImports(sql, shopId, { at: dateOf(ctx.now()) });
  await sql.query(
    `DELETE FROM "compliance_requests" WHERE "shopId" = $1
       AND "customerId" IN (SELECT "customerId" FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]))`,
    [shopId, people],
  );
  // A customer who still is one in the store would be enrolled again with the next order, so their number there stays until the store erases them too.
  if (actor === "store")
    await sql.query(
      `DELETE FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])`,
      [shopId, people],
    );
  await recordAudit(sql, shopId, {
    actor,
    action: "member-erased",
    subject: `member:${memberId}`,
    details: {},
    at: ctx.now(),
  });
}
