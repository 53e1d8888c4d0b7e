/**
 * Looks at the tiers of members again, a slice at a time, so that it can be interrupted and goes on where it was: of everybody after the terms changed, and by the
 * clock of those whom time alone can move (graces and pins that end, orders that leave the window).
 */
import { addEffects, waitingSubjects } from "../db/outbox";
import { findShop, type ShopRow } from "../db/shops";
import { readDueMembers, readMembersAfter, readTaggedMembers } from "../db/tier-members";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { type Instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { withTier } from "../loyalty/member-tier";
import type { Terms } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";
import { withGains } from "./member-gains";
import { openMembers, saveOpened } from "./open-members";

const sliceSize = 1_000;

export interface TierLook {
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly at: Instant;
}

/** Looks at these members, and writes those who stand elsewhere than before. */
export async function evaluateMembers(
  sql: Sql,
  { shop, terms, at }: TierLook,
  ids: readonly MemberId[],
): Promise<void> {
  const loaded = await openMembers(sql, shop.shopId, new Map(ids.map((id) => [id, {}])));
  const opened = await withGains(sql, { shop, terms, at }, loaded);
  const moment = { at, timeZone: shop.timeZone };
  const now = new Map([...opened].map(([id, state]) => [id, withTier(state, terms, moment)]));
  await saveOpened(sql, shop.shopId, { opened, now, at });
}

/**
 * One slice after the terms changed. A member whose standing did not change still gets a new snapshot, because names, thresholds and benefits may have, and other tags
 * where the tier's support or access changed.
 * @returns the id to go on after, or null when all members have been looked at.
 */
export async function evaluateTiers(
  ctx: ServiceContext,
  shopId: ShopId,
  after: number,
): Promise<MemberId | null> {
  return inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    const others = await waitingSubjects(sql, shopId, "evaluate-tiers");
    // Terms saved again meanwhile began again from the start, and will come by here.
    if (!shop || others.some((other) => Number(other) < after)) return null;
    const terms = await ctx.terms(sql, shopId, shop.termsVersion);
    const at = ctx.now();
    const ids = await readMembersAfter(sql, shopId, { after, limit: sliceSize });
    await evaluateMembers(sql, { shop, terms, at }, ids);
    const tagged = terms.tiers.levels.filter(
      (level) => level.benefits.earlyAccess || level.benefits.prioritySupport,
    );
    const tags = await readTaggedMembers(sql, shopId, { ids, tierIds: tagged.map((level) => level.id) });
    const last = ids.length === sliceSize ? (ids.at(-1) ?? null) : null;
    const effects = [
      ...ids.map((id) => ({ kind: "push-snapshot" as const, subject: String(id) })),
      ...tags.map((id) => ({ kind: "change-tags" as const, subject: String(id) })),
      ...(last === null ? [] : [{ kind: "evaluate-tiers" as const, subject: String(last) }]),
    ];
    await addEffects(sql, shopId, effects, dateOf(at));
    return last;
  });
}

/** How far applying changed terms is; null when it is done. */
export async function tierProgress(
  ctx: ServiceContext,
  shopId: ShopId,
): Promise<{ readonly left: number; readonly all: number } | null> {
  const sql = sqlOf(ctx.db);
  const waiting = await waitingSubjects(sql, shopId, "evaluate-tiers");
  if (waiting.length === 0) return null;
  const after = Math.min(...waiting.map(Number));
  const [count] = await sql.query<{ left: number; all: number }>(
    `SELECT count(*) FILTER (WHERE "id" > $2)::int AS "left", count(*)::int AS "all" FROM "members" WHERE "shopId" = $1 AND "status" = 'active'`,
    [shopId, after],
  );
  return count ?? null;
}

/**
 * By the clock: graces and pins that have ended.
 * @returns how many members were looked at; fewer than a slice when there are no more.
 */
export async function evaluateDueTiers(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) return 0;
    const at = ctx.now();
    const ids = await readDueMembers(sql, shopId, { at: dateOf(at), limit: sliceSize });
    await evaluateMembers(sql, { shop, terms: await ctx.terms(sql, shopId, shop.termsVersion), at }, ids);
    return ids.length;
  });
}

/** One slice of the nightly look at members whom a moving window can take a tier from. @returns the id to go on after; null when there are no more. */
export async function evaluateFading(
  ctx: ServiceContext,
  shopId: ShopId,
  after: number,
): Promise<MemberId | null> {
  return inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) return null;
    const terms = await ctx.terms(sql, shopId, shop.termsVersion);
    const tierIds = terms.tiers.levels.filter((level) => level.threshold > 0).map((level) => level.id);
    const ids = await readMembersAfter(sql, shopId, { after, limit: sliceSize, tierIds });
    await evaluateMembers(sql, { shop, terms, at: ctx.now() }, ids);
    return ids.length === sliceSize ? memberId(ids.at(-1) ?? 0) : null;
  });
}
