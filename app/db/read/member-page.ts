/** What the admin shows of one member, with the sums of whoever was merged into them, besides the ledger: who they are in the store, what they can spend, what they hold. */
import { type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { MemberStatus } from "../../loyalty/membership-standing";
import type { Qualification } from "../../loyalty/tiers";
import { lotExpiry } from "../lot-expiry";
import type { Sql } from "../transaction";

export interface MemberHead {
  readonly memberId: MemberId;
  readonly status: MemberStatus;
  readonly mergedInto: MemberId | null;
  readonly tierId: string | null;
  readonly balance: number;
  readonly deficit: number;
  readonly reserved: number;
  readonly earned: number;
  readonly spent: number;
  readonly expired: number;
  readonly gathered: Qualification;
  readonly joinedAt: Date;
  /** Null once the personal data was erased. */
  readonly profile: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
  } | null;
  readonly customerIds: readonly string[];
}

interface RawHead
  extends Omit<MemberHead, "memberId" | "mergedInto" | "gathered" | "profile" | "customerIds"> {
  id: number;
  mergedInto: number | null;
  qualifyingSpend: number;
  qualifyingPoints: number;
  qualifyingOrders: number;
  qualifyingEngagement: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  customerIds: string[] | null;
}

export async function readMemberHead(sql: Sql, shopId: ShopId, id: MemberId): Promise<MemberHead | null> {
  const [raw] = await sql.query<RawHead>(
    `SELECT m."id", m."status", m."mergedInto", m."tierId", m."balance", m."deficit",
       m."reserved" + others."reserved" AS "reserved", m."earned" + others."earned" AS "earned", m."spent" + others."spent" AS "spent",
       m."expired" + others."expired" AS "expired", m."qualifyingSpend", m."qualifyingPoints", m."qualifyingOrders", m."qualifyingEngagement", m."joinedAt", p."name", p."email", p."phone",
       (SELECT array_agg(i."customerId" ORDER BY i."customerId") FROM "member_identities" i
        WHERE i."shopId" = $1 AND i."memberId" = m."id") AS "customerIds"
     FROM "members" m LEFT JOIN "member_profiles" p ON p."shopId" = m."shopId" AND p."memberId" = m."id"
     CROSS JOIN LATERAL (SELECT COALESCE(sum(o."reserved"), 0)::bigint AS "reserved", COALESCE(sum(o."earned"), 0)::bigint AS "earned",
         COALESCE(sum(o."spent"), 0)::bigint AS "spent", COALESCE(sum(o."expired"), 0)::bigint AS "expired"
       FROM "members" o WHERE o."shopId" = $1 AND o."mergedInto" = m."id") others
     WHERE m."shopId" = $1 AND m."id" = $2`,
    [shopId, id],
  );
  if (!raw) return null;
  const {
    id: found,
    mergedInto,
    qualifyingSpend,
    qualifyingPoints,
    qualifyingOrders,
    qualifyingEngagement,
    name,
    email,
    phone,
    customerIds,
    ...rest
  } = raw;
  return {
    ...rest,
    memberId: memberId(found),
    mergedInto: mergedInto === null ? null : memberId(mergedInto),
    gathered: {
      spend: qualifyingSpend,
      points: qualifyingPoints,
      orders: qualifyingOrders,
      engagement: qualifyingEngagement,
    },
    profile: name === null ? null : { name, email, phone },
    customerIds: customerIds ?? [],
  };
}

export interface Spendable {
  readonly active: number;
  readonly pending: number;
  readonly nextExpiry: { readonly points: number; readonly at: Date } | null;
}

/** Lots past their date count for nothing, whether or not the nightly job has written them off (law 4). */
export async function readSpendable(
  sql: Sql,
  shopId: ShopId,
  { memberId: id, at }: { memberId: MemberId; at: Date },
): Promise<Spendable> {
  const rows = await sql.query<{ pending: boolean; expiresAt: Date | null; remaining: number }>(
    `SELECT (l."maturesAt" IS NOT NULL AND l."maturesAt" > $3) AS "pending", ${lotExpiry} AS "expiresAt", sum(l."remaining") AS "remaining"
     FROM "lots" l JOIN "members" m ON m."shopId" = l."shopId" AND m."id" = l."memberId"
     WHERE l."shopId" = $1 AND l."memberId" = $2 AND l."open" AND (${lotExpiry} IS NULL OR ${lotExpiry} > $3)
     GROUP BY 1, 2 ORDER BY 2`,
    [shopId, id, at],
  );
  const sum = (pending: boolean) =>
    rows.filter((row) => row.pending === pending).reduce((all, row) => all + row.remaining, 0);
  const next = rows.find((row) => row.expiresAt !== null)?.expiresAt ?? null;
  const expiring = rows.filter((row) => next !== null && row.expiresAt?.getTime() === next.getTime());
  return {
    active: sum(false),
    pending: sum(true),
    nextExpiry:
      next === null ? null : { points: expiring.reduce((all, row) => all + row.remaining, 0), at: next },
  };
}
