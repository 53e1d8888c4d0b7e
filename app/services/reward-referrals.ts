/**
 * Rewards advocates whose friend's order still stands when the return window has closed, and lets invitations lapse that nobody has used. One referral, one transaction:
 * the advocate's lock comes first, and the entry's source makes rewarding twice rewarding once (law 3).
 */
import { Temporal } from "temporal-polyfill";
import { readOrders } from "../db/orders";
import { addEffects } from "../db/outbox";
import { survivorOf } from "../db/referral-codes";
import { type ReferralRow, saveReferral } from "../db/referral-rows";
import { countRewarded, lockReferral, readDueReferrals, readLapsedReferrals } from "../db/referrals";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { type Instant, instant, orderId, type ShopId } from "../loyalty/brand";
import { creditDates } from "../loyalty/lot-dates";
import { type MemberState, mustPost } from "../loyalty/member-state";
import { points } from "../loyalty/points";
import { lapse, settle } from "../loyalty/referral-state";
import { dateOf, type ServiceContext } from "./context";
import { friendCodeDays } from "./friend-code";
import { openMembers, saveOpened } from "./open-members";

const sliceSize = 200;
const dayMs = 86_400_000;

/** The calendar year of a moment, in the shop's time zone. */
function yearOf(at: Instant, timeZone: string): { readonly from: Date; readonly until: Date } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const from = zoned.with({ month: 1, day: 1 }).startOfDay();
  return {
    from: new Date(from.epochMilliseconds),
    until: new Date(from.add({ years: 1 }).epochMilliseconds),
  };
}

interface Case {
  readonly shop: ShopRow;
  readonly row: ReferralRow;
  readonly advocate: MemberState | undefined;
  readonly at: Instant;
}

async function settled(
  ctx: ServiceContext,
  sql: Sql,
  { shop, row, advocate, at }: Case,
): Promise<ReferralRow> {
  const { shopId } = shop;
  const terms = (await ctx.terms(sql, shopId, row.termsVersion)).referrals;
  const id = row.orderId === null ? null : orderId(row.orderId);
  const order = id === null ? undefined : (await readOrders(sql, shopId, [id])).get(id)?.order;
  const year = yearOf(at, shop.timeZone);
  const rewardedThisYear = advocate
    ? await countRewarded(sql, shopId, { advocateId: advocate.memberId, ...year })
    : 0;
  const advocateIsMember = advocate?.status === "active";
  const next = settle(row, { at, order: order ?? null, terms, rewardedThisYear, advocateIsMember });
  return next === row ? row : { ...row, ...next, settledAt: at };
}

async function credited(
  ctx: ServiceContext,
  sql: Sql,
  { shop, row, advocate, at }: Case,
): Promise<MemberState> {
  if (!advocate) throw new Error("a referral was rewarded without an advocate");
  const won = await ctx.terms(sql, shop.shopId, row.termsVersion);
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  return mustPost(advocate, {
    kind: "earn",
    points: points(won.referrals.advocatePoints),
    source: `referral:${row.id}`,
    at,
    cause: { why: "referral", referralId: row.id },
    lot: creditDates(terms, at, shop.timeZone),
  });
}

async function settleOne(ctx: ServiceContext, shopId: ShopId, due: ReferralRow): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const advocateId = await survivorOf(sql, shopId, due.advocateId);
    const opened = await openMembers(sql, shopId, new Map([[advocateId, { lots: true }]]));
    const row = await lockReferral(sql, shopId, due.id);
    const shop = await findShop(sql, shopId);
    if (!row || !shop) return;
    const at = ctx.now();
    const facts: Case = { shop, row, advocate: opened.get(advocateId), at };
    const now = await settled(ctx, sql, facts);
    if (now === row) return;
    await saveReferral(sql, shopId, { ...now, advocateId });
    if (now.state !== "rewarded") return;
    const after = await credited(ctx, sql, facts);
    await saveOpened(sql, shopId, { opened, now: new Map([[advocateId, after]]), at });
  });
}

async function letLapse(ctx: ServiceContext, shopId: ShopId, id: number): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const row = await lockReferral(sql, shopId, id);
    const at = ctx.now();
    if (row?.state !== "invited") return;
    await saveReferral(sql, shopId, { ...row, ...lapse(row), settledAt: at });
    await addEffects(sql, shopId, [{ kind: "kill-friend-code", subject: String(id) }], dateOf(at));
  });
}

/** @returns how many were looked at; fewer than a slice when there is nothing more to do. */
export async function rewardReferrals(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  const sql = sqlOf(ctx.db);
  const at = ctx.now();
  const due = await readDueReferrals(sql, shopId, dateOf(at), sliceSize);
  for (const row of due) await settleOne(ctx, shopId, row);
  const before = dateOf(instant(at - friendCodeDays * dayMs));
  const lapsed = await readLapsedReferrals(sql, shopId, before, sliceSize);
  for (const row of lapsed) await letLapse(ctx, shopId, row.id);
  if (due.length + lapsed.length > 0) ctx.nudge();
  return due.length + lapsed.length;
}
