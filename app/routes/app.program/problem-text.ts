/** A problem of a field in the merchant's language, with its bound in the field's own unit. */
import type { Translator } from "../../i18n/translator";
import { type Currency, exponentOf, minor, toDecimal } from "../../loyalty/money";
import { type Draft, deadlineUnits } from "./draft";
import type { Problem } from "./read-draft";

interface Around {
  readonly translator: Translator;
  readonly currency: Currency;
  readonly draft: Pick<Draft, "metric" | "deadlineUnit">;
}

const isMoney = (path: string, metric: Draft["metric"]) =>
  /Minor$/.test(path) || (path.endsWith(".threshold") && metric === "spend");

function boundText(path: string, problem: Problem, { translator, currency, draft }: Around): string {
  const bound = problem.bound ?? 0;
  if (isMoney(path, draft.metric)) return translator.money(bound, currency);
  if (path.endsWith(".multiplierBp")) return translator.decimal(bound / 10_000);
  if (path.endsWith(".deadlineMinutes")) {
    const unit = deadlineUnits[draft.deadlineUnit];
    return translator.number(
      problem.key === "field.too-small" ? Math.ceil(bound / unit) : Math.floor(bound / unit),
    );
  }
  return translator.number(bound);
}

export function problemText(path: string, problem: Problem, around: Around): string {
  const { translator, currency } = around;
  const { t, decimal } = translator;
  switch (problem.key) {
    case "field.too-small":
      return t(problem.key, { minimum: boundText(path, problem, around) });
    case "field.too-big":
      return t(problem.key, { maximum: boundText(path, problem, around) });
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
