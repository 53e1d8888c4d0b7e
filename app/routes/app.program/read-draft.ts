/**
 * Reads a draft back into terms. Texts become numbers here, and the core's own schema judges the result: the browser and the server refuse the same
 * things for the same reasons (law 11).
 */
import type { z } from "zod";
import { latinDigits, readWhole } from "../../i18n/digits";
import type { MessageKey } from "../../i18n/translator";
import { earningRuleDefinitions } from "../../loyalty/earning-rules/definition";
import { type Currency, parseDecimal } from "../../loyalty/money";
import { type Terms, termsSchema } from "../../loyalty/program";
import { type FieldFault, fieldFaults } from "../../loyalty/schema-parts";
import { type Draft, deadlineUnits, type NameDraft, type RewardDraft, type RuleDraft } from "./draft";

/** What is wrong with a field, and the number its message speaks of. */
export interface Problem {
  readonly key: Extract<MessageKey, `field.${string}`>;
  readonly bound: number | null;
}

/** By path, such as `rewards.0.price.points`. */
export type Problems = Readonly<Record<string, Problem>>;

export type Reading =
  | { readonly terms: Terms; readonly problems: null }
  | { readonly terms: null; readonly problems: Problems };

/** Stands where a text was no number; the schema answers it with `whole`. */
const unreadable = Number.NaN;

const whole = (text: string): number => readWhole(text) ?? unreadable;

/** Up to four decimals, as basis points. */
export function readMultiplier(text: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(latinDigits(text));
  return match ? Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0")) : unreadable;
}

const nameFrom = ({ en, fa, ar }: NameDraft) => ({
  en,
  ...(fa.trim() ? { fa } : {}),
  ...(ar.trim() ? { ar } : {}),
});

type Money = (text: string) => number;

function ruleFrom(rule: RuleDraft, money: Money): unknown {
  const hints: Readonly<Record<string, string>> = earningRuleDefinitions[rule.kind].hints;
  const argumentsOf = Object.entries(rule.values).map(([name, text]) => {
    const hint = hints[name];
    return [name, hint === "money" ? money(text) : hint === "points" ? whole(text) : text];
  });
  return {
    id: rule.id,
    kind: rule.kind,
    name: nameFrom(rule.name),
    arguments: Object.fromEntries(argumentsOf),
  };
}

function rewardFrom(reward: RewardDraft, money: Money): unknown {
  const { id, active, name, combinesWith, mode } = reward;
  const price =
    mode === "fixed"
      ? { mode, points: whole(reward.points), valueMinor: money(reward.value) }
      : {
          mode,
          stepPoints: whole(reward.stepPoints),
          stepValueMinor: money(reward.stepValue),
          minPoints: whole(reward.minPoints),
          maxPoints: whole(reward.maxPoints),
        };
  const minimumSubtotalMinor = money(reward.minimumSubtotal);
  return { id, kind: "amount-off", active, name: nameFrom(name), price, minimumSubtotalMinor, combinesWith };
}

/** The terms a draft describes, as yet unjudged. */
function candidateFrom(draft: Draft, currency: Currency): unknown {
  const money: Money = (text) => parseDecimal(latinDigits(text), currency) ?? unreadable;
  const threshold = (text: string) => (draft.metric === "spend" ? money(text) : whole(text));
  return {
    currency,
    pointsName: nameFrom(draft.pointsName),
    earningRules: draft.rules.map((rule) => ruleFrom(rule, money)),
    eligibility: draft.eligibility,
    pendingDays: whole(draft.pendingDays),
    expiry: draft.expires ? { kind: "age", months: whole(draft.expiryMonths) } : { kind: "never" },
    tiers: {
      metric: draft.metric,
      levels: draft.tiers.map((tier) => ({
        id: tier.id,
        name: nameFrom(tier.name),
        threshold: threshold(tier.threshold),
        multiplierBp: readMultiplier(tier.multiplier),
      })),
    },
    rewards: draft.rewards.map((reward) => rewardFrom(reward, money)),
    redemption: {
      minimumPoints: whole(draft.minimumPoints),
      deadlineMinutes: whole(draft.deadline) * deadlineUnits[draft.deadlineUnit],
    },
  };
}

const isFault = (word: string): word is FieldFault => fieldFaults.some((fault) => fault === word);

/** Faults of a whole price are shown at the field that is to be changed. */
const placeOf: Readonly<Partial<Record<FieldFault, string>>> = {
  "minimum-not-a-multiple": "minPoints",
  "maximum-not-a-multiple": "maxPoints",
  "maximum-below-minimum": "maxPoints",
};

function problemOf(issue: z.core.$ZodIssue): [path: string, problem: Problem] {
  const fault: FieldFault = isFault(issue.message) ? issue.message : "invalid";
  const bound =
    "minimum" in issue ? Number(issue.minimum) : "maximum" in issue ? Number(issue.maximum) : null;
  const inner = placeOf[fault];
  const path = [...issue.path.map(String), ...(inner ? [inner] : [])].join(".");
  return [path, { key: `field.${fault}`, bound }];
}

/** Fields of money and multipliers say what they expect rather than "a whole number". */
function inItsWords(path: string, problem: Problem, draft: Draft): Problem {
  if (problem.key !== "field.whole") return problem;
  if (path.endsWith(".multiplierBp")) return { ...problem, key: "field.decimal" };
  const isMoney = /Minor$/.test(path) || (path.endsWith(".threshold") && draft.metric === "spend");
  return isMoney ? { ...problem, key: "field.money" } : problem;
}

export function readDraft(draft: Draft, currency: Currency): Reading {
  const parsed = termsSchema.safeParse(candidateFrom(draft, currency));
  if (parsed.success) return { terms: parsed.data, problems: null };
  const problems: Record<string, Problem> = {};
  for (const issue of parsed.error.issues) {
    const [path, problem] = problemOf(issue);
    problems[path] ??= inItsWords(path, problem, draft);
  }
  return { terms: null, problems };
}
