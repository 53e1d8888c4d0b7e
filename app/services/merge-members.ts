/**
 * Merges two members after the store merged their customers (field lesson 13): one member with one history. The ledger is never rewritten: what the
 * merged member has left moves over by entries, lot by lot, so that every date and every order's own lot stays; awards follow, so that a later refund
 * finds the kept member.
 */

import { recordAudit } from "../db/audit";
import { membersOfCustomers } from "../db/members";
import { findShop } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { CustomerId, Instant, MemberId, ShopId } from "../loyalty/brand";
import { expiryOf } from "../loyalty/ledger/account";
import type { Lot } from "../loyalty/ledger/entry";
import { deficit, expireDue, type MemberState, mustPost } from "../loyalty/member-state";
import { joinTiers, withTier } from "../loyalty/member-tier";
import { negate, noPoints, points } from "../loyalty/points";
import type { ServiceContext } from "./context";
import { withGains } from "./member-gains";
import { openMembers, saveOpened } from "./open-members";

export interface MergeRequest {
  readonly shopId: ShopId;
  readonly kept: CustomerId;
  readonly merged: CustomerId;
}

interface Pair {
  readonly kept: MemberState;
  readonly merged: MemberState;
}

/** Moves one lot: the same points, the same dates, the same order. */
function moveLot(pair: Pair, lot: Lot, at: Instant): Pair {
  const { maturesAt, idleDays, orderId } = lot;
  // What the merged member did kept it alive until then; from now on the kept member's doings count.
  const expiresAt = expiryOf(lot, pair.merged.account);
  const source = `member:${pair.merged.memberId}:lot:${lot.seq}:merge:${pair.merged.account.lastSeq + 1}`;
  const merged = mustPost(pair.merged, {
    kind: "adjust",
    points: negate(lot.remaining),
    source: `${source}:out`,
    at,
    cause: { why: "merged-into", memberId: pair.kept.memberId, lotSeq: lot.seq },
  });
  const kept = mustPost(pair.kept, {
    kind: "adjust",
    points: lot.remaining,
    source: `${source}:in`,
    at,
    cause: { why: "merged-from", memberId: pair.merged.memberId },
    lot: { maturesAt, expiresAt, idleDays, orderId },
  });
  return { kept, merged };
}

/** What the merged member owes, the kept member owes. */
function moveDeficit(pair: Pair, at: Instant): Pair {
  const owed = deficit(pair.merged);
  if (owed === 0) return pair;
  const source = `member:${pair.merged.memberId}:deficit:merge:${pair.merged.account.lastSeq + 1}`;
  const cause = { why: "merged-into", memberId: pair.kept.memberId, lotSeq: null } as const;
  const merged = mustPost(pair.merged, { kind: "adjust", points: owed, source: `${source}:out`, at, cause });
  const back = { why: "merged-from", memberId: pair.merged.memberId } as const;
  const kept = mustPost(pair.kept, {
    kind: "adjust",
    points: negate(owed),
    source: `${source}:in`,
    at,
    cause: back,
  });
  return { kept, merged };
}

function combine(pair: Pair, at: Instant): Pair {
  const merged = expireDue(pair.merged, at);
  const lots = [...merged.account.lots.values()].filter((lot) => lot.remaining > 0);
  const moved = moveDeficit(
    lots.reduce((current, lot) => moveLot(current, lot, at), { kept: pair.kept, merged }),
    at,
  );
  return { kept: moved.kept, merged: { ...moved.merged, status: "merged" } };
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
  if (keptId === undefined || mergedId === undefined || keptId === mergedId) return;
  await moveEverything(ctx, sql, { shopId, keptId, mergedId });
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
  const needs = new Map([keptId, mergedId].map((id) => [id, { lots: true }]));
  const opened = await withGains(sql, { shop, terms, at }, await openMembers(sql, shopId, needs));
  const kept = opened.get(keptId);
  const merged = opened.get(mergedId);
  if (!kept || !merged) return;
  const combined = joinTiers(combine({ kept, merged }, at), terms, at);
  const pair = {
    ...combined,
    kept: withTier(combined.kept, terms, { at, timeZone: shop.timeZone }),
  };
  await saveOpened(sql, shopId, {
    opened,
    now: new Map([
      [keptId, pair.kept],
      [mergedId, pair.merged],
    ]),
    at,
  });
  await sql.query(`UPDATE "members" SET "mergedInto" = $3 WHERE "shopId" = $1 AND "id" = $2`, [
    shopId,
    mergedId,
    keptId,
  ]);
  await sql.query(`UPDATE "awards" SET "memberId" = $3 WHERE "shopId" = $1 AND "memberId" = $2`, [
    shopId,
    mergedId,
    keptId,
  ]);
  await sql.query(`UPDATE "orders" SET "memberId" = $3 WHERE "shopId" = $1 AND "memberId" = $2`, [
    shopId,
    mergedId,
    keptId,
  ]);
  await sql.query(`UPDATE "referrals" SET "advocateId" = $3 WHERE "shopId" = $1 AND "advocateId" = $2`, [
    shopId,
    mergedId,
    keptId,
  ]);
  const moved = points(pair.kept.account.balance - kept.account.balance);
  const details = { merged: mergedId, points: moved === noPoints ? 0 : moved };
  await recordAudit(sql, shopId, {
    actor: "store",
    action: "members-merged",
    subject: `member:${keptId}`,
    details,
    at,
  });
}
