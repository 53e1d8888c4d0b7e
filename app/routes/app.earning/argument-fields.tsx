/** The fields of a rule's arguments, made from the hints of its kind's definition (law 11). */
import { FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { MoneyField, PlainField, WholeField } from "../../components/terms-form/fields";
import type { Translator } from "../../i18n/translator";
import { limitPeriods } from "../../loyalty/earning-rules/action";
import type { EarningRuleKind } from "../../loyalty/earning-rules/definition";
import { roundings } from "../../loyalty/rounding";
import { type ArgumentTexts, hintsOf } from "./earning-form";

interface Props {
  readonly kind: EarningRuleKind;
  /** Of the rule in the terms, `earningRules.0`. */
  readonly path: string;
  readonly texts: ArgumentTexts;
  readonly onChange: (texts: ArgumentTexts) => void;
}

/** `rule.<kind>.<argument>`; a test holds that there is one for every argument of every kind. */
export function argumentLabel({ knows, t }: Translator, kind: EarningRuleKind, name: string): string {
  const key = `rule.${kind}.${name}`;
  return knows(key) ? t(key) : name;
}

export function ArgumentFields({ kind, path, texts, onChange }: Props) {
  const translator = useTranslator();
  // Flat, because a group lays out its own children only: a limit's two fields stand side by side like any others.
  const fields = hintsOf(kind).flatMap(([name, hint]) => {
    const fieldOf = (part: string, label: string) => ({
      path: `${path}.arguments.${part}`,
      label,
      value: texts[part] ?? "",
      onChange: (text: string) => onChange({ ...texts, [part]: text }),
    });
    if (hint === "limit") {
      return [
        <WholeField key="times" {...fieldOf(`${name}.times`, translator.t("earning.limit.times"))} />,
        <PeriodField key="per" {...fieldOf(`${name}.per`, translator.t("earning.limit.per"))} />,
      ];
    }
    const field = fieldOf(name, argumentLabel(translator, kind, name));
    if (hint === "money") return <MoneyField key={name} {...field} />;
    if (hint === "text")
      return <PlainField key={name} {...field} helpText={translator.t("earning.event.help")} />;
    if (hint === "rounding") return <RoundingField key={name} {...field} />;
    return <WholeField key={name} {...field} />;
  });
  return <FormLayout.Group condensed>{fields}</FormLayout.Group>;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function RoundingField({ label, value, onChange }: ChoiceProps) {
  const { t } = useTranslator();
  const options = roundings.map((one) => ({ value: one, label: t(`rounding.${one}`) }));
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}

function PeriodField({ label, value, onChange }: ChoiceProps) {
  const { t } = useTranslator();
  const options = limitPeriods.map((one) => ({ value: one, label: t(`earning.per.${one}`) }));
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}
