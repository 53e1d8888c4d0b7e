/** How customers become members, how far back joining reaches, and what a paid membership is. */
import { ChoiceList, FormLayout } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { CataloguePicker } from "../../components/pickers/catalogue-picker";
import { PlainField, WholeField } from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { membershipModes } from "../../loyalty/membership";
import { membershipForm } from "./membership-form";

export function ModeSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(membershipForm);
  return (
    <Section title={t("membership.mode")} help={t("membership.mode.help")}>
      <ChoiceList
        title={t("membership.mode")}
        titleHidden
        choices={membershipModes.map((mode) => ({
          value: mode,
          label: t(`membership.mode.${mode}`),
          helpText: t(`membership.mode.${mode}.help`),
        }))}
        selected={[draft.mode]}
        onChange={([chosen]) =>
          change({ mode: membershipModes.find((mode) => mode === chosen) ?? draft.mode })
        }
      />
      <WholeField
        path="membership.claimDays"
        label={t("membership.claim-days")}
        helpText={t("membership.claim-days.help")}
        value={draft.claimDays}
        onChange={(claimDays) => change({ claimDays })}
      />
    </Section>
  );
}

/** Shown for paid programs only; what was chosen before stays. */
export function PaidSection() {
  const { t } = useTranslator();
  const { draft, change, errorAt } = useTermsForm(membershipForm);
  if (draft.mode !== "paid") return null;
  const error = draft.productIds.length === 0 ? errorAt("membership.paid.productIds", "x") : undefined;
  return (
    <Section title={t("membership.paid")} help={t("membership.paid.help")}>
      <CataloguePicker
        kind="product"
        label={t("membership.paid.products")}
        selected={draft.productIds}
        onChange={(productIds) => change({ productIds })}
        helpText={error ?? t("membership.paid.products.help")}
      />
      <FormLayout.Group>
        <WholeField
          path="membership.paid.months"
          label={t("membership.paid.months")}
          helpText={t("membership.paid.months.help")}
          value={draft.months}
          onChange={(months) => change({ months })}
        />
      </FormLayout.Group>
    </Section>
  );
}

const languages = ["en", "fa", "ar"] as const;

/** A sentence each, so each has a line to itself. */
export function ConsentSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(membershipForm);
  return (
    <Section title={t("membership.consent")} help={t("membership.consent.help")}>
      {languages.map((language) => (
        <PlainField
          key={language}
          path={`membership.consentText.${language}`}
          label={t(`program.name.${language}`)}
          value={draft.consentText[language]}
          onChange={(text) => change({ consentText: { ...draft.consentText, [language]: text } })}
        />
      ))}
    </Section>
  );
}
