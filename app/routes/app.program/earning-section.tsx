/** Earning: the name of points, the earning rules as their definitions describe them (law 11), and what of an order counts. */
import { Checkbox, FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { earningRuleDefinitions, type FormHint } from "../../loyalty/earning-rules/definition";
import { roundings } from "../../loyalty/rounding";
import type { RuleDraft } from "./draft";
import { MoneyField, NameFields, replaced, WholeField } from "./fields";
import { useProgram } from "./program-state";
import { Section } from "./section";

const counted = ["includeTax", "includeShipping", "includeGiftCards"] as const;

export function EarningSection() {
  const { t } = useTranslator();
  const { draft, change } = useProgram();
  return (
    <>
      <Section title={t("program.names")} help={t("program.names.help")}>
        <NameFields
          path="pointsName"
          name={draft.pointsName}
          onChange={(pointsName) => change({ pointsName })}
        />
      </Section>
      <Section title={t("program.earning")}>
        {draft.rules.map((rule, index) => (
          <Rule
            key={rule.id}
            path={`earningRules.${index}`}
            rule={rule}
            onChange={(changed) => change({ rules: replaced(draft.rules, index, changed) })}
          />
        ))}
        <WholeField
          path="pendingDays"
          label={t("program.pendingDays")}
          helpText={t("program.pendingDays.help")}
          value={draft.pendingDays}
          onChange={(pendingDays) => change({ pendingDays })}
        />
      </Section>
      <EligibilitySection />
    </>
  );
}

function EligibilitySection() {
  const { t } = useTranslator();
  const { draft, change } = useProgram();
  const { eligibility } = draft;
  const set = (part: Partial<typeof eligibility>) => change({ eligibility: { ...eligibility, ...part } });
  return (
    <Section title={t("program.eligibility")}>
      <Checkbox
        label={t("program.eligibility.netOfDiscounts")}
        helpText={t("program.eligibility.netOfDiscounts.help")}
        checked={eligibility.netOfDiscounts}
        onChange={(netOfDiscounts) => set({ netOfDiscounts })}
      />
      <div className="vafa-checks">
        {counted.map((key) => (
          <Checkbox
            key={key}
            label={t(`program.eligibility.${key}`)}
            checked={eligibility[key]}
            onChange={(checked) => set({ [key]: checked })}
          />
        ))}
      </div>
    </Section>
  );
}

interface RuleProps {
  readonly path: string;
  readonly rule: RuleDraft;
  readonly onChange: (rule: RuleDraft) => void;
}

function Rule({ path, rule, onChange }: RuleProps) {
  const { t } = useTranslator();
  const { hints } = earningRuleDefinitions[rule.kind];
  return (
    <fieldset className="vafa-group">
      <legend>{t(`rule.${rule.kind}`)}</legend>
      <NameFields path={`${path}.name`} name={rule.name} onChange={(name) => onChange({ ...rule, name })} />
      <FormLayout.Group>
        {argumentsIn(hints).map(([name, hint]) => (
          <Argument
            key={name}
            hint={hint}
            path={`${path}.arguments.${name}`}
            label={t(`rule.${rule.kind}.${name}`)}
            value={rule.values[name] ?? ""}
            onChange={(text) => onChange({ ...rule, values: { ...rule.values, [name]: text } })}
          />
        ))}
      </FormLayout.Group>
    </fieldset>
  );
}

/** The arguments of a rule, as its definition names them. */
function argumentsIn<Name extends string>(hints: Readonly<Record<Name, FormHint>>): [Name, FormHint][] {
  const names = Object.keys(hints).filter((name): name is Name => name in hints);
  return names.map((name) => [name, hints[name]]);
}

interface ArgumentProps {
  readonly hint: FormHint;
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Argument({ hint, ...field }: ArgumentProps) {
  const { t } = useTranslator();
  if (hint === "points") return <WholeField {...field} />;
  if (hint === "money") return <MoneyField {...field} />;
  const options = roundings.map((rounding) => ({ value: rounding, label: t(`rounding.${rounding}`) }));
  return <Select label={field.label} options={options} value={field.value} onChange={field.onChange} />;
}
