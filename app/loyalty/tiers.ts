/** Tiers: levels with a qualification and benefits. A member's tier is a function of what they have gathered, of the past and of staff's pins. */
import { z } from "zod";
import { divide } from "./rounding";
import { fault, fields, handle, localizedTextSchema, whole, yesOrNo } from "./schema-parts";

/**
 * `spend`: eligible minor units of awarded orders; `points`: points earned by orders; `orders`: awarded orders; `engagement`: rewarded actions
 * that were no orders.
 */
export const tierMetrics = ["spend", "points", "orders", "engagement"] as const;
export type TierMetric = (typeof tierMetrics)[number];

/** Over which time qualification is counted; calendar windows are years that begin with a month, in the shop's time zone. */
export const tierWindowSchema = z.discriminatedUnion(
  "kind",
  [
    fields({ kind: z.literal("lifetime") }),
    fields({ kind: z.literal("rolling"), months: whole(1, 60) }),
    fields({ kind: z.literal("calendar"), startsInMonth: whole(1, 12) }),
  ],
  fault("invalid"),
);
export type TierWindow = z.infer<typeof tierWindowSchema>;

/** What a level gives beside its multiplier. */
export const benefitsSchema = fields({
  /** Basis points off every order, by the discount function; 0 for none. */
  percentOffBp: whole(0, 10_000),
  freeShipping: yesOrNo,
  /** Customer tags in the store, for themes, Flow and support desks. */
  earlyAccess: yesOrNo,
  prioritySupport: yesOrNo,
});
export type Benefits = z.infer<typeof benefitsSchema>;
export const noBenefits: Benefits = {
  percentOffBp: 0,
  freeShipping: false,
  earlyAccess: false,
  prioritySupport: false,
};

export const tierSchema = fields({
  id: handle,
  name: localizedTextSchema,
  threshold: whole(0, Number.MAX_SAFE_INTEGER),
  /** Basis points: 10,000 is 1×. */
  multiplierBp: whole(0, 1_000_000),
  benefits: benefitsSchema.default(noBenefits),
});
export type Tier = z.infer<typeof tierSchema>;

export const tierProgramSchema = fields({
  metric: z.enum(tierMetrics, fault("invalid")),
  window: tierWindowSchema.default({ kind: "lifetime" }),
  /** Days a member keeps a tier they no longer qualify for. */
  graceDays: whole(0, 730).default(0),
  /** After a downgrade the lost tier can be had again for a part of its threshold, for so many days. */
  comeback: fields({ days: whole(0, 730), thresholdBp: whole(1, 10_000) }).default({
    days: 0,
    thresholdBp: 10_000,
  }),
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
  readonly engagement: number;
}

export const nothingGathered: Qualification = { spend: 0, points: 0, orders: 0, engagement: 0 };

export const plainMultiplierBp = 10_000;

function ascending(program: TierProgram): Tier[] {
  return [...program.levels].sort((a, b) => a.threshold - b.threshold);
}

/** The highest tier whose threshold is reached; null when there is none. */
export function tierFor(program: TierProgram, gathered: Qualification): Tier | null {
  const have = gathered[program.metric];
  let highest: Tier | null = null;
  for (const tier of program.levels)
    if (tier.threshold <= have && (highest === null || tier.threshold > highest.threshold)) highest = tier;
  return highest;
}

export interface ProgressToNext {
  readonly next: Tier;
  readonly metric: TierMetric;
  readonly have: number;
  readonly need: number;
  /** 0–99, rounded down. */
  readonly percent: number;
}

/**
 * The way to the next higher tier; null at the top. Measured from the threshold of the tier that is qualified for.
 * @param held a tier that is held without qualifying for it: the next is above it, too
 */
export function progressToNext(
  program: TierProgram,
  gathered: Qualification,
  held: Tier | null = null,
): ProgressToNext | null {
  const have = Math.max(0, gathered[program.metric]);
  const tiers = ascending(program);
  const next = tiers.find((tier) => tier.threshold > Math.max(have, held?.threshold ?? 0));
  if (!next) return null;
  const from = tierFor(program, gathered)?.threshold ?? 0;
  const percent = Number((BigInt(have - from) * 100n) / BigInt(next.threshold - from));
  return { next, metric: program.metric, have, need: next.threshold, percent };
}

/** What the tiers ask of a discount at the checkout; levels that give none are left out. */
export function tierDiscountsOf(
  program: TierProgram,
): { readonly tierId: string; readonly percentOffBp: number; readonly freeShipping: boolean }[] {
  return program.levels.flatMap(({ id, benefits: { percentOffBp, freeShipping } }) =>
    percentOffBp > 0 || freeShipping ? [{ tierId: id, percentOffBp, freeShipping }] : [],
  );
}

/** What the way back asks for, gathered after the loss. */
export function comebackThreshold(program: TierProgram, tier: Tier): number {
  return divide(BigInt(tier.threshold) * BigInt(program.comeback.thresholdBp), 10_000n, "up");
}

export function multiplierOf(tier: Tier | null): number {
  return tier?.multiplierBp ?? plainMultiplierBp;
}
