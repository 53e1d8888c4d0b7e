/** Tiers: by what members rise, and each level with its name, threshold and multiplier. */
import { Button, FormLayout, Select, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type TierMetric, tierMetrics } from "../../loyalty/tiers";
import { freshHandle, newTier, type TierDraft } from "./draft";
import { MoneyField, MultiplierField, NameFields, replaced, WholeField } from "./fields";
import { useProgram } from "./program-state";
import { Section } from "./section";

const isMetric = (text: string): text is TierMetric => tierMetrics.some((metric) => metric === text);

export function TiersSection() {
  const { t } = useTranslator();
  const { draft, change, write, errorAt } = useProgram();
  const { tiers, metric } = draft;
  const same = errorAt("tiers.levels", "shown") ?? errorAt("tiers", "shown");
  return (
    <Section title={t("program.tiers")}>
      <Select
        label={t("program.tiers.metric")}
        options={tierMetrics.map((value) => ({ value, label: t(`program.tiers.metric.${value}`) }))}
        value={metric}
        onChange={(chosen) => isMetric(chosen) && change({ metric: chosen })}
      />
      {tiers.length === 0 && <Text as="p">{t("program.tiers.empty")}</Text>}
      {tiers.map((tier, index) => (
        <TierFields
          key={tier.id}
          index={index}
          tier={tier}
          onChange={(changed) => change({ tiers: replaced(tiers, index, changed) })}
          onRemove={() => change({ tiers: tiers.filter((other) => other !== tier) })}
        />
      ))}
      {same && (
        <div role="alert">
          <Text as="p" tone="critical">
            {same}
          </Text>
        </div>
      )}
      <Button onClick={() => change({ tiers: [...tiers, newTier(freshHandle("tier", tiers), write)] })}>
        {t("program.tier.add")}
      </Button>
    </Section>
  );
}

interface Props {
  readonly index: number;
  readonly tier: TierDraft;
  readonly onChange: (tier: TierDraft) => void;
  readonly onRemove: () => void;
}

function TierFields({ index, tier, onChange, onRemove }: Props) {
  const { t, text } = useTranslator();
  const { draft } = useProgram();
  const path = `tiers.levels.${index}`;
  const Threshold = draft.metric === "spend" ? MoneyField : WholeField;
  const shownName = text(tier.name) || t("program.tier", { number: index + 1 });
  return (
    <fieldset className="vafa-group">
      <legend>{shownName}</legend>
      <NameFields path={`${path}.name`} name={tier.name} onChange={(name) => onChange({ ...tier, name })} />
      <FormLayout.Group>
        <Threshold
          path={`${path}.threshold`}
          label={t(`program.tier.threshold.${draft.metric}`)}
          value={tier.threshold}
          onChange={(threshold) => onChange({ ...tier, threshold })}
        />
        <MultiplierField
          path={`${path}.multiplierBp`}
          label={t("program.tier.multiplier")}
          value={tier.multiplier}
          onChange={(multiplier) => onChange({ ...tier, multiplier })}
        />
      </FormLayout.Group>
      <Button
        variant="plain"
        tone="critical"
        onClick={onRemove}
        accessibilityLabel={t("program.tier.remove", { name: shownName })}
      >
        {t("common.remove")}
      </Button>
    </fieldset>
  );
}
