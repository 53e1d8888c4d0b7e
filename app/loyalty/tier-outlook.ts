/** What a member is told of the tiers: how far the next is, until when the present one is kept, what is still to be done for the way back. */
import type { Instant } from "./brand";
import { comebackUntil, type Gathering, type TierStanding } from "./tier-standing";
import type { Moment } from "./tier-window";
import {
  type Benefits,
  comebackThreshold,
  noBenefits,
  type ProgressToNext,
  progressToNext,
  type Tier,
  type TierMetric,
  type TierProgram,
} from "./tiers";

export interface TierOutlook {
  readonly tier: Tier | null;
  readonly benefits: Benefits;
  /** To the next tier; under grace, to keeping the present one; null at the top, and for the pinned, whom nothing moves. */
  readonly progress: ProgressToNext | null;
  /** Until when the tier is kept although it is not qualified for. */
  readonly grace: { readonly until: Instant } | null;
  readonly comeback: {
    readonly tier: Tier;
    readonly metric: TierMetric;
    readonly have: number;
    readonly need: number;
    readonly until: Instant;
  } | null;
}

/** The way to keeping a tier that is not qualified for any more. */
function progressToKeep(program: TierProgram, tier: Tier, seen: Gathering): ProgressToNext {
  const have = Math.max(0, seen.inWindow[program.metric]);
  const percent = Math.min(99, Number((BigInt(have) * 100n) / BigInt(Math.max(1, tier.threshold))));
  return { next: tier, metric: program.metric, have, need: tier.threshold, percent };
}

function progressOf(
  program: TierProgram,
  standing: TierStanding,
  { tier, seen }: { tier: Tier | null; seen: Gathering },
): ProgressToNext | null {
  if (standing.pin) return null;
  if (standing.graceUntil !== null && tier) return progressToKeep(program, tier, seen);
  // Who came back the easier way holds more than they have gathered: the next tier is the one above.
  return progressToNext(program, seen.inWindow, tier);
}

function comebackOf(
  program: TierProgram,
  standing: TierStanding,
  { tier, seen }: { tier: Tier | null; seen: Gathering & Moment },
): TierOutlook["comeback"] {
  const { lost } = standing;
  const until = comebackUntil(program, lost, seen.timeZone);
  const level = program.levels.find((one) => one.id === lost?.tierId);
  if (!lost || !level || until === null || seen.at >= until || standing.pin) return null;
  if (tier && tier.threshold >= level.threshold) return null;
  const have = seen.after(lost.at)[program.metric];
  return { tier: level, metric: program.metric, have, need: comebackThreshold(program, level), until };
}

export function outlookOf(
  program: TierProgram,
  standing: TierStanding,
  seen: Gathering & Moment,
): TierOutlook {
  const tier = program.levels.find((level) => level.id === standing.tierId) ?? null;
  return {
    tier,
    benefits: tier?.benefits ?? noBenefits,
    progress: progressOf(program, standing, { tier, seen }),
    grace: standing.graceUntil === null ? null : { until: standing.graceUntil },
    comeback: comebackOf(program, standing, { tier, seen }),
  };
}
