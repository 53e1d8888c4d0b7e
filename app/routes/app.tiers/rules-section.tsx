/** How members rise, and how long they stay: the measure, the time it is counted over, grace, and the easier way back. */
import { FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { PercentField, WholeField } from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import type { MessageKey } from "../../i18n/translator";
import { tierMetrics } from "../../loyalty/tiers";
import { metricOf, tierForm, windowKinds } from "./tier-form";

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const monthKey = (month: (typeof months)[number]): MessageKey => `tiers.month.${month}`;

export function RulesSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(tierForm);
  return (
    <Section title={t("tiers.rules")}>
      <Select
        label={t("tiers.metric")}
        options={tierMetrics.map((value) => ({ value, label: t(`tiers.metric.${value}`) }))}
        value={draft.metric}
        onChange={(metric) => change({ metric: metricOf(metric) })}
      />
      <WindowFields />
      <WholeField
        path="tiers.graceDays"
        label={t("tiers.grace")}
        helpText={t("tiers.grace.help")}
        value={draft.graceDays}
        onChange={(graceDays) => change({ graceDays })}
      />
      <FormLayout.Group>
        <WholeField
          path="tiers.comeback.days"
          label={t("tiers.comeback.days")}
          helpText={t("tiers.comeback.days.help")}
          value={draft.comebackDays}
          onChange={(comebackDays) => change({ comebackDays })}
        />
        <PercentField
          path="tiers.comeback.thresholdBp"
          label={t("tiers.comeback.share")}
          helpText={t("tiers.comeback.share.help")}
          value={draft.comebackShare}
          onChange={(comebackShare) => change({ comebackShare })}
        />
      </FormLayout.Group>
    </Section>
  );
}

function WindowFields() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(tierForm);
  return (
    <FormLayout.Group>
      <Select
        label={t("tiers.window")}
        helpText={t("tiers.window.help")}
        options={windowKinds.map((value) => ({ value, label: t(`tiers.window.${value}`) }))}
        value={draft.window}
        onChange={(chosen) => change({ window: windowKinds.find((kind) => kind === chosen) ?? "lifetime" })}
      />
      {draft.window === "rolling" && (
        <WholeField
          path="tiers.window.months"
          label={t("tiers.window.months")}
          value={draft.months}
          onChange={(text) => change({ months: text })}
        />
      )}
      {draft.window === "calendar" && (
        <Select
          label={t("tiers.window.startsInMonth")}
          options={months.map((month) => ({ value: String(month), label: t(monthKey(month)) }))}
          value={draft.startsInMonth}
          onChange={(startsInMonth) => change({ startsInMonth })}
        />
      )}
    </FormLayout.Group>
  );
}
