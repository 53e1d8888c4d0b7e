/**
 * Where a member stands in the tiers, as a state machine: promoted at once, kept through a time of grace, given an easier way back to what was lost, held in
 * place by a pin. What is qualified for is a function of what was gathered; only grace, loss and pins are remembered.
 *
 * Laws: never below what is qualified for, unless pinned; a pin wins until it ends; looking twice at the same moment is looking once.
 */
import type { Instant } from "./brand";
import { daysLater, type Moment } from "./tier-window";
import { comebackThreshold, type Qualification, type Tier, type TierProgram, tierFor } from "./tiers";

export interface TierStanding {
  readonly tierId: string | null;
  /** Since when the tier is held. */
  readonly since: Instant | null;
  /** Until when it is kept although it is not qualified for any more. */
  readonly graceUntil: Instant | null;
  /** The tier lost last, and when: the way back is easier for a time. */
  readonly lost: { readonly tierId: string; readonly at: Instant } | null;
  /** Held in place by staff; without `until`, for ever. */
  readonly pin: { readonly tierId: string; readonly until: Instant | null } | null;
}

/** A new member's, who has no tier before one is looked for. */
export const newStanding: TierStanding = {
  tierId: null,
  since: null,
  graceUntil: null,
  lost: null,
  pin: null,
};

/** Why a tier changed; the translation key is `tier.change.<why>`. */
export const tierChangeReasons = [
  "qualified",
  "comeback",
  "no-longer-qualified",
  "tier-removed",
  "pinned",
  "pin-ended",
  "merged",
] as const;
export type TierChangeReason = (typeof tierChangeReasons)[number];

export interface TierChange {
  readonly from: string | null;
  readonly to: string | null;
  readonly at: Instant;
  readonly why: TierChangeReason;
}

/** What was gathered in the window that ends now, and after a given moment. */
export interface Gathering {
  readonly inWindow: Qualification;
  readonly after: (moment: Instant) => Qualification;
}

export interface Evaluation {
  /** The very same object when nothing is different. */
  readonly standing: TierStanding;
  readonly change: TierChange | null;
}

const levelOf = (program: TierProgram, id: string | null): Tier | null =>
  program.levels.find((level) => level.id === id) ?? null;

/** Higher is better; having no tier is below every tier. */
const rank = (tier: Tier | null): number => tier?.threshold ?? -1;

/** Until when the lost tier can be had again for less; null when there is none, or no easier way. */
export function comebackUntil(
  program: TierProgram,
  lost: TierStanding["lost"],
  timeZone: string,
): Instant | null {
  if (!lost || program.comeback.days === 0 || !levelOf(program, lost.tierId)) return null;
  return daysLater({ at: lost.at, timeZone }, program.comeback.days);
}

function cameBackTo(program: TierProgram, lost: TierStanding["lost"], seen: Gathering & Moment): Tier | null {
  const until = comebackUntil(program, lost, seen.timeZone);
  const tier = levelOf(program, lost?.tierId ?? null);
  if (!lost || until === null || seen.at >= until || !tier) return null;
  return seen.after(lost.at)[program.metric] >= comebackThreshold(program, tier) ? tier : null;
}

interface Qualified {
  readonly tier: Tier | null;
  readonly why: "qualified" | "comeback";
}

/** The tier that what was gathered entitles to. */
export function qualifiedTier(
  program: TierProgram,
  standing: TierStanding,
  seen: Gathering & Moment,
): Qualified {
  const tier = tierFor(program, seen.inWindow);
  const back = cameBackTo(program, standing.lost, seen);
  return rank(back) > rank(tier) ? { tier: back, why: "comeback" } : { tier, why: "qualified" };
}

/** The pin that is in force; one on a tier that is gone, or past its end, is none. */
function pinOf(program: TierProgram, standing: TierStanding, at: Instant): Tier | null {
  const { pin } = standing;
  if (!pin || (pin.until !== null && pin.until <= at)) return null;
  return levelOf(program, pin.tierId);
}

function moveTo(standing: TierStanding, tier: Tier | null, move: Pick<TierChange, "at" | "why">): Evaluation {
  const to = tier?.id ?? null;
  if (to === standing.tierId) return { standing, change: null };
  return {
    standing: { ...standing, tierId: to, since: move.at },
    change: { from: standing.tierId, to, ...move },
  };
}

const withoutGrace = (standing: TierStanding): TierStanding =>
  standing.graceUntil === null ? standing : { ...standing, graceUntil: null };

/** Not qualified for any more: kept while there is grace, then lost. */
function keepOrLose(
  standing: TierStanding,
  {
    program,
    held,
    qualified,
    moment,
  }: { program: TierProgram; held: Tier; qualified: Tier | null; moment: Moment },
): Evaluation {
  const { at } = moment;
  const graceUntil = standing.graceUntil ?? daysLater(moment, program.graceDays);
  if (graceUntil > at)
    return {
      standing: graceUntil === standing.graceUntil ? standing : { ...standing, graceUntil },
      change: null,
    };
  const lost = { ...withoutGrace(standing), lost: { tierId: held.id, at } };
  return moveTo(lost, qualified, { at, why: "no-longer-qualified" });
}

/** Looks at a standing again. */
export function evaluateStanding(
  program: TierProgram,
  standing: TierStanding,
  seen: Gathering & Moment,
): Evaluation {
  const { at } = seen;
  const pinned = pinOf(program, standing, at);
  if (pinned) return moveTo(withoutGrace(standing), pinned, { at, why: "pinned" });
  const qualified = qualifiedTier(program, standing, seen);
  // What a pin gave ends with it, at the moment that was agreed: there is no grace and no way back for what was not gathered.
  if (standing.pin)
    return moveTo(withoutGrace({ ...standing, pin: null }), qualified.tier, { at, why: "pin-ended" });
  const held = levelOf(program, standing.tierId);
  if (standing.tierId !== null && !held)
    return moveTo(withoutGrace(standing), qualified.tier, { at, why: "tier-removed" });
  if (held && rank(qualified.tier) < rank(held))
    return keepOrLose(standing, { program, held, qualified: qualified.tier, moment: seen });
  return moveTo(withoutGrace(standing), qualified.tier, { at, why: qualified.why });
}

/** One standing of two members who turned out to be one: the better tier with what belongs to it, either's pin, the later loss. */
export function joinStandings(program: TierProgram, kept: TierStanding, merged: TierStanding): TierStanding {
  const better = rank(levelOf(program, merged.tierId)) > rank(levelOf(program, kept.tierId)) ? merged : kept;
  const later = (merged.lost?.at ?? -1) > (kept.lost?.at ?? -1) ? merged.lost : kept.lost;
  return { ...better, pin: kept.pin ?? merged.pin, lost: later };
}
