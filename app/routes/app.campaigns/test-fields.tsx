/** One line of a segment: "orders – at least – 3". */
import { Button, Select } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin, useTranslator } from "../../components/admin";
import { HandlePicker } from "../../components/pickers/handle-picker";
import { MoneyField, PlainField, WholeField } from "../../components/terms-form/fields";
import { locales } from "../../i18n/locales";
import type { Tier } from "../../loyalty/tiers";
import {
  isByWord,
  numberComparisons,
  otherField,
  type TestDraft,
  testFields,
  wordComparisons,
} from "./segment-draft";

interface Props {
  readonly path: string;
  readonly test: TestDraft;
  readonly levels: readonly Tier[];
  readonly onChange: (test: TestDraft) => void;
  readonly onRemove: (() => void) | null;
}

export function TestFields({ path, test, levels, onChange, onRemove }: Props) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  // What the store does not know nobody can ask for; a test that asks for it already stays in sight until it is changed.
  const fields = testFields.filter((field) => field !== "tag" || can.customerTags || test.field === "tag");
  const comparisons = isByWord(test.field) ? wordComparisons : numberComparisons;
  return (
    <div className="vafa-test">
      <Select
        label={t("segments.test.field")}
        options={fields.map((value) => ({ value, label: t(`segments.field.${value}`) }))}
        value={test.field}
        onChange={(value) => {
          const field = testFields.find((one) => one === value);
          if (field) onChange(otherField(test, field));
        }}
      />
      <Select
        label={t("segments.test.is")}
        options={comparisons.map((value) => ({ value, label: t(`segments.is.${value}`) }))}
        value={test.is}
        onChange={(value) => {
          const is = comparisons.find((one) => one === value);
          if (is) onChange({ ...test, is });
        }}
      />
      <ValueField path={path} test={test} levels={levels} onChange={onChange} />
      {onRemove && (
        <Button variant="plain" tone="critical" onClick={onRemove}>
          {t("segments.test.remove")}
        </Button>
      )}
    </div>
  );
}

function ValueField({ path, test, levels, onChange }: Omit<Props, "onRemove">) {
  const { t } = useTranslator();
  const label = t("segments.test.value");
  const setValues = (values: readonly string[]) => onChange({ ...test, values });
  const picking = { label, selected: test.values, onChange: setValues, none: t("segments.test.none") };
  if (test.field === "tier") return <HandlePicker {...picking} choices={levels} />;
  if (test.field === "locale")
    return (
      <HandlePicker
        {...picking}
        choices={locales.map((id) => ({ id, name: { en: t(`segments.locale.${id}`) } }))}
      />
    );
  if (test.field === "tag")
    return <TagsField path={`${path}.values`} label={label} values={test.values} onChange={setValues} />;
  const field = {
    path: `${path}.value`,
    label,
    value: test.value,
    onChange: (value: string) => onChange({ ...test, value }),
  };
  return test.field === "spend" ? <MoneyField {...field} /> : <WholeField {...field} />;
}

interface TagsProps {
  readonly path: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Tags are typed with commas between them; what is being typed stays as it is typed. */
function TagsField({ path, label, values, onChange }: TagsProps) {
  const { t } = useTranslator();
  const [text, setText] = useState(() => values.join(", "));
  return (
    <PlainField
      path={path}
      label={label}
      helpText={t("segments.tags.help")}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(typed.split(/[,،]/).flatMap((tag) => tag.trim() || []));
      }}
    />
  );
}
