/** Reading redemptions: one member's use of a reward each, a claim with a deadline (law 5). */
import {
  type CustomerId,
  customerId,
  type Instant,
  instant,
  type MemberId,
  memberId,
  type OrderId,
  orderId,
  type RedemptionId,
  redemptionId,
  type ShopId,
  termsVersion,
} from "../loyalty/brand";
import { currency, minor } from "../loyalty/money";
import { points } from "../loyalty/points";
import type { Redemption, RedemptionState, ReleaseReason } from "../loyalty/redemptions";
import type { RewardKind } from "../loyalty/rewards";
import type { Sql } from "./transaction";

export interface RedemptionRow extends Redemption {
  readonly customerId: CustomerId;
  readonly storeRef: string | null;
  readonly key: string;
  readonly requestDigest: string;
  readonly channel: string;
  readonly reservedAt: Date;
  readonly lastError: string | null;
}

interface RawRedemption {
  id: string;
  memberId: number;
  customerId: string;
  rewardId: string;
  rewardKind: RewardKind;
  termsVersion: number;
  state: RedemptionState;
  points: number;
  valueMinor: number;
  currency: string;
  code: string;
  storeRef: string | null;
  key: string;
  requestDigest: string;
  deadline: Date;
  releasing: ReleaseReason | null;
  codeDead: boolean;
  usedByOrder: string | null;
  restored: number;
  debitSeqs: number[];
  channel: string;
  reservedAt: Date;
  lastError: string | null;
}

function toRedemption(raw: RawRedemption): RedemptionRow {
  return {
    redemptionId: redemptionId(raw.id),
    memberId: memberId(raw.memberId),
    customerId: customerId(raw.customerId),
    rewardId: raw.rewardId,
    kind: raw.rewardKind,
    termsVersion: termsVersion(raw.termsVersion),
    state: raw.state,
    points: points(raw.points),
    value: minor(raw.valueMinor),
    currency: currency(raw.currency),
    code: raw.code,
    storeRef: raw.storeRef,
    key: raw.key,
    requestDigest: raw.requestDigest,
    deadline: instant(raw.deadline.getTime()),
    releasing: raw.releasing,
    codeDead: raw.codeDead,
    usedBy: raw.usedByOrder === null ? null : orderId(raw.usedByOrder),
    restored: points(raw.restored),
    debitSeqs: raw.debitSeqs,
    channel: raw.channel,
    reservedAt: raw.reservedAt,
    lastError: raw.lastError,
  };
}

async function select(sql: Sql, where: string, values: readonly unknown[]): Promise<RedemptionRow[]> {
  const raw = await sql.query<RawRedemption>(
    `SELECT * FROM "redemptions" WHERE "shopId" = $1 AND ${where}`,
    values,
  );
  return raw.map(toRedemption);
}

export async function readRedemption(
  sql: Sql,
  shopId: ShopId,
  id: RedemptionId,
): Promise<RedemptionRow | null> {
  const [row] = await select(sql, `"id" = $2::uuid`, [shopId, id]);
  return row ?? null;
}

export async function findByKey(
  sql: Sql,
  shopId: ShopId,
  member: MemberId,
  key: string,
): Promise<RedemptionRow | null> {
  const [row] = await select(sql, `"memberId" = $2 AND "key" = $3`, [shopId, member, key]);
  return row ?? null;
}

/** Those whose code is among `codes`, and those that one of the orders has used. */
export async function findForOrders(
  sql: Sql,
  shopId: ShopId,
  codes: readonly string[],
  orders: readonly OrderId[],
): Promise<RedemptionRow[]> {
  return select(sql, `("code" = ANY($2::text[]) OR "usedByOrder" = ANY($3::text[])) ORDER BY "id"`, [
    shopId,
    codes,
    orders,
  ]);
}

/** Open claims of a member, and of whoever was merged into them. */
export async function readOpenRedemptions(
  sql: Sql,
  shopId: ShopId,
  member: MemberId,
): Promise<RedemptionRow[]> {
  return select(
    sql,
    `("memberId" = $2 OR "memberId" IN (SELECT "id" FROM "members" WHERE "shopId" = $1 AND "mergedInto" = $2))
       AND "state" IN ('reserved', 'issued') ORDER BY "reservedAt"`,
    [shopId, member],
  );
}

/** Gift cards a member was given since, newest first: their owner may have closed the page before writing the number down. */
export async function readGivenCards(
  sql: Sql,
  shopId: ShopId,
  { member, since }: { readonly member: MemberId; readonly since: Date },
): Promise<RedemptionRow[]> {
  return select(
    sql,
    `"memberId" = $2 AND "rewardKind" = 'gift-card' AND "state" = 'used' AND "reservedAt" >= $3 ORDER BY "reservedAt" DESC LIMIT 20`,
    [shopId, member, since],
  );
}

/** When a member took each of these rewards, without what was released. */
export async function readTakings(
  sql: Sql,
  shopId: ShopId,
  { member, rewardIds }: { readonly member: MemberId; readonly rewardIds: readonly string[] },
): Promise<Map<string, Instant[]>> {
  if (rewardIds.length === 0) return new Map();
  const raw = await sql.query<{ rewardId: string; reservedAt: Date }>(
    `SELECT "rewardId", "reservedAt" FROM "redemptions"
     WHERE "shopId" = $1 AND "memberId" = $2 AND "rewardId" = ANY($3::text[]) AND "state" <> 'released'`,
    [shopId, member, rewardIds],
  );
  const takings = new Map<string, Instant[]>(rewardIds.map((id) => [id, []]));
  for (const row of raw) takings.get(row.rewardId)?.push(instant(row.reservedAt.getTime()));
  return takings;
}

/**
 * Open claims past their deadline whose release nobody has asked for yet. A dead code that is still open was used by an order on its way; when that order
 * never comes, `findForsaken` finds it.
 */
export async function findOverdue(
  sql: Sql,
  shopId: ShopId,
  at: Date,
  limit: number,
): Promise<RedemptionRow[]> {
  return select(
    sql,
    `"state" IN ('reserved', 'issued') AND "releasing" IS NULL AND NOT "codeDead" AND "deadline" <= $2 ORDER BY "deadline" LIMIT $3`,
    [shopId, at, limit],
  );
}

/** Open claims whose code is dead because the store says that it was used, and whose order has not come although the deadline was before `before`. */
export async function findForsaken(
  sql: Sql,
  shopId: ShopId,
  before: Date,
  limit: number,
): Promise<RedemptionRow[]> {
  return select(
    sql,
    `"state" IN ('reserved', 'issued') AND "releasing" IS NULL AND "codeDead" AND "deadline" <= $2 ORDER BY "deadline" LIMIT $3`,
    [shopId, before, limit],
  );
}
