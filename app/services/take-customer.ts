/**
 * Takes what one customer brings from a former program into their member's state: lots with their own dates, or one sum as the terms say; what they gathered towards tiers;
 * the tier they held, kept by a pin where it is higher than that. Only what no earlier import has brought is posted.
 */
import type { FormerStanding } from "../db/former-standings";
import type { ImportCounts } from "../db/member-imports";
import { instant, type MemberId } from "../loyalty/brand";
import { type MemberState, mustPost } from "../loyalty/member-state";
import { gather, withTier } from "../loyalty/member-tier";
import { points } from "../loyalty/points";
import type { Qualification, TierProgram } from "../loyalty/tiers";
import type { ReadCustomer } from "./find-imported";
import { type Credit, creditsOf, type TakingFrame } from "./imported-credits";
import type { MemberFacts } from "./member-rows";

export interface TakenCustomer {
  readonly state: MemberState;
  readonly standing: FormerStanding;
  readonly counts: Partial<ImportCounts>;
}

function postCredits(
  state: MemberState,
  credits: readonly Credit[],
  { at, known, importId }: TakingFrame,
): { state: MemberState; counts: Partial<ImportCounts> } {
  const fresh = credits.filter(({ source }) => !known.has(source));
  const live = fresh.filter(({ lot }) => lot.expiresAt === null || lot.expiresAt > at);
  const posted = live.reduce(
    (now, credit) =>
      mustPost(now, {
        kind: "adjust",
        points: points(credit.points),
        source: credit.source,
        at,
        happenedAt: credit.earnedAt ?? at,
        cause: { why: "imported", importId },
        lot: credit.lot,
      }),
    state,
  );
  const sum = (some: readonly Credit[]) => some.reduce((total, one) => total + one.points, 0);
  return {
    state: posted,
    counts: {
      lots: live.length,
      points: sum(live),
      pending: sum(live.filter(({ lot }) => lot.maturesAt !== null)),
      lapsed: fresh.length - live.length,
      known: credits.length - fresh.length,
    },
  };
}

/** What was gathered counts for a lifetime; a window that has begun since looks at what happens here. */
function withFigures(state: MemberState, figures: Qualification, before: Qualification): MemberState {
  const same =
    figures.spend === before.spend && figures.points === before.points && figures.orders === before.orders;
  return same ? state : gather(state, { gain: { key: "import", at: instant(0), counts: figures }, before });
}

const rankOf = ({ levels }: TierProgram, id: string | null) =>
  levels.find((level) => level.id === id)?.threshold ?? -1;

/** The tier held before, where it is higher than what was gathered leads to: promised is promised. A pin of staff stays as it is. */
function withFormerTier(
  state: MemberState,
  member: MemberFacts,
  { terms, at, shop, actor }: TakingFrame,
): MemberState {
  const { tierId, tierUntil: until } = member;
  const over = until !== null && until <= at;
  if (tierId === null || over || state.standing.pin !== null) return state;
  const from = state.standing.tierId;
  if (rankOf(terms.tiers, tierId) <= rankOf(terms.tiers, from)) return state;
  const pinned = { ...state, standing: { ...state.standing, pin: { tierId, until } } };
  const after = withTier(pinned, terms, { at, timeZone: shop.timeZone });
  const known = after.tierChanges.at(-1);
  const said = { actor, reason: "imported", until };
  const change = { from, to: tierId, at, why: "pinned" as const, retag: known?.retag ?? false, said };
  return { ...after, tierChanges: [...state.tierChanges, change] };
}

/** @throws Error where the member's gains were needed and not loaded: a bug. */
export function takeCustomer(
  memberId: MemberId,
  { read, state, before }: { read: ReadCustomer; state: MemberState; before: FormerStanding | undefined },
  frame: TakingFrame,
): TakenCustomer {
  const { facts, subject } = read;
  const { member } = facts;
  const moment = { at: frame.at, timeZone: frame.shop.timeZone };
  const credited = postCredits(state, creditsOf(read, frame), frame);
  const told = { spend: before?.spend ?? 0, points: before?.points ?? 0, orders: before?.orders ?? 0 };
  const figures = {
    spend: member?.spend ?? told.spend,
    points: member?.earned ?? told.points,
    orders: member?.orders ?? told.orders,
  };
  const gathered = withFigures(credited.state, { ...figures, engagement: 0 }, { ...told, engagement: 0 });
  const ranked = withTier(gathered, frame.terms, moment);
  const tier = member && member.tierId !== null ? member : null;
  const asBefore = tier?.tierId === before?.tierId && tier?.tierUntil === before?.tierUntil;
  const after = tier && !asBefore ? withFormerTier(ranked, tier, frame) : ranked;
  const sum = facts.lots.length === 0 && member && member.points > 0 ? member.points : null;
  return {
    state: after,
    standing: {
      subject,
      memberId,
      ...figures,
      balance: sum ?? before?.balance ?? null,
      lots: Math.max(facts.lots.length, before?.lots ?? 0),
      tierId: tier ? tier.tierId : (before?.tierId ?? null),
      tierUntil: tier ? tier.tierUntil : (before?.tierUntil ?? null),
    },
    counts: { ...credited.counts, members: 1, pins: after === ranked ? 0 : 1 },
  };
}
