/** The member's snapshot as the core sees it: what they can spend, where they stand, how far the next tier is. */
import type { Instant } from "./brand";
import {
  type ProgressToNext,
  progressToNext,
  type Qualification,
  type Tier,
  type TierProgram,
  tierFor,
} from "./tiers";

export interface Standing {
  readonly tier: Tier | null;
  readonly progress: ProgressToNext | null;
}

export function standingOf(program: TierProgram, gathered: Qualification): Standing {
  return { tier: tierFor(program, gathered), progress: progressToNext(program, gathered) };
}

/** Lots grouped to the next date on which something expires. */
export interface NextExpiry {
  readonly points: number;
  readonly at: Instant;
}
