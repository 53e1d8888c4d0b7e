/** When a reward can be had, how many there are, how often one member may have it, and how long its code is good. */
import { FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { WholeField } from "../../components/terms-form/fields";
import { MomentField } from "../../components/terms-form/moment-field";
import { limitPeriods } from "../../loyalty/earning-rules/action";
import { type ValidUnit, validUnits } from "./reward-draft";
import type { FieldsProps } from "./reward-editor";

const units = ["minutes", "hours", "days"] as const satisfies readonly ValidUnit[];
const isUnit = (text: string): text is ValidUnit => Object.hasOwn(validUnits, text);

export function LimitFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <fieldset className="vafa-group">
      <legend>{t("rewards.when")}</legend>
      <FormLayout>
        <FormLayout.Group>
          <MomentField
            path={`${path}.gates.from`}
            label={t("rewards.from")}
            helpText={t("rewards.moment.help")}
            at={reward.from}
            onChange={(from) => set({ from })}
          />
          <MomentField
            path={`${path}.gates.until`}
            label={t("rewards.until")}
            helpText={t("rewards.moment.help")}
            at={reward.until}
            onChange={(until) => set({ until })}
          />
        </FormLayout.Group>
        <WholeField
          path={`${path}.stock`}
          label={t("rewards.stock")}
          helpText={t("rewards.stock.help")}
          value={reward.stock}
          onChange={(stock) => set({ stock })}
        />
        <OftenFields path={path} reward={reward} set={set} />
        <ValidFields path={path} reward={reward} set={set} />
      </FormLayout>
    </fieldset>
  );
}

function OftenFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <FormLayout.Group>
      <WholeField
        path={`${path}.perMember.times`}
        label={t("rewards.times")}
        helpText={t("rewards.times.help")}
        value={reward.times}
        onChange={(times) => set({ times })}
      />
      <Select
        label={t("rewards.per")}
        options={limitPeriods.map((value) => ({ value, label: t(`rewards.per.${value}`) }))}
        value={reward.per}
        onChange={(chosen) => set({ per: limitPeriods.find((per) => per === chosen) ?? "lifetime" })}
      />
    </FormLayout.Group>
  );
}

function ValidFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <FormLayout.Group>
      <WholeField
        path={`${path}.validMinutes`}
        label={t("rewards.valid")}
        helpText={t("rewards.valid.help")}
        value={reward.valid}
        onChange={(valid) => set({ valid })}
      />
      <Select
        label={t("rewards.valid.unit")}
        options={units.map((value) => ({ value, label: t(`rewards.valid.${value}`) }))}
        value={reward.validUnit}
        onChange={(unit) => isUnit(unit) && set({ validUnit: unit })}
      />
    </FormLayout.Group>
  );
}
