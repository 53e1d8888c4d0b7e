/**
 * Gives birthday points on the day, in the shop's time zone. Looks some days back as well, so that a day on which nothing ran is made up for; whoever was looked at is not
 * looked at again for that year, so running often costs little and changes nothing.
 */
import { readRewarded, saveActions } from "../db/actions";
import { type BirthdayChild, membersWithBirthday } from "../db/birthdays";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { isActionRule } from "../loyalty/actions";
import { birthdayOn, birthdaysOn, daysUpTo } from "../loyalty/birthdays";
import { type Instant, instant, type MemberId, type ShopId } from "../loyalty/brand";
import type { EarningRule } from "../loyalty/earning-rules/definition";
import type { ServiceContext } from "./context";
import { recordActions } from "./record-actions";

type BirthdayRule = Extract<EarningRule, { kind: "birthday" }>;
type Day = ReturnType<typeof daysUpTo>[number];

const sliceSize = 200;
/** A week without the job loses nobody's birthday. */
const daysBack = 7;
const yearMs = 366 * 86_400_000;

interface Look {
  readonly shop: ShopRow;
  readonly rule: BirthdayRule;
  readonly day: Day;
}

/** A date corrected by staff is another birthday, though of the same year. */
const keyOf = (day: Day) => (birthday: string) => `${day.year}-${birthday}`;

async function lastPoints(
  sql: Sql,
  { shop, rule }: Look,
  { members, now }: { members: readonly MemberId[]; now: Instant },
): Promise<Map<MemberId, Instant>> {
  const rows = await readRewarded(sql, shop.shopId, {
    members,
    ruleIds: [rule.id],
    since: instant(now - yearMs),
  });
  const last = new Map<MemberId, Instant>();
  for (const { memberId, at } of rows) last.set(memberId, instant(Math.max(at, last.get(memberId) ?? 0)));
  return last;
}

/** One slice of the members whose birthday is on one day. @returns how many were looked at. */
async function lookAtSlice(ctx: ServiceContext, sql: Sql, look: Look): Promise<number> {
  const { shop, rule, day } = look;
  const children = await membersWithBirthday(sql, shop.shopId, {
    birthdays: birthdaysOn(day),
    ruleId: rule.id,
    keyOf: keyOf(day),
    limit: sliceSize,
  });
  const last = await lastPoints(sql, look, { members: children.map((one) => one.memberId), now: ctx.now() });
  const judged = children.map((child: BirthdayChild) => ({
    child,
    told: { memberId: child.memberId, kind: "birthday" as const, key: keyOf(day)(child.birthday) },
    outcome: birthdayOn(day, {
      birthday: child.birthday,
      setAt: child.setAt,
      lastAt: last.get(child.memberId) ?? null,
      knownDays: rule.arguments.knownDays,
      timeZone: shop.timeZone,
    }),
  }));
  const refused = judged.flatMap(({ told, outcome }) =>
    outcome.done
      ? []
      : [{ ...told, ruleId: rule.id, points: 0, seq: null, declined: outcome.reason, at: ctx.now() }],
  );
  await saveActions(sql, shop.shopId, refused);
  const actions = judged.flatMap(({ told, outcome }) =>
    outcome.done ? [{ ...told, at: outcome.value.at, channel: "online" as const, ruleId: rule.id }] : [],
  );
  await recordActions(ctx, sql, { shop, actions });
  return children.length;
}

/** @returns how many birthdays were looked at. */
export async function awardBirthdays(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  let looked = 0;
  for (let more = true; more; ) {
    const slice = await inTransaction(ctx.db, async (sql) => {
      const shop = await findShop(sql, shopId);
      if (!shop) return 0;
      const terms = await ctx.terms(sql, shopId, shop.termsVersion);
      const rules = terms.earningRules.filter(isActionRule).filter((rule) => rule.active);
      // The oldest day first, so that what is made up for comes in its order.
      const days = daysUpTo(ctx.now(), shop.timeZone, daysBack).reverse();
      for (const rule of rules.filter((one) => one.kind === "birthday"))
        for (const day of days) {
          const found = await lookAtSlice(ctx, sql, { shop, rule, day });
          if (found > 0) return found;
        }
      return 0;
    });
    looked += slice;
    more = slice > 0;
  }
  return looked;
}
