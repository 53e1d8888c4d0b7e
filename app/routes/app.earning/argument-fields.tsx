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
  const fields = hintsOf(kind).map(([name, hint]) => {
    const field = {
      path: `${path}.arguments.${name}`,
      label: argumentLabel(translator, kind, name),
      value: texts[name] ?? "",
      onChange: (text: string) => onChange({ ...texts, [name]: text }),
    };
    if (hint === "limit") return <LimitFields key={name} {...{ path, name, texts, onChange }} />;
    if (hint === "money") return <MoneyField key={name} {...field} />;
    if (hint === "text")
      return <PlainField key={name} {...field} helpText={translator.t("earning.event.help")} />;
    if (hint === "rounding") return <RoundingField key={name} {...field} />;
    return <WholeField key={name} {...field} />;
  });
  return <FormLayout.Group condensed>{fields}</FormLayout.Group>;
}

function RoundingField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslator();
  const options = roundings.map((one) => ({ value: one, label: t(`rounding.${one}`) }));
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}

function LimitFields({ path, name, texts, onChange }: Omit<Props, "kind"> & { readonly name: string }) {
  const { t } = useTranslator();
  const set = (part: string) => (text: string) => onChange({ ...texts, [`${name}.${part}`]: text });
  return (
    <>
      <WholeField
        path={`${path}.arguments.${name}.times`}
        label={t("earning.limit.times")}
        value={texts[`${name}.times`] ?? ""}
        onChange={set("times")}
      />
      <Select
        label={t("earning.limit.per")}
        options={limitPeriods.map((value) => ({ value, label: t(`earning.per.${value}`) }))}
        value={texts[`${name}.per`] ?? ""}
        onChange={set("per")}
      />
    </>
  );
}
