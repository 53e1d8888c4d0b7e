/**
 * Tells of points that are about to expire: an event per member, date and notice, so many days before as the terms say. Telling twice is telling once, so the job may run
 * at any hour and be interrupted; a member who keeps points alive by buying is told again of the new date.
 */
import { lotExpiry } from "../db/lot-expiry";
import { addMemberEvents } from "../db/member-events";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { type Instant, instant, memberId, type ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";

const dayMs = 86_400_000;
const sliceSize = 500;
export const expiryNotice = "points-expiring";

interface Expiring {
  memberId: number;
  at: Date;
  points: number;
}

interface Notice {
  readonly shopId: ShopId;
  readonly days: number;
  readonly from: Instant;
  readonly until: Instant;
}

/** Members with points that go between two moments and who have not had this notice. */
function readExpiring(sql: Sql, { shopId, days, from, until }: Notice): Promise<Expiring[]> {
  return sql.query<Expiring>(
    `SELECT l."memberId", ${lotExpiry} AS "at", sum(l."remaining")::bigint AS "points" FROM "lots" l
     JOIN "members" m ON m."shopId" = l."shopId" AND m."id" = l."memberId" AND m."status" = 'active'
     WHERE l."shopId" = $1 AND l."open" AND l."expiresAt" <= $3 AND ${lotExpiry} > $2 AND ${lotExpiry} <= $3
       AND NOT EXISTS (SELECT 1 FROM "member_events" e WHERE e."shopId" = l."shopId" AND e."memberId" = l."memberId" AND e."kind" = $4
         AND e."key" = (extract(epoch FROM ${lotExpiry}) * 1000)::bigint || ':' || $5::text)
     GROUP BY 1, 2 ORDER BY 2, 1 LIMIT $6`,
    [shopId, dateOf(from), dateOf(until), expiryNotice, String(days), sliceSize],
  );
}

async function tellSlice(ctx: ServiceContext, notice: Notice): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const expiring = await readExpiring(sql, notice);
    const events = expiring.map((row) => ({
      memberId: memberId(row.memberId),
      kind: expiryNotice,
      key: `${row.at.getTime()}:${notice.days}`,
      data: { points: row.points, at: row.at.getTime(), days: notice.days },
      at: ctx.now(),
    }));
    await addMemberEvents(sql, notice.shopId, events);
    return events.length;
  });
}

/** @returns how many notices were given. */
export async function tellExpiring(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const at = ctx.now();
  const noticeDays = await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    return shop ? (await ctx.terms(sql, shopId, shop.termsVersion)).expiryNoticeDays : [];
  });
  let told = 0;
  let from = at;
  // The nearest notice first: points that go within a week are told of once, not also as going within a month.
  for (const days of [...new Set(noticeDays)].sort((a, b) => a - b)) {
    const until = instant(at + days * dayMs);
    for (let slice = sliceSize; slice === sliceSize; ) {
      slice = await tellSlice(ctx, { shopId, days, from, until });
      told += slice;
    }
    from = until;
  }
  return told;
}
