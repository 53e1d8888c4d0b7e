/** What is wrong with a form's fields: the core's own complaints, each at the path of the field that has to be changed, in that field's unit. */
import type { z } from "zod";
import type { MessageKey, Translator } from "../../i18n/translator";
import { type Currency, exponentOf, minor, toDecimal } from "../../loyalty/money";
import { type FieldFault, fieldFaults } from "../../loyalty/schema-parts";

/** What is wrong with a field, and the number its message speaks of. */
export interface Problem {
  readonly key: Extract<MessageKey, `field.${string}`>;
  readonly bound: number | null;
}

/** By path in the terms, such as `rewards.0.price.points`. */
export type Problems = Readonly<Record<string, Problem>>;

/** What a field's number is. A number is so many whole ones of it: minutes shown in days are `{ of: 1_440 }`. */
export type Unit = "whole" | "money" | "multiplier" | "percent" | { readonly of: number };

/** The unit that a path's name tells. */
export function unitOfPath(path: string): Unit {
  if (/Minor$/.test(path)) return "money";
  if (path.endsWith(".multiplierBp")) return "multiplier";
  return /Bp$/.test(path) ? "percent" : "whole";
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
function inItsWords(problem: Problem, unit: Unit): Problem {
  if (problem.key !== "field.whole") return problem;
  if (unit === "money") return { ...problem, key: "field.money" };
  return unit === "multiplier" || unit === "percent" ? { ...problem, key: "field.decimal" } : problem;
}

export function problemsOf(issues: readonly z.core.$ZodIssue[], unitOf: (path: string) => Unit): Problems {
  const problems: Record<string, Problem> = {};
  for (const issue of issues) {
    const [path, problem] = problemOf(issue);
    problems[path] ??= inItsWords(problem, unitOf(path));
  }
  return problems;
}

interface Around {
  readonly translator: Translator;
  readonly currency: Currency;
  readonly unit: Unit;
}

function boundText(problem: Problem, { translator, currency, unit }: Around): string {
  const bound = problem.bound ?? 0;
  if (unit === "money") return translator.money(bound, currency);
  if (unit === "multiplier") return translator.decimal(bound / 10_000);
  if (unit === "percent") return translator.decimal(bound / 100);
  if (unit === "whole") return translator.number(bound);
  return translator.number(
    problem.key === "field.too-small" ? Math.ceil(bound / unit.of) : Math.floor(bound / unit.of),
  );
}

/** A problem in the merchant's language, with its bound in the field's own unit. */
export function problemText(problem: Problem, around: Around): string {
  const { translator, currency } = around;
  const { t, decimal } = translator;
  switch (problem.key) {
    case "field.too-small":
      return t(problem.key, { minimum: boundText(problem, around) });
    case "field.too-big":
      return t(problem.key, { maximum: boundText(problem, around) });
    case "field.too-long":
      return t(problem.key, { maximum: problem.bound ?? 0 });
    case "field.money":
      return t(problem.key, {
        example: decimal(Number(toDecimal(minor(1_250), currency)), exponentOf(currency)),
      });
    case "field.decimal":
      return t(problem.key, { example: decimal(1.25) });
    default:
      return t(problem.key);
  }
}
