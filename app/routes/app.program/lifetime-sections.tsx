/** How long things last: when points expire, when unused codes end, and from which balance on points can be redeemed. */
import { ChoiceList, FormLayout, Select } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type DeadlineUnit, deadlineUnits } from "./draft";
import { WholeField } from "./fields";
import { useProgram } from "./program-state";
import { Section } from "./section";

const units = ["minutes", "hours", "days"] as const satisfies readonly DeadlineUnit[];
const isUnit = (text: string): text is DeadlineUnit => Object.hasOwn(deadlineUnits, text);

export function ExpirySection() {
  const { t } = useTranslator();
  const { draft, change } = useProgram();
  return (
    <Section title={t("program.expiry")}>
      <ChoiceList
        title={t("program.expiry")}
        titleHidden
        name="expiry"
        choices={[
          { value: "never", label: t("program.expiry.never") },
          { value: "age", label: t("program.expiry.age") },
        ]}
        selected={[draft.expires ? "age" : "never"]}
        onChange={([choice]) => change({ expires: choice === "age" })}
      />
      {draft.expires && (
        <WholeField
          path="expiry.months"
          label={t("program.expiry.months")}
          helpText={t("program.expiry.months.help")}
          value={draft.expiryMonths}
          onChange={(expiryMonths) => change({ expiryMonths })}
        />
      )}
    </Section>
  );
}

export function RedemptionSection() {
  const { t } = useTranslator();
  const { draft, change } = useProgram();
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
