/** How long things last: when points can be spent, when they expire, when unused codes end, and what one order may use. */
import { ChoiceList, FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { PercentField, PlainField, WholeField } from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { type Expiry, pendingStarts } from "../../loyalty/program";
import { type DeadlineUnit, deadlineUnits, programForm } from "./program-form";

const units = ["minutes", "hours", "days"] as const satisfies readonly DeadlineUnit[];
const isUnit = (text: string): text is DeadlineUnit => Object.hasOwn(deadlineUnits, text);
const kinds = ["never", "age", "inactivity", "calendar"] as const satisfies readonly Expiry["kind"][];

export function PendingSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(programForm);
  return (
    <Section title={t("program.pending")}>
      <FormLayout.Group>
        <WholeField
          path="pendingDays"
          label={t("program.pendingDays")}
          helpText={t("program.pendingDays.help")}
          value={draft.pendingDays}
          onChange={(pendingDays) => change({ pendingDays })}
        />
        <Select
          label={t("program.pendingFrom")}
          options={pendingStarts.map((value) => ({ value, label: t(`program.pendingFrom.${value}`) }))}
          value={draft.pendingFrom}
          onChange={(chosen) =>
            change({ pendingFrom: pendingStarts.find((start) => start === chosen) ?? "payment" })
          }
        />
      </FormLayout.Group>
    </Section>
  );
}

export function ExpirySection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(programForm);
  return (
    <Section title={t("program.expiry")}>
      <ChoiceList
        title={t("program.expiry")}
        titleHidden
        name="expiry"
        choices={kinds.map((value) => ({ value, label: t(`program.expiry.${value}`) }))}
        selected={[draft.expiry]}
        onChange={([chosen]) => change({ expiry: kinds.find((kind) => kind === chosen) ?? "never" })}
      />
      <ExpiryFigures />
      {draft.expiry !== "never" && (
        <PlainField
          path="expiryNoticeDays.0"
          label={t("program.expiry.notice")}
          helpText={t("program.expiry.notice.help")}
          value={draft.noticeDays}
          onChange={(noticeDays) => change({ noticeDays })}
        />
      )}
    </Section>
  );
}

function ExpiryFigures() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(programForm);
  if (draft.expiry === "never") return null;
  if (draft.expiry === "age")
    return (
      <WholeField
        path="expiry.months"
        label={t("program.expiry.months")}
        helpText={t("program.expiry.months.help")}
        value={draft.expiryMonths}
        onChange={(expiryMonths) => change({ expiryMonths })}
      />
    );
  if (draft.expiry === "inactivity")
    return (
      <WholeField
        path="expiry.days"
        label={t("program.expiry.days")}
        helpText={t("program.expiry.days.help")}
        value={draft.expiryDays}
        onChange={(expiryDays) => change({ expiryDays })}
      />
    );
  return (
    <FormLayout.Group condensed>
      <WholeField
        path="expiry.month"
        label={t("program.expiry.month")}
        value={draft.expiryMonth}
        onChange={(expiryMonth) => change({ expiryMonth })}
      />
      <WholeField
        path="expiry.day"
        label={t("program.expiry.day")}
        value={draft.expiryDay}
        onChange={(expiryDay) => change({ expiryDay })}
      />
      <WholeField
        path="expiry.spareMonths"
        label={t("program.expiry.spareMonths")}
        helpText={t("program.expiry.spareMonths.help")}
        value={draft.expirySpareMonths}
        onChange={(expirySpareMonths) => change({ expirySpareMonths })}
      />
    </FormLayout.Group>
  );
}

export function RedemptionSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(programForm);
  return (
    <Section title={t("program.redemption")}>
      <WholeField
        path="redemption.minimumPoints"
        label={t("program.redemption.minimumPoints")}
        value={draft.minimumPoints}
        onChange={(minimumPoints) => change({ minimumPoints })}
      />
      <FormLayout.Group>
        <WholeField
          path="redemption.maximumPointsPerOrder"
          label={t("program.redemption.maximumPoints")}
          helpText={t("program.redemption.maximumPoints.help")}
          value={draft.maximumPoints}
          onChange={(maximumPoints) => change({ maximumPoints })}
        />
        <PercentField
          path="redemption.maximumShareBp"
          label={t("program.redemption.maximumShare")}
          helpText={t("program.redemption.maximumShare.help")}
          value={draft.maximumShare}
          onChange={(maximumShare) => change({ maximumShare })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <WholeField
          path="redemption.deadlineMinutes"
          label={t("program.redemption.deadline")}
          helpText={t("program.redemption.deadline.help")}
          value={draft.deadline}
          onChange={(deadline) => change({ deadline })}
        />
        <Select
          label={t("program.redemption.unit")}
          options={units.map((value) => ({ value, label: t(`program.redemption.unit.${value}`) }))}
          value={draft.deadlineUnit}
          onChange={(unit) => isUnit(unit) && change({ deadlineUnit: unit })}
        />
      </FormLayout.Group>
    </Section>
  );
}
