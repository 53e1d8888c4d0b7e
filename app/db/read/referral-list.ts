/** Referrals as the admin shows them: how many stand where, those that wait for a person, and all of them page by page. */
import { type Instant, type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { ReferralState, Signal } from "../../loyalty/referral-state";
import { type RawReferral, toReferral } from "../referral-rows";
import type { Sql } from "../transaction";
import { type Page, type PageWish, pageOf } from "./keyset";

export interface ReferralItem {
  readonly id: number;
  readonly state: ReferralState;
  readonly review: boolean;
  readonly score: number;
  readonly signals: readonly Signal[];
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly invitedAt: Instant;
  readonly dueAt: Instant | null;
  readonly termsVersion: number;
  readonly advocate: { readonly id: MemberId; readonly name: string };
  readonly friend: { readonly id: MemberId; readonly name: string } | null;
  readonly orderId: string | null;
  readonly orderName: string | null;
}

interface RawItem extends RawReferral {
  advocateName: string | null;
  friendName: string | null;
  orderName: string | null;
}

const joined = `SELECT r.*, a."name" AS "advocateName", f."name" AS "friendName", o."name" AS "orderName" FROM "referrals" r
  LEFT JOIN "member_profiles" a ON a."shopId" = r."shopId" AND a."memberId" = r."advocateId"
  LEFT JOIN "member_profiles" f ON f."shopId" = r."shopId" AND f."memberId" = r."friendId"
  LEFT JOIN "orders" o ON o."shopId" = r."shopId" AND o."orderId" = r."orderId"
  WHERE r."shopId" = $1`;

function toItem(raw: RawItem): ReferralItem {
  const row = toReferral(raw);
  const { id, state, review, score, signals, reason, decidedBy, invitedAt, dueAt, orderId } = row;
  return {
    id,
    state,
    review,
    score,
    signals,
    reason,
    decidedBy,
    invitedAt,
    dueAt,
    orderId,
    termsVersion: row.termsVersion,
    advocate: { id: row.advocateId, name: raw.advocateName ?? "" },
    friend: row.friendId === null ? null : { id: memberId(row.friendId), name: raw.friendName ?? "" },
    orderName: raw.orderName,
  };
}

export interface ReferralCounts {
  /** Friends that asked for their code, whatever became of it. */
  readonly invited: number;
  /** Of them: bought, and were not turned away for who they are. */
  readonly bought: number;
  readonly rewarded: number;
  readonly review: number;
  readonly rejected: number;
}

export async function countReferrals(sql: Sql, shopId: ShopId, since: Date): Promise<ReferralCounts> {
  const [row] = await sql.query<ReferralCounts>(
    `SELECT count(*)::int AS "invited", count(*) FILTER (WHERE "qualifiedAt" IS NOT NULL)::int AS "bought",
       count(*) FILTER (WHERE "state" = 'rewarded')::int AS "rewarded", count(*) FILTER (WHERE "review")::int AS "review",
       count(*) FILTER (WHERE "state" = 'rejected')::int AS "rejected" FROM "referrals" WHERE "shopId" = $1 AND "invitedAt" >= $2`,
    [shopId, since],
  );
  return row ?? { invited: 0, bought: 0, rewarded: 0, review: 0, rejected: 0 };
}

/** Those a person has to look at, the longest waiting first. */
export async function readReviewQueue(sql: Sql, shopId: ShopId, limit: number): Promise<ReferralItem[]> {
  const raw = await sql.query<RawItem>(`${joined} AND r."review" ORDER BY r."id" LIMIT $2`, [shopId, limit]);
  return raw.map(toItem);
}

export async function listReferrals(
  sql: Sql,
  shopId: ShopId,
  wish: PageWish<number>,
): Promise<Page<ReferralItem, number>> {
  const backwards = wish.before !== undefined;
  const raw = await sql.query<RawItem>(
    `${joined} AND r."id" ${backwards ? ">" : "<"} $2 ORDER BY r."id" ${backwards ? "ASC" : "DESC"} LIMIT $3`,
    [shopId, wish.before ?? wish.after ?? Number.MAX_SAFE_INTEGER, wish.limit + 1],
  );
  return pageOf(raw.map(toItem), wish, (item) => item.id);
}
