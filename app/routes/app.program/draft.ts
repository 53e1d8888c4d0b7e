/**
 * The program as a form holds it: every number as the text that stands in its field, so that half-typed and foreign digits are no errors yet.
 * `draftOf` makes it from terms; `read-draft.ts` makes terms of it.
 */
import { localDecimal } from "../../i18n/digits";
import type { Locale } from "../../i18n/locales";
import { type EarningRule, earningRuleDefinitions } from "../../loyalty/earning-rules/definition";
import { type Currency, minor, toDecimal } from "../../loyalty/money";
import type { Eligibility, Terms } from "../../loyalty/program";
import type { Reward } from "../../loyalty/rewards";
import type { LocalizedText } from "../../loyalty/schema-parts";
import type { Tier, TierMetric } from "../../loyalty/tiers";

export interface NameDraft {
  readonly en: string;
  readonly fa: string;
  readonly ar: string;
}

export interface RuleDraft {
  readonly id: string;
  readonly kind: EarningRule["kind"];
  readonly name: NameDraft;
  /** By argument, in the order of the rule's form hints (law 11). */
  readonly values: Readonly<Record<string, string>>;
}

export interface TierDraft {
  readonly id: string;
  readonly name: NameDraft;
  readonly threshold: string;
  readonly multiplier: string;
}

export interface RewardDraft {
  readonly id: string;
  readonly active: boolean;
  readonly name: NameDraft;
  readonly mode: "fixed" | "slider";
  readonly points: string;
  readonly value: string;
  readonly stepPoints: string;
  readonly stepValue: string;
  readonly minPoints: string;
  readonly maxPoints: string;
  readonly minimumSubtotal: string;
  readonly combinesWith: Reward["combinesWith"];
}

export const deadlineUnits = { minutes: 1, hours: 60, days: 1_440 } as const;
export type DeadlineUnit = keyof typeof deadlineUnits;

export interface Draft {
  readonly pointsName: NameDraft;
  readonly rules: readonly RuleDraft[];
  readonly eligibility: Eligibility;
  readonly pendingDays: string;
  readonly expires: boolean;
  readonly expiryMonths: string;
  readonly metric: TierMetric;
  readonly tiers: readonly TierDraft[];
  readonly rewards: readonly RewardDraft[];
  readonly minimumPoints: string;
  readonly deadline: string;
  readonly deadlineUnit: DeadlineUnit;
}

/** How numbers are written into the fields of one reader. */
export interface FieldWriter {
  whole(value: number): string;
  money(minorUnits: number): string;
  multiplier(basisPoints: number): string;
}

export function fieldWriter(locale: Locale, currency: Currency): FieldWriter {
  const write = (text: string) => localDecimal(locale, text);
  return {
    whole: (value) => write(String(value)),
    money: (minorUnits) => write(toDecimal(minor(minorUnits), currency)),
    multiplier: (basisPoints) => write(decimalOf(basisPoints)),
  };
}

/** 12,500 basis points are "1.25", without a float on the way. */
function decimalOf(basisPoints: number): string {
  const fraction = String(basisPoints % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  const whole = String(Math.trunc(basisPoints / 10_000));
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

const nameOf = (text: LocalizedText): NameDraft => ({ en: text.en, fa: text.fa ?? "", ar: text.ar ?? "" });

function ruleOf(rule: EarningRule, write: FieldWriter): RuleDraft {
  const { hints } = earningRuleDefinitions[rule.kind];
  const values = Object.entries(rule.arguments).map(([name, value]): [string, string] => {
    if (typeof value === "string") return [name, value];
    const hint = Object.entries(hints).find(([known]) => known === name)?.[1];
    return [name, hint === "money" ? write.money(value) : write.whole(value)];
  });
  return { id: rule.id, kind: rule.kind, name: nameOf(rule.name), values: Object.fromEntries(values) };
}

export function thresholdText(threshold: number, metric: TierMetric, write: FieldWriter): string {
  return metric === "spend" ? write.money(threshold) : write.whole(threshold);
}

const tierOf = (tier: Tier, metric: TierMetric, write: FieldWriter): TierDraft => ({
  id: tier.id,
  name: nameOf(tier.name),
  threshold: thresholdText(tier.threshold, metric, write),
  multiplier: write.multiplier(tier.multiplierBp),
});

function rewardOf(reward: Reward, write: FieldWriter): RewardDraft {
  const { price } = reward;
  const shown =
    price.mode === "fixed"
      ? { points: write.whole(price.points), value: write.money(price.valueMinor), ...blankSlider(write) }
      : {
          points: "",
          value: "",
          stepPoints: write.whole(price.stepPoints),
          stepValue: write.money(price.stepValueMinor),
          minPoints: write.whole(price.minPoints),
          maxPoints: write.whole(price.maxPoints),
        };
  return {
    id: reward.id,
    active: reward.active,
    name: nameOf(reward.name),
    mode: price.mode,
    ...shown,
    minimumSubtotal: write.money(reward.minimumSubtotalMinor),
    combinesWith: reward.combinesWith,
  };
}

const blankSlider = (write: FieldWriter) => ({
  stepPoints: "",
  stepValue: "",
  minPoints: "",
  maxPoints: write.whole(0),
});

function deadlineOf(minutes: number): { amount: number; unit: DeadlineUnit } {
  const unit =
    (["days", "hours"] as const).find((candidate) => minutes % deadlineUnits[candidate] === 0) ?? "minutes";
  return { amount: minutes / deadlineUnits[unit], unit };
}

export function draftOf(terms: Terms, write: FieldWriter): Draft {
  const deadline = deadlineOf(terms.redemption.deadlineMinutes);
  return {
    pointsName: nameOf(terms.pointsName),
    rules: terms.earningRules.map((rule) => ruleOf(rule, write)),
    eligibility: terms.eligibility,
    pendingDays: write.whole(terms.pendingDays),
    expires: terms.expiry.kind === "age",
    expiryMonths: write.whole(terms.expiry.kind === "age" ? terms.expiry.months : 12),
    metric: terms.tiers.metric,
    tiers: terms.tiers.levels.map((tier) => tierOf(tier, terms.tiers.metric, write)),
    rewards: terms.rewards.map((reward) => rewardOf(reward, write)),
    minimumPoints: write.whole(terms.redemption.minimumPoints),
    deadline: write.whole(deadline.amount),
    deadlineUnit: deadline.unit,
  };
}

const blankName: NameDraft = { en: "", fa: "", ar: "" };

export const newTier = (id: string, write: FieldWriter): TierDraft => ({
  id,
  name: blankName,
  threshold: "",
  multiplier: write.multiplier(10_000),
});

export const newReward = (id: string, write: FieldWriter): RewardDraft => ({
  id,
  active: true,
  name: blankName,
  mode: "fixed",
  points: "",
  value: "",
  ...blankSlider(write),
  minimumSubtotal: write.money(0),
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
});

/** A handle that none of `taken` has: it stays with its object through every version of the terms. */
export function freshHandle(prefix: string, taken: readonly { readonly id: string }[]): string {
  const known = new Set(taken.map((one) => one.id));
  for (let number = taken.length + 1; ; number += 1) {
    const handle = `${prefix}-${number}`;
    if (!known.has(handle)) return handle;
  }
}
