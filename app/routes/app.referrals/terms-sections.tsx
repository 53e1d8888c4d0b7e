/** The referral program's rules in a form: what both get, when, and when a person has to look. */
import { Checkbox, ChoiceList, FormLayout } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { MoneyField, PercentField, WholeField } from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { referralForm } from "./referral-form";

export function GiftSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(referralForm);
  return (
    <Section title={t("referrals.gift")} help={t("referrals.gift.help")}>
      <Checkbox
        label={t("referrals.active")}
        helpText={t("referrals.active.help")}
        checked={draft.active}
        onChange={(active) => change({ active })}
      />
      <ChoiceList
        title={t("referrals.friend")}
        choices={[
          { label: t("referrals.friend.percentage"), value: "percentage-off" },
          { label: t("referrals.friend.amount"), value: "amount-off" },
        ]}
        selected={[draft.friendKind]}
        onChange={([kind]) => change({ friendKind: kind === "amount-off" ? "amount-off" : "percentage-off" })}
      />
      <FormLayout.Group>
        {draft.friendKind === "amount-off" ? (
          <MoneyField
            path="referrals.friendReward.valueMinor"
            label={t("referrals.friend.value")}
            value={draft.friendMoney}
            onChange={(friendMoney) => change({ friendMoney })}
          />
        ) : (
          <PercentField
            path="referrals.friendReward.percentBp"
            label={t("referrals.friend.value")}
            value={draft.friendPercent}
            onChange={(friendPercent) => change({ friendPercent })}
          />
        )}
        <WholeField
          path="referrals.advocatePoints"
          label={t("referrals.advocate")}
          value={draft.advocatePoints}
          onChange={(advocatePoints) => change({ advocatePoints })}
        />
      </FormLayout.Group>
    </Section>
  );
}

export function LimitSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(referralForm);
  return (
    <Section title={t("referrals.limits")} help={t("referrals.limits.help")}>
      <FormLayout.Group>
        <MoneyField
          path="referrals.minimumMinor"
          label={t("referrals.minimum")}
          helpText={t("referrals.minimum.help")}
          value={draft.minimum}
          onChange={(minimum) => change({ minimum })}
        />
        <WholeField
          path="referrals.waitDays"
          label={t("referrals.wait")}
          helpText={t("referrals.wait.help")}
          value={draft.waitDays}
          onChange={(waitDays) => change({ waitDays })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <WholeField
          path="referrals.maximumPerYear"
          label={t("referrals.maximum")}
          helpText={t("referrals.maximum.help")}
          value={draft.maximumPerYear}
          onChange={(maximumPerYear) => change({ maximumPerYear })}
        />
        <WholeField
          path="referrals.reviewFrom"
          label={t("referrals.reviewFrom")}
          helpText={t("referrals.reviewFrom.help")}
          value={draft.reviewFrom}
          onChange={(reviewFrom) => change({ reviewFrom })}
        />
      </FormLayout.Group>
    </Section>
  );
}
