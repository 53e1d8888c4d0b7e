/** Tiers: levels with a qualification and a points multiplier. A member's tier is a function of what they have gathered. */
import { z } from "zod";
import { fault, fields, handle, localizedTextSchema, whole } from "./schema-parts";

/** `spend`: eligible minor units of awarded orders; `points`: points earned by orders; `orders`: awarded orders. Over a lifetime. */
export const tierMetrics = ["spend", "points", "orders"] as const;
export type TierMetric = (typeof tierMetrics)[number];

export const tierSchema = fields({
  id: handle,
  name: localizedTextSchema,
  threshold: whole(0, Number.MAX_SAFE_INTEGER),
  /** Basis points: 10,000 is 1×. */
  multiplierBp: whole(0, 1_000_000),
});
export type Tier = z.infer<typeof tierSchema>;

export const tierProgramSchema = fields({
  metric: z.enum(tierMetrics, fault("invalid")),
  /** In any order; thresholds must differ. */
  levels: z
    .array(tierSchema, fault("invalid"))
    .max(20, fault("too-big"))
    .refine(
      (levels) => new Set(levels.map((level) => level.threshold)).size === levels.length,
      fault("same-threshold"),
    ),
});
export type TierProgram = z.infer<typeof tierProgramSchema>;

/** What a member has gathered towards tiers. */
export interface Qualification {
  readonly spend: number;
  readonly points: number;
  readonly orders: number;
}

export const plainMultiplierBp = 10_000;

function ascending(program: TierProgram): Tier[] {
  return [...program.levels].sort((a, b) => a.threshold - b.threshold);
}

/** The highest tier whose threshold is reached; null when there is none. */
export function tierFor(program: TierProgram, gathered: Qualification): Tier | null {
  const have = gathered[program.metric];
  return ascending(program).findLast((tier) => tier.threshold <= have) ?? null;
}

export interface ProgressToNext {
  readonly next: Tier;
  readonly metric: TierMetric;
  readonly have: number;
  readonly need: number;
  /** 0–99, rounded down. */
  readonly percent: number;
}

/** The way to the next higher tier; null at the top. Measured from the threshold of the present tier. */
export function progressToNext(program: TierProgram, gathered: Qualification): ProgressToNext | null {
  const have = Math.max(0, gathered[program.metric]);
  const tiers = ascending(program);
  const next = tiers.find((tier) => tier.threshold > have);
  if (!next) return null;
  const from = tierFor(program, gathered)?.threshold ?? 0;
  const percent = Number((BigInt(have - from) * 100n) / BigInt(next.threshold - from));
  return { next, metric: program.metric, have, need: next.threshold, percent };
}

export function multiplierOf(tier: Tier | null): number {
  return tier?.multiplierBp ?? plainMultiplierBp;
}
