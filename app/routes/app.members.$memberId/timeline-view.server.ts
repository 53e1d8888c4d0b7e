/** One page of a member's history, put into words: each entry with its sentence, and orders with the breakdown of their award. */
import { readNotes } from "../../db/entry-notes";
import { readBreakdowns } from "../../db/read/award-breakdowns";
import type { Page } from "../../db/read/keyset";
import { readRedeemedRewards } from "../../db/read/redemption-rewards";
import { readTimeline, readUndone, type TimelineEntry, type TimelineWish } from "../../db/read/timeline";
import { type MemberId, orderId, type RedemptionId, type TermsVersion } from "../../loyalty/brand";
import type { EntryKind, LedgerEntry } from "../../loyalty/ledger/entry";
import type { Terms } from "../../loyalty/program";
import type { Staff } from "../app/staff.server";
import { type BreakdownView, breakdownView } from "./breakdown-view.server";
import { entrySentence } from "./entry-sentence";

export interface EntryView {
  /** Its place in the whole history. */
  readonly place: number;
  readonly seq: number;
  /** The member it was posted to, when they were merged into this one; null for the member's own. */
  readonly from: number | null;
  readonly kind: EntryKind;
  readonly sentence: string;
  readonly note: string | null;
  /** As stored, `staff:42`. */
  readonly actor: string | null;
  readonly points: number;
  readonly balanceAfter: number;
  /** When it was posted. */
  readonly at: number;
  /** When what it is about happened. */
  readonly happenedAt: number;
  readonly maturesAt: number | null;
  readonly expiresAt: number | null;
  readonly idleDays: number | null;
  readonly undo: "possible" | "done" | null;
  readonly breakdown: BreakdownView | null;
}

export interface TimelineView {
  readonly entries: readonly EntryView[];
  readonly newer: number | null;
  readonly older: number | null;
}

/** The terms of every version that the page speaks of; versions are immutable and kept in memory. */
async function readVersions(
  { services, sql, shop }: Staff,
  versions: readonly TermsVersion[],
): Promise<Map<TermsVersion, Terms>> {
  const unique = [...new Set([...versions, shop.termsVersion])];
  const terms = await Promise.all(unique.map((version) => services.terms(sql, shop.shopId, version)));
  return new Map(unique.flatMap((version, index) => (terms[index] ? [[version, terms[index]]] : [])));
}

const actionVersions = (entries: readonly LedgerEntry[]): TermsVersion[] =>
  entries.flatMap(({ cause }) => (cause.why === "action" ? [cause.termsVersion] : []));

const redemptionsOf = (entries: readonly LedgerEntry[]): RedemptionId[] =>
  entries.flatMap(({ cause }) => (cause.why === "redemption-reserved" ? [cause.redemptionId] : []));

/** Only entries that an award led to are explained by it. */
const awardedOrder = ({ cause }: LedgerEntry) =>
  cause.why === "order-awarded" || cause.why === "order-changed" ? orderId(cause.orderId) : null;

function undoOf(entry: TimelineEntry, { undone, memberId }: Around): EntryView["undo"] {
  if (entry.memberId !== memberId) return null;
  if (undone.has(entry.seq)) return "done";
  return entry.cause.why === "staff" ? "possible" : null;
}

interface Around {
  readonly memberId: MemberId;
  readonly staff: Staff;
  readonly undone: ReadonlySet<number>;
  /** By seq. */
  readonly notes: ReadonlyMap<number, string>;
  readonly breakdownOf: (entry: LedgerEntry) => BreakdownView | null;
  readonly sentenceOf: (entry: LedgerEntry) => string;
}

function entryView(entry: TimelineEntry, around: Around): EntryView {
  const { notes, breakdownOf, sentenceOf, memberId } = around;
  const own = entry.memberId === memberId;
  const { seq, kind, points, balanceAfter, at, happenedAt, lot, cause } = entry;
  return {
    place: entry.place,
    seq,
    from: own ? null : entry.memberId,
    kind,
    points,
    balanceAfter,
    at,
    happenedAt,
    sentence: sentenceOf(entry),
    note: (own ? notes.get(seq) : undefined) ?? null,
    actor: "actor" in cause ? cause.actor : null,
    maturesAt: lot?.maturesAt ?? null,
    expiresAt: lot?.expiresAt ?? null,
    idleDays: lot?.idleDays ?? null,
    undo: undoOf(entry, around),
    breakdown: breakdownOf(entry),
  };
}

async function explain(staff: Staff, memberId: MemberId, page: Page<TimelineEntry, number>): Promise<Around> {
  const { sql, shop, translator } = staff;
  const entries = page.items;
  const orders = entries.map(awardedOrder).filter((id) => id !== null);
  const seqs = entries.filter((entry) => entry.kind === "adjust").map((entry) => entry.seq);
  const [undone, notes, awards, rewards] = await Promise.all([
    readUndone(sql, shop.shopId, { memberId, seqs }),
    readNotes(sql, shop.shopId, { memberId, seqs }),
    readBreakdowns(sql, shop.shopId, orders),
    readRedeemedRewards(sql, shop.shopId, redemptionsOf(entries)),
  ]);
  const versions = [
    ...[...awards.values()].map((award) => award.termsVersion),
    ...[...rewards.values()].map((one) => one.termsVersion),
    ...actionVersions(entries),
  ];
  const terms = await readVersions(staff, versions);
  const rewardName = (redemption: RedemptionId, rewardId: string): string => {
    const then = terms.get(rewards.get(redemption)?.termsVersion ?? shop.termsVersion);
    const reward = then?.rewards.find((candidate) => candidate.id === rewardId);
    return reward ? translator.text(reward.name) : rewardId;
  };
  const ruleName = (ruleId: string, version: TermsVersion): string => {
    const rule = terms.get(version)?.earningRules.find((candidate) => candidate.id === ruleId);
    return rule ? translator.text(rule.name) : ruleId;
  };
  return {
    memberId,
    staff,
    undone,
    notes,
    breakdownOf(entry) {
      const order = awardedOrder(entry);
      const award = order === null ? undefined : awards.get(order);
      return award ? breakdownView(award, terms.get(award.termsVersion), staff) : null;
    },
    sentenceOf: (entry) =>
      entrySentence(entry.kind, entry.cause, { translator, timeZone: shop.timeZone, rewardName, ruleName }),
  };
}

export async function readTimelineView(staff: Staff, wish: TimelineWish): Promise<TimelineView> {
  const page = await readTimeline(staff.sql, staff.shop.shopId, wish);
  const around = await explain(staff, wish.memberId, page);
  return {
    entries: page.items.map((entry) => entryView(entry, around)),
    newer: page.newer,
    older: page.older,
  };
}
