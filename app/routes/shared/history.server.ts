/** A member's history in their own words, for doors: each entry with its sentence, orders with what made up their points. */
import type { HistoryEntry, HistoryPage } from "../../contract/account-api";
import { type AwardBreakdown, readBreakdowns } from "../../db/read/award-breakdowns";
import { readRedeemedRewards } from "../../db/read/redemption-rewards";
import { readTimeline } from "../../db/read/timeline";
import type { ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import type { Translator } from "../../i18n";
import {
  type Instant,
  type MemberId,
  orderId,
  type RedemptionId,
  type TermsVersion,
} from "../../loyalty/brand";
import type { LedgerEntry } from "../../loyalty/ledger/entry";
import type { Terms } from "../../loyalty/program";
import type { ServiceContext } from "../../services/context";
import { entrySentence, type SentenceContext } from "../app.members.$memberId/entry-sentence";

export interface HistoryWish {
  readonly shop: ShopRow;
  readonly memberId: MemberId;
  readonly translator: Translator;
  /** Entries older than this one; null from the newest. */
  readonly after: number | null;
  readonly limit: number;
}

type TermsByVersion = ReadonlyMap<TermsVersion, Terms>;

const awardedOrder = ({ cause }: LedgerEntry) =>
  cause.why === "order-awarded" || cause.why === "order-changed" ? orderId(cause.orderId) : null;

/** What the rules and campaigns gave, by name. */
function detailsOf(
  award: AwardBreakdown | undefined,
  terms: TermsByVersion,
  { text, t, number }: Translator,
): string[] {
  const then = award && terms.get(award.termsVersion);
  if (!award || !then) return [];
  const named = (name: Terms["pointsName"] | undefined, id: string, points: number) =>
    t("history.detail", { name: name ? text(name) : id, points: number(points) });
  return [
    ...award.rules
      .filter(({ points }) => points !== 0)
      .map(({ ruleId, points }) =>
        named(then.earningRules.find(({ id }) => id === ruleId)?.name, ruleId, points),
      ),
    ...award.campaigns
      .filter(({ points }) => points !== 0)
      .map(({ campaignId, points }) =>
        named(then.campaigns.find(({ id }) => id === campaignId)?.name, campaignId, points),
      ),
  ];
}

function notesOf(
  { lot }: LedgerEntry,
  { shop, translator, at }: Pick<HistoryWish, "shop" | "translator"> & { at: Instant },
) {
  const { t, date } = translator;
  const notes: string[] = [];
  // A date at the end of the calendar stands for "not yet known".
  const known = (moment: Instant) => new Date(moment).getUTCFullYear() < 9_999;
  if (lot?.maturesAt && lot.maturesAt > at)
    notes.push(
      known(lot.maturesAt)
        ? t("history.matures", { date: date(lot.maturesAt, shop.timeZone) })
        : t("history.waits"),
    );
  // A lot is good through the day before the moment it ends.
  if (lot?.expiresAt && !lot.idleDays)
    notes.push(t("history.expires", { date: date(lot.expiresAt - 1, shop.timeZone) }));
  if (lot?.idleDays) notes.push(t("history.idle", { days: lot.idleDays }));
  return notes;
}

interface Around {
  readonly terms: TermsByVersion;
  readonly awards: ReadonlyMap<string, AwardBreakdown>;
  readonly sentences: SentenceContext;
}

async function around(
  ctx: ServiceContext,
  wish: HistoryWish,
  entries: readonly LedgerEntry[],
): Promise<Around> {
  const { shop, translator } = wish;
  const sql = sqlOf(ctx.db);
  const reserved = entries.flatMap(({ cause }) =>
    cause.why === "redemption-reserved" ? [cause.redemptionId] : [],
  );
  const awards = await readBreakdowns(
    sql,
    shop.shopId,
    entries.map(awardedOrder).filter((id) => id !== null),
  );
  const rewards = await readRedeemedRewards(sql, shop.shopId, reserved);
  const versions = new Set<TermsVersion>([
    shop.termsVersion,
    ...[...awards.values()].map((award) => award.termsVersion),
    ...[...rewards.values()].map((reward) => reward.termsVersion),
    ...entries.flatMap(({ cause }) => (cause.why === "action" ? [cause.termsVersion] : [])),
  ]);
  const terms = new Map<TermsVersion, Terms>();
  for (const version of versions) terms.set(version, await ctx.terms(sql, shop.shopId, version));
  const rewardName = (redemption: RedemptionId, rewardId: string): string => {
    const then = terms.get(rewards.get(redemption)?.termsVersion ?? shop.termsVersion);
    const reward = then?.rewards.find(({ id }) => id === rewardId);
    return reward ? translator.text(reward.name) : rewardId;
  };
  const ruleName = (ruleId: string, version: TermsVersion): string => {
    const rule = terms.get(version)?.earningRules.find(({ id }) => id === ruleId);
    return rule ? translator.text(rule.name) : ruleId;
  };
  return { terms, awards, sentences: { translator, timeZone: shop.timeZone, rewardName, ruleName } };
}

export async function readHistory(ctx: ServiceContext, wish: HistoryWish): Promise<HistoryPage> {
  const { shop, memberId, translator, after, limit } = wish;
  const page = await readTimeline(sqlOf(ctx.db), shop.shopId, {
    memberId,
    limit,
    ...(after === null ? {} : { after }),
  });
  const known = await around(ctx, wish, page.items);
  const at = ctx.now();
  const entries = page.items.map((entry): HistoryEntry => {
    const order = entry.kind === "clawback" ? null : awardedOrder(entry);
    return {
      seq: entry.place,
      kind: entry.kind,
      sentence: entrySentence(entry.kind, entry.cause, known.sentences),
      details: detailsOf(order === null ? undefined : known.awards.get(order), known.terms, translator),
      points: entry.points,
      pointsText: translator.signed(entry.points),
      dateText: translator.date(entry.happenedAt, shop.timeZone),
      notes: notesOf(entry, { shop, translator, at }),
    };
  });
  return { entries, older: page.older };
}
