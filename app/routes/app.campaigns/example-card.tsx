/** Beside the campaigns: one order, and what each of them adds to it, one sentence each. Moves with every key that is pressed. */
import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useAdmin } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { MomentField } from "../../components/terms-form/moment-field";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { campaignsExample } from "../../components/worked-example/campaigns-example";
import type { Terms } from "../../loyalty/program";
import { explainedItemOf } from "../../services/explain-sentences";
import { campaignsForm } from "./campaign-form";

interface Props {
  readonly saved: Terms;
  /** Of the order, minor units. */
  readonly goods: number;
  readonly now: number;
}

export function ExampleCard({ saved, goods, now }: Props) {
  const { translator, currency } = useAdmin();
  const { t, money, number } = translator;
  const { reading } = useTermsForm(campaignsForm);
  const last = useRef(saved);
  if (reading.terms) last.current = reading.terms;
  const [at, setAt] = useState(now);
  const example = campaignsExample(last.current, goods, at);
  const rows = example.campaigns.map(({ campaign, verdict }) => {
    const said = explainedItemOf(campaign, verdict, { translator, currency });
    return {
      key: campaign.id,
      cells: [
        <div key="campaign">
          {said.name}
          <div className="vafa-quiet">{said.sentence}</div>
        </div>,
        number(said.points),
      ],
    };
  });
  const basket = { amount: money(goods, currency), count: example.products };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("campaigns.example.title")}
        </Text>
        <Text as="p">{t("campaigns.example.order", basket)}</Text>
        <FormLayout>
          <MomentField
            path="example.at"
            label={t("campaigns.example.at")}
            at={at}
            onChange={(chosen) => setAt(chosen ?? now)}
          />
        </FormLayout>
        <div aria-live="polite" className="vafa-stack">
          {!reading.terms && (
            <Text as="p" tone="critical">
              {t("example.broken")}
            </Text>
          )}
          <FactTable
            narrow
            caption={t("campaigns.example.title")}
            columns={[
              { title: t("campaigns.example.what") },
              { title: t("example.column.points"), numeric: true },
            ]}
            rows={[{ key: "rules", cells: [t("campaigns.example.rules"), number(example.byRules)] }, ...rows]}
            foot={[t("campaigns.example.sum"), number(example.points)]}
          />
        </div>
      </BlockStack>
    </Card>
  );
}
