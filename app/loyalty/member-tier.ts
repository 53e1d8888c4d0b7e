/** A member and the tiers: what of them counts at a moment, where they stand, and how their state moves when the tier is looked at again. */
import { type Instant, instant } from "./brand";
import type { MemberState } from "./member-state";
import type { Terms } from "./program";
import { outlookOf, type TierOutlook } from "./tier-outlook";
import {
  comebackUntil,
  type Evaluation,
  evaluateStanding,
  type Gathering,
  joinStandings,
  newStanding,
  type TierChange,
  type TierStanding,
} from "./tier-standing";
import { addQualification, type Gain, type Moment, replaceGain, sumOf, windowStart } from "./tier-window";
import { type Benefits, nothingGathered, type Qualification } from "./tiers";

/** From when on single gains are asked for, beside the lifetime's sums; null when these are enough. */
export function gainsNeededFrom({ tiers }: Terms, standing: TierStanding, moment: Moment): Instant | null {
  const start = windowStart(tiers.window, moment);
  const until = comebackUntil(tiers, standing.lost, moment.timeZone);
  const lost = until !== null && moment.at < until ? (standing.lost?.at ?? null) : null;
  return start === null || lost === null ? (start ?? lost) : instant(Math.min(start, lost));
}

/** @throws Error when a window is asked about and its gains were not loaded: a bug. */
function gatheringOf(state: Gatherer, terms: Terms, moment: Moment): Gathering {
  const needed = gainsNeededFrom(terms, state.standing, moment) !== null;
  if (needed && state.gains === null)
    throw new Error(`the gains of member ${state.memberId} were not loaded`);
  const start = windowStart(terms.tiers.window, moment);
  const gains = state.gains ?? [];
  return {
    inWindow: start === null ? state.gathered : sumOf(gains.filter((gain) => gain.at >= start)),
    after: (from) => sumOf(gains.filter((gain) => gain.at > from)),
  };
}

/** What counts towards tiers at this moment. */
export function qualificationOf(state: Gatherer, terms: Terms, moment: Moment): Qualification {
  return gatheringOf(state, terms, moment).inWindow;
}

/** What is known of members who are not open: their sums, and single gains where windows ask for them. */
export type Gatherer = Pick<MemberState, "memberId" | "standing" | "gathered" | "gains">;

/** What the member is told of the tiers at this moment. */
export function tierOutlook(state: Gatherer, terms: Terms, moment: Moment): TierOutlook {
  return outlookOf(terms.tiers, state.standing, { ...gatheringOf(state, terms, moment), ...moment });
}

/** Where the member stands at this moment, by these terms. */
export function standingAt(state: MemberState, terms: Terms, moment: Moment): Evaluation {
  const { inWindow, after } = gatheringOf(state, terms, moment);
  // Whoever asks may know more than the moment, and copying all of that for every order would be felt.
  const { at, timeZone } = moment;
  return evaluateStanding(terms.tiers, state.standing, { inWindow, after, at, timeZone });
}

const plain: Pick<Benefits, "earlyAccess" | "prioritySupport"> = {
  earlyAccess: false,
  prioritySupport: false,
};

/** Whether the customer has other tags in the store with the one tier than with the other. A tier that is gone may have had any. */
function retags({ tiers }: Terms, from: string | null, to: string | null): boolean {
  const find = (id: string | null) => tiers.levels.find((level) => level.id === id);
  if (from !== null && !find(from)) return true;
  const [before, after] = [find(from)?.benefits ?? plain, find(to)?.benefits ?? plain];
  return before.earlyAccess !== after.earlyAccess || before.prioritySupport !== after.prioritySupport;
}

function withChange(state: MemberState, terms: Terms, change: TierChange | null): MemberState {
  if (!change) return state;
  const retag = retags(terms, change.from, change.to);
  return { ...state, tierChanges: [...state.tierChanges, { ...change, retag }] };
}

/** The state after the tier has been looked at again; the very same one when nothing is different. Who takes no part is left where they are. */
export function withTier(state: MemberState, terms: Terms, moment: Moment): MemberState {
  if (state.status !== "active") return state;
  const { standing, change } = standingAt(state, terms, moment);
  if (standing === state.standing) return state;
  return withChange({ ...state, standing }, terms, change);
}

/** What one order counts now in place of what it counted before, or what one action counts. */
export function gather(
  state: MemberState,
  { gain, before = nothingGathered }: { gain: Gain; before?: Qualification },
): MemberState {
  const { spend, points, orders, engagement } = before;
  const less = { spend: -spend, points: -points, orders: -orders, engagement: -engagement };
  return {
    ...state,
    gathered: addQualification(addQualification(state.gathered, gain.counts), less),
    gains: state.gains && replaceGain(state.gains, gain),
  };
}

/** Two members who turned out to be one: what both gathered, and the better tier, which has to prove itself from now on. */
export function joinTiers(
  { kept, merged }: { readonly kept: MemberState; readonly merged: MemberState },
  terms: Terms,
  at: Instant,
): { readonly kept: MemberState; readonly merged: MemberState } {
  const standing = joinStandings(terms.tiers, kept.standing, merged.standing);
  const [from, to] = [kept.standing.tierId, standing.tierId];
  const joined = {
    ...kept,
    standing,
    gathered: addQualification(kept.gathered, merged.gathered),
    gains: kept.gains && merged.gains && [...kept.gains, ...merged.gains],
  };
  return {
    kept: withChange(joined, terms, from === to ? null : { from, to, at, why: "merged" }),
    merged: { ...merged, standing: newStanding, gathered: nothingGathered, gains: null },
  };
}
