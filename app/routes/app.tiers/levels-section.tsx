/** The levels: from where on each is had, and what it gives. Edited freely; a level keeps its handle, so its members stay in it. */
import { Button, Checkbox, FormLayout, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import {
  MoneyField,
  MultiplierField,
  NameFields,
  PercentField,
  WholeField,
} from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { replaced } from "../../components/terms-form/writer";
import { benefitFlags, blankLevel, type LevelDraft, tierForm } from "./tier-form";

/** As the store's customers carry them. */
export interface BenefitTags {
  readonly earlyAccess: string;
  readonly prioritySupport: string;
}

export function LevelsSection({ tags }: { readonly tags: BenefitTags }) {
  const { t } = useTranslator();
  const { draft, change, write } = useTermsForm(tierForm);
  const { levels } = draft;
  return (
    <Section title={t("tiers.levels")} help={t("tiers.levels.help")}>
      {levels.length === 0 && <Text as="p">{t("tiers.levels.empty")}</Text>}
      {levels.map((level, index) => (
        <LevelFields
          key={level.id}
          level={level}
          index={index}
          tags={tags}
          onChange={(part) => change({ levels: replaced(levels, index, { ...level, ...part }) })}
          onRemove={() => change({ levels: levels.filter((one) => one !== level) })}
        />
      ))}
      <Button onClick={() => change({ levels: [...levels, blankLevel(levels, write)] })}>
        {t("tiers.level.add")}
      </Button>
    </Section>
  );
}

interface LevelProps {
  readonly level: LevelDraft;
  readonly index: number;
  readonly tags: BenefitTags;
  readonly onChange: (part: Partial<LevelDraft>) => void;
  readonly onRemove: () => void;
}

function LevelFields({ level, index, tags, onChange, onRemove }: LevelProps) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  // The store itself gives the one, and carries the others as tags for tools of the merchant.
  const flags = benefitFlags.filter((flag) =>
    flag === "freeShipping" ? can.tierDiscounts : can.customerTags,
  );
  const name = translator.text(level.name) || t("tiers.level.new");
  return (
    <fieldset className="vafa-group">
      <legend>{name}</legend>
      <NameFields
        path={`tiers.levels.${index}.name`}
        name={level.name}
        onChange={(changed) => onChange({ name: changed })}
      />
      <LevelFigures level={level} index={index} onChange={onChange} />
      <div className="vafa-checks">
        {flags.map((flag) => (
          <Checkbox
            key={flag}
            label={t(`tiers.level.${flag}`)}
            helpText={flag === "freeShipping" ? undefined : t("tiers.level.tag", { tag: tags[flag] })}
            checked={level[flag]}
            onChange={(checked) => onChange({ [flag]: checked })}
          />
        ))}
      </div>
      <Button variant="plain" tone="critical" onClick={onRemove}>
        {t("tiers.level.remove", { name })}
      </Button>
    </fieldset>
  );
}

function LevelFigures({ level, index, onChange }: Omit<LevelProps, "onRemove" | "tags">) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  const { draft } = useTermsForm(tierForm);
  const Threshold = draft.metric === "spend" ? MoneyField : WholeField;
  return (
    <FormLayout.Group condensed>
      <Threshold
        path={`tiers.levels.${index}.threshold`}
        label={t(`tiers.level.threshold.${draft.metric}`)}
        value={level.threshold}
        onChange={(threshold) => onChange({ threshold })}
      />
      <MultiplierField
        path={`tiers.levels.${index}.multiplierBp`}
        label={t("tiers.level.multiplier")}
        value={level.multiplier}
        onChange={(multiplier) => onChange({ multiplier })}
      />
      {can.tierDiscounts && (
        <PercentField
          path={`tiers.levels.${index}.benefits.percentOffBp`}
          label={t("tiers.level.percentOff")}
          helpText={t("tiers.level.percentOff.help")}
          value={level.percentOff}
          onChange={(percentOff) => onChange({ percentOff })}
        />
      )}
    </FormLayout.Group>
  );
}
