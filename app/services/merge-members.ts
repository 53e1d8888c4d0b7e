/**
 * Merges two members after the store merged their customers (field lesson 13), in whichever direction: one member with one history. Points move by entries
 * (loyalty/merge-accounts.ts); awards, orders and whatever else was theirs follow, so that a later refund finds the member who is left.
 */

import { recordAudit } from "../db/audit";
import { membersOfCustomers } from "../db/members";
import { type MembershipRow, readMemberships, saveMembership } from "../db/memberships";
import { moveBelongings, ordersWithExpired } from "../db/move-belongings";
import { findShop, type ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import {
  type CustomerId,
  type Instant,
  instant,
  type MemberId,
  orderId,
  type ShopId,
} from "../loyalty/brand";
import { joinTiers, withTier } from "../loyalty/member-tier";
import { eitherStanding } from "../loyalty/membership-standing";
import { mergeAccounts } from "../loyalty/merge-accounts";
import { noPoints, points } from "../loyalty/points";
import { askForTags } from "./ask-for-tags";
import { dateOf, type ServiceContext } from "./context";
import { askForClaims } from "./enroll-member";
import { withGains } from "./member-gains";
import { openMembers, saveOpened } from "./open-members";
import { settleMembership } from "./settle-purchases";

export interface MergeRequest {
  readonly shopId: ShopId;
  readonly kept: CustomerId;
  readonly merged: CustomerId;
}

/** Both customers are one member from now on, whoever of them was one before. */
async function shareIdentity(
  sql: Sql,
  shopId: ShopId,
  customers: readonly CustomerId[],
  member: MemberId,
): Promise<void> {
  await sql.query(
    `INSERT INTO "member_identities" ("shopId", "customerId", "memberId") SELECT $1, c, $3 FROM unnest($2::text[]) AS batch(c)
     ON CONFLICT ("shopId", "customerId") DO UPDATE SET "memberId" = excluded."memberId"`,
    [shopId, customers, member],
  );
}

export async function mergeMembers(ctx: ServiceContext, sql: Sql, request: MergeRequest): Promise<void> {
  const { shopId } = request;
  const members = await membersOfCustomers(sql, shopId, [request.kept, request.merged]);
  const keptId = members.get(request.kept);
  const mergedId = members.get(request.merged);
  const survivor = keptId ?? mergedId;
  if (survivor === undefined) return;
  await shareIdentity(sql, shopId, [request.kept, request.merged], survivor);
  if (keptId === undefined || mergedId === undefined) {
    // The one who was no member may have bought things.
    await askForClaims(sql, shopId, [survivor], dateOf(ctx.now()));
    return;
  }
  if (keptId !== mergedId) await moveEverything(ctx, sql, { shopId, keptId, mergedId });
}

/** Moves what one member has left to another. Safe to run again: only what is left moves. */
export async function moveEverything(
  ctx: ServiceContext,
  sql: Sql,
  ids: { shopId: ShopId; keptId: MemberId; mergedId: MemberId },
): Promise<void> {
  const { shopId, keptId, mergedId } = ids;
  const at = ctx.now();
  const shop = await findShop(sql, shopId);
  if (!shop) return;
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const orders = (await ordersWithExpired(sql, shopId, mergedId)).map(orderId);
  const needs = new Map([
    [keptId, { lots: true }],
    [mergedId, { lots: true, orders }],
  ]);
  const opened = await withGains(sql, { shop, terms, at }, await openMembers(sql, shopId, needs));
  const kept = opened.get(keptId);
  const merged = opened.get(mergedId);
  if (!kept || !merged) return;
  const memberships = await readMemberships(sql, shopId, [keptId, mergedId]);
  const combined = joinTiers(mergeAccounts({ kept, merged }, at), terms, at);
  const after = withTier(combined.kept, terms, { at, timeZone: shop.timeZone });
  const now = new Map([
    [keptId, after],
    [mergedId, combined.merged],
  ]);
  await saveOpened(sql, shopId, { opened, now, at });
  await moveBelongings(sql, shopId, { kept: keptId, merged: mergedId });
  if (merged.status === "merged") return;
  await joinMemberships(sql, shop, { memberships, keptId, mergedId, at });
  const moved = points(after.account.balance - kept.account.balance);
  const details = { merged: mergedId, points: moved === noPoints ? 0 : moved };
  await recordAudit(sql, shopId, {
    actor: "store",
    action: "members-merged",
    subject: `member:${keptId}`,
    details,
    at,
  });
}

interface Joined {
  readonly memberships: ReadonlyMap<MemberId, MembershipRow>;
  readonly keptId: MemberId;
  readonly mergedId: MemberId;
  readonly at: Instant;
}

/** What counted for either counts for whoever is left; what both have bought is one membership. */
async function joinMemberships(
  sql: Sql,
  shop: ShopRow,
  { memberships, keptId, mergedId, at }: Joined,
): Promise<void> {
  const kept = memberships.get(keptId);
  const merged = memberships.get(mergedId);
  if (!kept || !merged) return;
  const joinedAt = instant(Math.min(kept.joinedAt, merged.joinedAt));
  const joinedVia = kept.status === "active" ? kept.joinedVia : merged.joinedVia;
  await saveMembership(sql, shop.shopId, { ...kept, ...eitherStanding(kept, merged), joinedAt, joinedVia });
  await askForTags(sql, shop.shopId, [keptId], dateOf(at));
  await settleMembership(sql, shop, { member: keptId, at, bought: false });
  await askForClaims(sql, shop.shopId, [keptId], dateOf(at));
}
