/** The tiers as a form holds them: by what members rise, over which time, how they keep and win back a level, and what each level gives. */
import { nameFrom } from "../../components/terms-form/reader";
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import {
  blankName,
  type FieldWriter,
  freshHandle,
  type NameDraft,
  nameOf,
} from "../../components/terms-form/writer";
import type { Terms } from "../../loyalty/program";
import { type Tier, type TierMetric, type TierWindow, tierMetrics } from "../../loyalty/tiers";

export const windowKinds = [
  "lifetime",
  "rolling",
  "calendar",
] as const satisfies readonly TierWindow["kind"][];
export const benefitFlags = ["freeShipping", "earlyAccess", "prioritySupport"] as const;
export type BenefitFlag = (typeof benefitFlags)[number];

export interface LevelDraft extends Readonly<Record<BenefitFlag, boolean>> {
  readonly id: string;
  readonly name: NameDraft;
  readonly threshold: string;
  readonly multiplier: string;
  readonly percentOff: string;
}

export interface TierDraft {
  readonly metric: TierMetric;
  readonly window: TierWindow["kind"];
  readonly months: string;
  /** 1–12, as a select holds it. */
  readonly startsInMonth: string;
  readonly graceDays: string;
  readonly comebackDays: string;
  readonly comebackShare: string;
  readonly levels: readonly LevelDraft[];
}

const isMetric = (text: string): text is TierMetric => tierMetrics.some((metric) => metric === text);
export const metricOf = (text: string): TierMetric => (isMetric(text) ? text : "spend");

function levelDraft(
  { id, name, threshold, multiplierBp, benefits }: Tier,
  metric: TierMetric,
  write: FieldWriter,
): LevelDraft {
  const { percentOffBp, ...flags } = benefits;
  return {
    id,
    name: nameOf(name),
    threshold: metric === "spend" ? write.money(threshold) : write.whole(threshold),
    multiplier: write.multiplier(multiplierBp),
    percentOff: write.percent(percentOffBp),
    ...flags,
  };
}

export function blankLevel(levels: readonly LevelDraft[], write: FieldWriter): LevelDraft {
  return {
    id: freshHandle("tier", levels),
    name: blankName,
    threshold: "",
    multiplier: write.multiplier(10_000),
    percentOff: write.percent(0),
    freeShipping: false,
    earlyAccess: false,
    prioritySupport: false,
  };
}

function draftOf({ tiers }: Terms, write: FieldWriter): TierDraft {
  const { metric, window, graceDays, comeback } = tiers;
  const ascending = [...tiers.levels].sort((a, b) => a.threshold - b.threshold);
  return {
    metric,
    window: window.kind,
    months: write.whole(window.kind === "rolling" ? window.months : 12),
    startsInMonth: String(window.kind === "calendar" ? window.startsInMonth : 1),
    graceDays: write.whole(graceDays),
    comebackDays: write.whole(comeback.days),
    comebackShare: write.percent(comeback.days === 0 ? 5_000 : comeback.thresholdBp),
    levels: ascending.map((tier) => levelDraft(tier, metric, write)),
  };
}

type Read = Parameters<FormKind<TierDraft>["partFrom"]>[1];

function windowFrom(draft: TierDraft, { whole }: Read): unknown {
  if (draft.window === "rolling") return { kind: "rolling", months: whole(draft.months) };
  if (draft.window === "calendar") return { kind: "calendar", startsInMonth: Number(draft.startsInMonth) };
  return { kind: "lifetime" };
}

export const tierForm = createTermsForm<TierDraft>({
  draftOf,
  partFrom: (draft, read) => ({
    tiers: {
      metric: draft.metric,
      window: windowFrom(draft, read),
      graceDays: read.whole(draft.graceDays),
      comeback: { days: read.whole(draft.comebackDays), thresholdBp: read.percent(draft.comebackShare) },
      levels: draft.levels.map((level) => ({
        id: level.id,
        name: nameFrom(level.name),
        threshold: draft.metric === "spend" ? read.money(level.threshold) : read.whole(level.threshold),
        multiplierBp: read.multiplier(level.multiplier),
        benefits: {
          percentOffBp: read.percent(level.percentOff),
          freeShipping: level.freeShipping,
          earlyAccess: level.earlyAccess,
          prioritySupport: level.prioritySupport,
        },
      })),
    },
  }),
  unitOf: (path, draft) => (path.endsWith(".threshold") && draft.metric === "spend" ? "money" : undefined),
});

export const tierKeys = ["tiers"] as const;
