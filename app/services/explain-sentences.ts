/** One sentence for every verdict of an explanation, in the asked language (law 7). */
import type { ExplainedItem } from "../contract/explanation";
import type { Translator } from "../i18n/translator";
import type { Verdict } from "../loyalty/explain-award";
import type { Currency } from "../loyalty/money";
import type { LocalizedText } from "../loyalty/schema-parts";

interface Wording {
  readonly translator: Translator;
  /** The program's. */
  readonly currency: Currency;
}

function appliedSentence(
  { points, wanted, eligible }: Extract<Verdict, { applied: true }>,
  { translator, currency }: Wording,
): string {
  const { t, money } = translator;
  const amount = money(eligible, currency);
  const said = { points: t("points.amount", { count: points }), amount };
  if (points === wanted) return t("explain.applied", said);
  return t("explain.applied.part", { ...said, wanted: t("points.amount", { count: wanted }) });
}

function sentenceOf(verdict: Verdict, wording: Wording): string {
  if (verdict.applied) return appliedSentence(verdict, wording);
  const { translator, currency } = wording;
  const { minimum = 0, eligible = 0, wanted = 0 } = verdict.details;
  return translator.t(`explain.${verdict.reason}`, {
    minimum: translator.money(minimum, currency),
    amount: translator.money(eligible, currency),
    wanted: translator.t("points.amount", { count: wanted }),
  });
}

export function explainedItemOf(
  item: { readonly id: string; readonly name: LocalizedText },
  verdict: Verdict,
  wording: Wording,
): ExplainedItem {
  return {
    id: item.id,
    name: wording.translator.text(item.name),
    applied: verdict.applied,
    points: verdict.applied ? verdict.points : 0,
    reason: verdict.applied ? null : verdict.reason,
    sentence: sentenceOf(verdict, wording),
  };
}
