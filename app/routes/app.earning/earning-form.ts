/**
 * Earning rules as a form holds them. Which fields a rule has comes from its kind's definition (law 11): every argument is text under its name, a limit under two, so a new
 * kind needs nothing here.
 */
import {
  type ConditionsDraft,
  conditionsDraft,
  conditionsFrom,
} from "../../components/terms-form/conditions-draft";
import { type FieldReader, nameFrom } from "../../components/terms-form/reader";
import { createTermsForm, type FormKind } from "../../components/terms-form/terms-form";
import {
  blankName,
  type FieldWriter,
  freshHandle,
  type NameDraft,
  nameOf,
} from "../../components/terms-form/writer";
import { always } from "../../loyalty/conditions";
import {
  type EarningRule,
  type EarningRuleKind,
  earningRuleDefinitions,
} from "../../loyalty/earning-rules/definition";
import type { FormHint } from "../../loyalty/earning-rules/kind";

export type ArgumentTexts = Readonly<Record<string, string>>;

export interface RuleDraft {
  readonly id: string;
  readonly kind: EarningRuleKind;
  readonly name: NameDraft;
  readonly active: boolean;
  /** By the argument's name; a limit's parts by `limit.times` and `limit.per`. */
  readonly texts: ArgumentTexts;
  readonly conditions: ConditionsDraft;
}

export interface EarningDraft {
  readonly rules: readonly RuleDraft[];
}

/** The arguments of a kind and how a form shows each. */
export const hintsOf = (kind: EarningRuleKind): readonly (readonly [name: string, hint: FormHint])[] =>
  Object.entries(earningRuleDefinitions[kind].hints);

const isLimit = (value: unknown): value is { times: number; per: string } =>
  typeof value === "object" && value !== null && "times" in value && "per" in value;

function textsOf(
  kind: EarningRuleKind,
  args: Readonly<Record<string, unknown>>,
  write: FieldWriter,
): ArgumentTexts {
  const texts: Record<string, string> = {};
  for (const [name, hint] of hintsOf(kind)) {
    const value = args[name];
    if (isLimit(value)) {
      texts[`${name}.times`] = write.whole(value.times);
      texts[`${name}.per`] = value.per;
    } else if (typeof value === "number")
      texts[name] = hint === "money" ? write.money(value) : write.whole(value);
    else texts[name] = typeof value === "string" ? value : "";
  }
  return texts;
}

function argumentFrom(name: string, hint: FormHint, texts: ArgumentTexts, read: FieldReader): unknown {
  const text = texts[name] ?? "";
  switch (hint) {
    case "points":
    case "whole":
      return read.whole(text);
    case "money":
      return read.money(text);
    case "limit":
      return { times: read.whole(texts[`${name}.times`] ?? ""), per: texts[`${name}.per`] ?? "" };
    case "rounding":
    case "text":
      return text.trim();
  }
}

const draftOf = (rule: EarningRule, write: FieldWriter): RuleDraft => ({
  id: rule.id,
  kind: rule.kind,
  name: nameOf(rule.name),
  active: rule.active,
  texts: textsOf(rule.kind, rule.arguments, write),
  conditions: conditionsDraft(rule.conditions, write),
});

function ruleFrom({ id, kind, name, active, texts, conditions }: RuleDraft, read: FieldReader): unknown {
  const args = hintsOf(kind).map(([argument, hint]) => [argument, argumentFrom(argument, hint, texts, read)]);
  return {
    id,
    kind,
    name: nameFrom(name),
    active,
    arguments: Object.fromEntries(args),
    conditions: conditionsFrom(conditions, read),
  };
}

/** What a new rule begins with, where a blank field would be a riddle. */
const firstTexts: ArgumentTexts = { rounding: "down", "limit.per": "day" };

export function newRule(kind: EarningRuleKind, rules: readonly RuleDraft[], write: FieldWriter): RuleDraft {
  const texts: Record<string, string> = {};
  for (const [name, hint] of hintsOf(kind)) {
    for (const field of hint === "limit" ? [`${name}.times`, `${name}.per`] : [name])
      texts[field] = firstTexts[field] ?? "";
  }
  return {
    id: freshHandle(kind, rules),
    kind,
    name: blankName,
    active: true,
    texts,
    conditions: conditionsDraft(always, write),
  };
}

export const earningKind: FormKind<EarningDraft> = {
  draftOf: (terms, write) => ({ rules: terms.earningRules.map((rule) => draftOf(rule, write)) }),
  partFrom: (draft, read) => ({ earningRules: draft.rules.map((rule) => ruleFrom(rule, read)) }),
};

export const earningForm = createTermsForm(earningKind);
export const earningKeys = ["earningRules"] as const;
