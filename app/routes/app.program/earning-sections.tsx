/** The name of points, what of an order counts, and what an order in another currency is worth. */
import { Button, Checkbox, FormLayout, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { CataloguePicker } from "../../components/pickers/catalogue-picker";
import { NameFields, PlainField, WholeField } from "../../components/terms-form/fields";
import { Section } from "../../components/terms-form/section";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { replaced } from "../../components/terms-form/writer";
import { programForm, type RateDraft } from "./program-form";

const counted = ["includeTax", "includeShipping", "includeGiftCards"] as const;

export function NameSection() {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(programForm);
  return (
    <Section title={t("program.names")} help={t("program.names.help")}>
      <NameFields
        path="pointsName"
        name={draft.pointsName}
        onChange={(pointsName) => change({ pointsName })}
      />
    </Section>
  );
}

export function EligibilitySection() {
  const { translator, can } = useAdmin();
  const { t } = translator;
  const { draft, change } = useTermsForm(programForm);
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
        {counted
          .filter((key) => key !== "includeGiftCards" || can.giftCards)
          .map((key) => (
            <Checkbox
              key={key}
              label={t(`program.eligibility.${key}`)}
              checked={eligibility[key]}
              onChange={(checked) => set({ [key]: checked })}
            />
          ))}
      </div>
      <CataloguePicker
        kind="product"
        label={t("program.eligibility.excludedProducts")}
        selected={eligibility.excludedProducts}
        onChange={(excludedProducts) => set({ excludedProducts })}
      />
      <CataloguePicker
        kind="collection"
        label={t("program.eligibility.excludedCollections")}
        selected={eligibility.excludedCollections}
        onChange={(excludedCollections) => set({ excludedCollections })}
      />
    </Section>
  );
}

export function ExchangeSection() {
  const { t } = useTranslator();
  const { currency } = useAdmin();
  const { draft, change } = useTermsForm(programForm);
  const rates = draft.exchangeRates;
  const set = (exchangeRates: readonly RateDraft[]) => change({ exchangeRates });
  return (
    <Section title={t("program.exchange")} help={t("program.exchange.help", { currency })}>
      {rates.length === 0 && <Text as="p">{t("program.exchange.empty", { currency })}</Text>}
      {rates.map((rate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rate has no handle; its place is what the terms know it by.
        <fieldset className="vafa-group" key={index}>
          <legend>{rate.currency || t("program.exchange.new")}</legend>
          <FormLayout.Group condensed>
            <PlainField
              path={`exchangeRates.${index}.currency`}
              label={t("program.exchange.currency")}
              value={rate.currency}
              onChange={(code) => set(replaced(rates, index, { ...rate, currency: code }))}
            />
            <WholeField
              path={`exchangeRates.${index}.fromMinor`}
              label={t("program.exchange.from")}
              value={rate.from}
              onChange={(from) => set(replaced(rates, index, { ...rate, from }))}
            />
            <WholeField
              path={`exchangeRates.${index}.toMinor`}
              label={t("program.exchange.to", { currency })}
              value={rate.to}
              onChange={(to) => set(replaced(rates, index, { ...rate, to }))}
            />
          </FormLayout.Group>
          <Button variant="plain" tone="critical" onClick={() => set(rates.filter((one) => one !== rate))}>
            {t("common.remove")}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => set([...rates, { currency: "", from: "", to: "" }])}>
        {t("program.exchange.add")}
      </Button>
    </Section>
  );
}
